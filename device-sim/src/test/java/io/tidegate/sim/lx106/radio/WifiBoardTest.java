package io.tidegate.sim.lx106.radio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Identity;
import io.tidegate.sim.broker.VirtualBroker;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.lx106.board.EmulatedBoard;
import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.debug.Gdb;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.net.Doors;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.net.AccessPoint;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Led;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.pins.BoardPins;
import io.tidegate.sim.pins.PinNames;
import io.tidegate.sim.world.Cable;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A board whose image has an SDK, among others in a world.
@Tag("lx106")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WifiBoardTest {
  private static final long MILLI = 1_000_000;
  private static final int MQTT = 1883;
  private static final Pattern HEAP = Pattern.compile("HEAP (\\d+)");
  private static Image image;

  private final World world = new World(3);
  private final Lan lan = new Lan(world);
  private final AccessPoint lab =
      new AccessPoint("lab", "secret", new Led(lan, MQTT, "broker", MQTT));
  private final Station station = new Station(world, List.of(lab));
  private final List<String> arrived = new ArrayList<>();
  private final List<String> published = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final StringBuilder heard = new StringBuilder();
  private Cable cable;
  private EmulatedBoard board;
  private int read;

  @BeforeAll
  static void compile(@TempDir Path folder) throws IOException {
    image = SdkGuest.build(folder);
  }

  @BeforeEach
  void plugIn() {
    lan.listen("broker", MQTT, new VirtualBroker(world, message -> arrived.add(text(message))));
    board =
        new EmulatedBoard(
            image,
            Flash.erased(1 << 20),
            Identity.of("board", 1),
            1,
            BoardPins.of(PinNames.NODEMCU),
            station,
            Doors.NONE);
    board.whenTold(told::add);
    board.whenPublished(message -> published.add(text(message)));
    cable = new Cable(world, board, line(), line(), new Ear());
    board.whenWoken(cable::wake);
    cable.pin(Board.RESET, 1);
    cable.pin(Board.POWER, 1);
  }

  private static String text(Packet.Publish message) {
    return message.topic() + " " + new String(message.payload(), ISO_8859_1);
  }

  @Test
  void itGetsItsAddressFromTheNetworkAgainAfterLoss() {
    says("EV connected");
    says("IP 192.168.1.2");
    lab.on(false);
    says("EV disconnected 200");
    lab.on(true);
    says("IP 192.168.1.");
    cable.pin(Board.POWER, 0);
    world.runTo(world.nowNanos() + 10 * MILLI);
    assertEquals("", station.address(), "nobody is there");
  }

  @Test
  void itComesBackWithItsAddressAfterEachKindOfReset() {
    says("IP 192.168.1.2");
    cable.pin(Board.RESET, 0);
    world.runTo(world.nowNanos() + 50 * MILLI);
    assertEquals("", station.address(), "nobody is there");
    cable.pin(Board.RESET, 1);
    says("begun");
    says("IP 192.168.1.2");
    cable.pin(Board.POWER, 0);
    world.runTo(world.nowNanos() + 50 * MILLI);
    cable.pin(Board.POWER, 1);
    says("begun");
    says("IP 192.168.1.2");
    assertTrue(heard.indexOf("ABORT") < 0, heard::toString);
  }

  @Test
  void itPublishesThroughAHundredLossesAndReturnsAndLosesNoMemory() {
    says("IP 192.168.1.");
    type("q");
    says("MQTT connected");
    Set<Integer> heaps = new HashSet<>();
    for (int cycle = 0; cycle < 100; cycle++) {
      lab.on(false);
      says("EV disconnected 200");
      lab.on(true);
      says("MQTT connected");
      world.runTo(world.nowNanos() + 2_500 * MILLI);
      type("h");
      says("HEAP ");
      Matcher heap = HEAP.matcher(heard.substring(read - 5));
      world.runTo(world.nowNanos() + 50 * MILLI);
      heap.reset(heard.substring(read - 5));
      assertTrue(heap.find());
      heaps.add(Integer.valueOf(heap.group(1)));
    }
    assertEquals(1, heaps.size(), () -> "the heap after each return: " + heaps);
    long data = arrived.stream().filter(each -> each.contains("/data ")).count();
    assertTrue(data >= 200, () -> data + " messages came");
    assertTrue(published.containsAll(arrived.stream().filter(e -> e.contains("/data ")).toList()));
    assertTrue(heard.indexOf("ABORT") < 0, heard::toString);
  }

  /// The network calls in the program when no task of it runs, and so does a debugger's breakpoint
  /// stop there.
  @Test
  void aDebuggerStopsInWhatTheNetworkCallsInTheProgram() {
    says("IP 192.168.1.");
    Gdb gdb = board.bench().gdb();
    gdb.connected();
    packet(gdb, "QStartNoAckMode");
    type("qs");
    for (String name : List.of("scanned", "ethernet_input")) {
      int address = image.address(name).orElseThrow();
      assertEquals("OK", packet(gdb, "Z0,%x,3".formatted(address)), name);
      assertEquals("T05", stopped(gdb), name);
      assertEquals("%08x".formatted(Integer.reverseBytes(address)), packet(gdb, "p10"), name);
      assertEquals("OK", packet(gdb, "z0,%x,3".formatted(address)), name);
    }
    assertEquals("OK", packet(gdb, "D"));
    says("SCANNED 0");
  }

  /// Lets it go on until the debugger hears of it.
  private String stopped(Gdb gdb) {
    String said = packet(gdb, "c");
    long end = world.nowNanos() + 30_000 * MILLI;
    while (said.isEmpty() && world.nowNanos() < end) {
      world.runTo(world.nowNanos() + MILLI);
      said = heard(gdb);
    }
    return said;
  }

  private static String packet(Gdb gdb, String text) {
    int sum = text.chars().sum() & 0xff;
    byte[] bytes = "$%s#%02x".formatted(text, sum).getBytes(ISO_8859_1);
    gdb.receive(bytes, bytes.length);
    return heard(gdb);
  }

  private static String heard(Gdb gdb) {
    String all = new String(gdb.toSend(), ISO_8859_1);
    int from = all.lastIndexOf('$');
    return from < 0 ? "" : all.substring(from + 1, all.length() - 3);
  }

  @Test
  void itIsToldWhetherItIsInWhyNotAndWhomItReaches() {
    says("IP 192.168.1.2");
    assertEquals(List.of("reset: power on", "WiFi: in, with the address 192.168.1.2"), told);
    told.clear();
    type("q");
    says("MQTT connected");
    assertEquals(List.of("connected to broker:1883"), told);
    told.clear();
    lab.on(false);
    says("EV disconnected 200");
    world.runTo(world.nowNanos() + 10_000 * MILLI);
    assertEquals(List.of("WiFi: out", "WiFi: the network it looks for is not there"), told, "once");
    told.clear();
    lab.password("another");
    lab.on(true);
    world.runTo(world.nowNanos() + 30_000 * MILLI);
    assertEquals(List.of("WiFi: not let in, the password is wrong"), told);
    told.clear();
    lab.password("secret");
    says("MQTT connected");
    assertEquals(1, told.size(), "the broker is reached as before: " + told);
    assertTrue(told.getFirst().startsWith("WiFi: in, with the address 192.168.1."), "" + told);
  }

  @Test
  void whoDoesNotAnswerIsToldOnce() {
    says("IP 192.168.1.2");
    told.clear();
    lan.reach("broker", MQTT, Lan.Reach.REFUSED);
    type("q");
    world.runTo(world.nowNanos() + 30_000 * MILLI);
    assertEquals(List.of("not connected to broker:1883: Connection refused"), told);
  }

  private void type(String letters) {
    byte[] bytes = letters.getBytes(ISO_8859_1);
    cable.write(bytes, bytes.length);
  }

  private void says(String words) {
    long end = world.nowNanos() + 30_000 * MILLI;
    while (heard.indexOf(words, read) < 0 && world.nowNanos() < end) {
      world.runTo(world.nowNanos() + 100 * MILLI);
    }
    int at = heard.indexOf(words, read);
    assertTrue(at >= 0, () -> "no \"" + words + "\" in " + heard.substring(read));
    read = at + words.length();
  }

  private Line line() {
    return new Line(115_200, 65_536, world.chance());
  }

  private final class Ear implements Cable.Port {
    @Override
    public void arrived(byte[] bytes, int length) {
      heard.append(new String(bytes, 0, length, ISO_8859_1));
    }

    @Override
    public void cut() {}
  }
}
