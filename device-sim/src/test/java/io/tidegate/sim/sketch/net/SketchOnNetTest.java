package io.tidegate.sim.sketch.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.arduino.Checkout;
import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Chip;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.board.Quirks;
import io.tidegate.sim.board.ResetCause;
import io.tidegate.sim.broker.VirtualBroker;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.net.AccessPoint;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.net.Udp;
import io.tidegate.sim.sketch.SketchFirmware;
import io.tidegate.sim.sketch.SketchSetup;
import io.tidegate.sim.sketch.build.BuildOptions;
import io.tidegate.sim.sketch.build.SketchBuild;
import io.tidegate.sim.sketch.build.Target;
import io.tidegate.sim.world.Cable;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sketch on a simulated ESP8266, in virtual time: `NetDesk.ino` does what is typed.
@Tag("gpp")
class SketchOnNetTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;
  private static final String NAME = "broker.example";
  private static final String VALID = " " + Desk.UNIX_SECONDS;

  @TempDir private static Path shared;
  private static Path program;

  private final World world = new World(1);
  private final Lan lan = new Lan(world);
  private final AccessPoint accessPoint = new AccessPoint("garden", "secret", lan);
  private final StringBuilder heard = new StringBuilder();
  private final List<String> told = new ArrayList<>();
  private final List<Lan.Wire> accepted = new ArrayList<>();
  private final List<Packet.Publish> published = new ArrayList<>();
  private final VirtualBroker broker = new VirtualBroker(world, published::add);
  private SketchFirmware firmware;
  private Microcontroller chip;
  private Cable cable;

  @BeforeAll
  static void build() throws Exception {
    Path sketch = Path.of(SketchOnNetTest.class.getResource("NetDesk/NetDesk.ino").toURI());
    Path libraries = Checkout.ROOT.resolve("device-sim/host-core/test/libraries");
    SketchBuild build =
        new SketchBuild(
            new SketchBuild.Surroundings(
                shared.resolve("cache"),
                shared,
                System.getenv("PATH"),
                System.getenv("CXX"),
                SketchBuild.Surroundings.ofThisUser().ours()));
    program =
        build
            .build(
                sketch.getParent(),
                BuildOptions.of(Target.ESP8266).withLibraries(List.of(libraries)))
            .program();
  }

  @BeforeEach
  void plugIn() {
    lan.listen("broker", 1_883, broker);
    lan.listen(
        "echo",
        7,
        wire -> {
          accepted.add(wire);
          return () -> {};
        });
    SketchSetup plan =
        new SketchSetup(
            program,
            shared,
            1,
            SketchSetup.USUAL_PASS_NANOS,
            now -> Desk.UNIX_SECONDS * 1_000 + now / MILLI,
            false);
    SketchNet net = new SketchNet(new Station(world, List.of(accessPoint)));
    firmware = new SketchFirmware(plan, List.of(net));
    firmware.whenTold(told::add);
    chip = new Microcontroller("desk", 1, Chip.ESP8266, Quirks.NONE, firmware);
    cable =
        new Cable(
            world,
            chip,
            new Line(115_200, 16_384, world.chance()),
            new Line(115_200, 16_384, world.chance()),
            (bytes, length) -> heard.append(new String(bytes, 0, length, ISO_8859_1)));
    firmware.whenWoken(cable::wake);
    cable.pin(Board.RESET, 1);
    cable.pin(Board.POWER, 1);
    runFor(SECOND);
  }

  @AfterEach
  void end() {
    firmware.close();
  }

  private void runFor(long nanos) {
    world.runTo(world.nowNanos() + nanos);
  }

  /// What it prints that begins with this, within a minute of the world's time.
  private String await(String beginning) {
    long untilNanos = world.nowNanos() + 60 * SECOND;
    while (true) {
      for (int end = heard.indexOf("\n"); end >= 0; end = heard.indexOf("\n")) {
        String line = heard.substring(0, end).strip();
        heard.delete(0, end + 1);
        if (line.startsWith(beginning)) {
          return line;
        }
      }
      assertTrue(world.runNext(untilNanos), () -> "nothing with " + beginning + "; " + told);
    }
  }

  private void type(String line) {
    heard.setLength(0);
    byte[] bytes = (line + "\n").getBytes(UTF_8);
    cable.write(bytes, bytes.length);
  }

  private String say(String line) {
    type(line);
    return await(line.split(" ")[0]);
  }

  private void join() {
    assertEquals("join 3", say("join secret"));
  }

  private static long millis(String line) {
    return Long.parseLong(line.replaceAll(".* in (\\d+) ms", "$1"));
  }

  private static void assertBetween(long least, long most, long got) {
    assertTrue(
        got >= least && got <= most, () -> "expected %d to %d, got %d".formatted(least, most, got));
  }

  @Test
  void itsWifiComesAndGoesWithStatusAndEvents() {
    assertEquals("status 7 (IP unset)  31", say("status"));
    type("join secret");
    assertEquals("event connected garden", await("event"));
    assertEquals("event address 192.168.1.2", await("event"));
    String status = say("status");
    assertTrue(status.startsWith("status 3 192.168.1.2 garden -5"), status);
    accessPoint.on(false);
    assertEquals("event disconnected 200", await("event"));
    assertEquals("event disconnected 201", await("event"));
    assertEquals("status 1 (IP unset) garden 31", say("status"));
    accessPoint.on(true);
    assertEquals("event address 192.168.1.3", await("event address"));
  }

  @Test
  void aWrongPasswordIsWhatTheSketchSees() {
    assertEquals("join 6", say("join sesame"));
  }

  @Test
  void aResetEndsItsWifiAndTellsNobody() {
    join();
    say("dial echo 7");
    chip.reset(ResetCause.SOFTWARE_RESTART, world.nowNanos());
    cable.wake();
    runFor(5 * SECOND);
    assertEquals("status 7 (IP unset)  31", say("status"));
    assertEquals(Tcp.State.ESTABLISHED, accepted.getFirst().state());
  }

  @Test
  void whatIsAroundIsFound() {
    type("scan");
    assertEquals("found garden -55 closed", await("found"));
  }

  @Test
  void namesAreLookedUp() {
    assertEquals("name 0 (IP unset)", say("name echo"));
    join();
    assertEquals("name 1 10.0.0.2", say("name echo"));
    assertEquals("name 0 (IP unset)", say("name nobody"));
    assertEquals("name 1 10.1.2.3", say("name 10.1.2.3"));
  }

  @Test
  void connectingTakesAsLongAsTheNetworkOrFiveSeconds() {
    join();
    assertBetween(4, 100, millis(say("dial echo 7")));
    assertTrue(say("dial echo 8").startsWith("dial 0 in "));
    lan.reach("echo", 7, Lan.Reach.SILENT);
    String silent = say("dial echo 7");
    assertTrue(silent.startsWith("dial 0"), silent);
    assertBetween(5_000, 5_050, millis(silent));
  }

  @Test
  void whatTheOtherSideSaidBeforeItClosedCanStillBeRead() {
    join();
    say("dial echo 7");
    assertEquals("state 0 1 1", say("state"));
    accepted.getFirst().write("bye".getBytes(UTF_8), 0, 3);
    accepted.getFirst().close();
    runFor(SECOND);
    assertEquals("state 3 0 1", say("state"));
    assertEquals("read bye", say("read"));
    assertEquals("state 0 0 0", say("state"));
  }

  @Test
  void writingIntoASilentNetworkEndsAfterFiveSeconds() {
    join();
    say("dial echo 7");
    accessPoint.on(false);
    type("send 3000");
    String sent = await("sent");
    assertTrue(sent.startsWith("sent 1072 in "), sent);
    assertBetween(5_000, 5_050, millis(sent));
  }

  @Test
  void aLostWifiEndsTheConnectionAndTheServerHearsNothing() {
    join();
    say("dial echo 7");
    accessPoint.kick();
    runFor(SECOND);
    assertEquals("state 0 0 0", say("state"));
    assertEquals(Tcp.State.ESTABLISHED, accepted.getFirst().state());
  }

  @Test
  void pubSubClientIsInFindsOutAndComesBack() {
    join();
    assertEquals("mqtt 1 state 0", enter());
    assertEquals("publish 1", say("publish hello"));
    runFor(SECOND);
    assertEquals("hello", new String(published.getFirst().payload(), UTF_8));
    broker.publish("desk/do", "light", false);
    assertEquals("message desk/do light", await("message desk/do"));
    broker.cut();
    runFor(SECOND);
    assertEquals("publish 0", say("publish lost"));
    assertEquals("mqtt 1 state 0", enter());
  }

  private String enter() {
    type("enter broker");
    return await("mqtt");
  }

  @Test
  void aServerOnTheBoardAnswers() {
    say("serve");
    join();
    Tcp guest = lan.connect("192.168.1.2", 80, () -> {});
    runFor(MILLI);
    guest.write("hi\n".getBytes(UTF_8), 0, 3);
    assertEquals("guest hi", await("guest"));
    runFor(SECOND);
    byte[] into = new byte[64];
    assertEquals("you said hi\n", new String(into, 0, guest.read(into, 0, 64), UTF_8));
    assertEquals(Tcp.State.CLOSED, guest.state());
  }

  @Test
  void datagramsAreAnswered() {
    join();
    say("udp");
    Udp peer = lan.udp("10.9.9.9", 7_000, () -> {});
    peer.send("192.168.1.2", 4_210, "hello".getBytes(UTF_8));
    runFor(SECOND);
    assertEquals("5 hello", new String(peer.next().bytes(), UTF_8));
  }

  private void tlsServer() throws IOException {
    TlsPlan plan =
        new TlsPlan(
            true,
            "",
            TlsPlan.Trust.ALL,
            0,
            List.of(),
            new byte[0],
            List.of(TlsTest.der("broker.pem")),
            TlsTest.der("broker.key"));
    lan.listen(
        NAME,
        8_883,
        wire -> {
          TlsTcp tls = new TlsTcp(wire, plan);
          return () -> {
            tls.turn();
            byte[] bytes = new byte[64];
            int count = tls.read(bytes, 0, bytes.length);
            tls.write(bytes, 0, count);
            tls.turn();
          };
        });
  }

  @Test
  void tlsTrustsAsTheChipDoesAndSaysWhyNot() throws IOException {
    join();
    tlsServer();
    assertEquals("tls 1 error 0: OK", say("tls ca " + NAME + VALID));
    assertEquals("heard ping, much heap", await("heard"));
    Map<String, String> refused =
        Map.of(
            "tls other " + NAME + VALID,
            "tls 0 error 62: Chain could not be linked to a trust anchor.",
            "tls ca " + NAME + " 1",
            "tls 0 error 54: Certificate is expired or not yet valid.",
            "tls ca " + NAME + " 3000000000",
            "tls 0 error 54: Certificate is expired or not yet valid.",
            "tls " + "00".repeat(20) + " " + NAME,
            "tls 0 error 62: Chain could not be linked to a trust anchor.");
    refused.forEach((typed, said) -> assertEquals(said, say(typed), typed));
    assertEquals("tls 1 error 0: OK", say("tls insecure " + NAME));
    String print = "8D:9C:B5:0D:8F:CF:24:C2:3A:8B:32:E4:14:65:78:E5:2A:E1:F7:B2";
    assertEquals("tls 1 error 0: OK", say("tls " + print + " " + NAME));
  }
}
