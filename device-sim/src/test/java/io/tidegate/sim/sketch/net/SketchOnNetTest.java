package io.tidegate.sim.sketch.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.broker.VirtualBroker;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.net.Udp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// WiFi, TCP, UDP and MQTT as a sketch sees them.
@Tag("gpp")
class SketchOnNetTest {
  private static final long MILLI = NetBoard.MILLI;
  private static final long SECOND = NetBoard.SECOND;

  @TempDir private static Path shared;
  private static Path program;

  private final List<Lan.Wire> accepted = new ArrayList<>();
  private final List<Lan.Wire> sessions = new ArrayList<>();
  private final List<Packet.Publish> published = new ArrayList<>();
  private NetBoard board;
  private VirtualBroker broker;

  @BeforeAll
  static void build() throws Exception {
    program = NetBoard.build();
  }

  @BeforeEach
  void plugIn() {
    board = new NetBoard(program, shared);
    broker = new VirtualBroker(board.world, published::add);
    board.lan.listen(
        "broker",
        1_883,
        wire -> {
          sessions.add(wire);
          return broker.accept(wire);
        });
    board.lan.listen(
        "echo",
        7,
        wire -> {
          accepted.add(wire);
          return () -> {};
        });
  }

  @AfterEach
  void end() {
    board.close();
  }

  @Test
  void itsWifiComesAndGoesWithStatusAndEvents() {
    assertEquals("status 7 (IP unset)  31", board.say("status"));
    board.type("join secret");
    assertEquals("event connected garden", board.await("event"));
    assertEquals("event address 192.168.1.2", board.await("event"));
    String status = board.say("status");
    assertTrue(status.startsWith("status 3 192.168.1.2 garden -5"), status);
    board.accessPoint.on(false);
    assertEquals("event disconnected 200", board.await("event"));
    assertEquals("event disconnected 201", board.await("event"));
    assertEquals("status 1 (IP unset) garden 31", board.say("status"));
    board.accessPoint.on(true);
    assertEquals("event address 192.168.1.2", board.await("event address"));
  }

  @Test
  void aWrongPasswordIsWhatTheSketchSees() {
    assertEquals("join 6", board.say("join sesame"));
  }

  @Test
  void aResetEndsItsWifiAndTellsNobody() {
    board.join();
    board.say("dial echo 7");
    board.restart();
    board.runFor(5 * SECOND);
    assertEquals("status 7 (IP unset)  31", board.say("status"));
    assertEquals(Tcp.State.ESTABLISHED, accepted.getFirst().state());
  }

  @Test
  void whatIsAroundIsFound() {
    board.type("scan");
    assertEquals("found garden -55 closed", board.await("found"));
  }

  @Test
  void ofSeveralNetworksTheOneThatIsThereIsJoined() {
    assertEquals("many 3", board.say("many"));
  }

  @Test
  void namesAreLookedUp() {
    assertEquals("name 0 (IP unset)", board.say("name echo"));
    board.join();
    assertEquals("name 1 10.0.0.2", board.say("name echo"));
    assertEquals("name 0 (IP unset)", board.say("name nobody"));
    assertEquals("name 1 10.1.2.3", board.say("name 10.1.2.3"));
  }

  @Test
  void connectingTakesAsLongAsTheNetworkOrFiveSeconds() {
    board.join();
    NetBoard.assertBetween(4, 100, NetBoard.millis(board.say("dial echo 7")));
    assertTrue(board.say("dial echo 8").startsWith("dial 0 in "));
    board.lan.reach("echo", 7, Lan.Reach.SILENT);
    String silent = board.say("dial echo 7");
    assertTrue(silent.startsWith("dial 0"), silent);
    NetBoard.assertBetween(5_000, 5_050, NetBoard.millis(silent));
  }

  @Test
  void whatTheOtherSideSaidBeforeItClosedCanStillBeRead() {
    board.join();
    board.say("dial echo 7");
    assertEquals("state 0 1 1", board.say("state"));
    accepted.getFirst().write("bye".getBytes(UTF_8), 0, 3);
    accepted.getFirst().close();
    board.runFor(SECOND);
    assertEquals("state 3 0 1", board.say("state"));
    assertEquals("read bye", board.say("read"));
    assertEquals("state 0 0 0", board.say("state"));
  }

  @Test
  void writingIntoASilentNetworkEndsAfterFiveSeconds() {
    board.join();
    board.say("dial echo 7");
    board.accessPoint.on(false);
    board.type("send 3000");
    String sent = board.await("sent");
    assertTrue(sent.startsWith("sent 1072 in "), sent);
    NetBoard.assertBetween(5_000, 5_050, NetBoard.millis(sent));
  }

  @Test
  void aLostWifiEndsTheConnectionAndTheServerHearsNothing() {
    board.join();
    board.say("dial echo 7");
    board.accessPoint.kick();
    board.runFor(SECOND);
    assertEquals("state 0 0 0", board.say("state"));
    assertEquals(Tcp.State.ESTABLISHED, accepted.getFirst().state());
  }

  @Test
  void pubSubClientIsInFindsOutAndComesBack() {
    board.join();
    assertEquals("mqtt 1 state 0", enter());
    assertEquals("publish 1", board.say("publish hello"));
    board.runFor(SECOND);
    assertEquals("hello", new String(published.getFirst().payload(), UTF_8));
    broker.publish("desk/do", "light", false);
    assertEquals("message desk/do light", board.await("message desk/do"));
    broker.cut();
    board.runFor(SECOND);
    assertEquals("publish 0", board.say("publish lost"));
    assertEquals("mqtt 1 state 0", enter());
  }

  /// The broker's machine has lost its power: nobody tells the board, and what it writes is taken.
  @Test
  void aConnectionThatIsOpenOnOneSideOnlyIsFoundOutByItsKeepAlive() {
    board.join();
    assertEquals("mqtt 1 state 0", enter());
    sessions.getFirst().vanish();
    board.runFor(10 * SECOND);
    assertEquals("publish 1", board.say("publish into the void"));
    board.runFor(45 * SECOND);
    assertEquals("publish 0", board.say("publish nobody hears this"));
    assertEquals("mqtt 1 state 0", enter());
    assertTrue(published.isEmpty(), published.toString());
  }

  @Test
  void somebodysBrokerIsOursAndNoOtherNameIsMadeUp() {
    board.join();
    board.type("enter broker.of.somebody.example");
    assertEquals("mqtt 1 state 0", board.await("mqtt"));
    assertEquals("name 0 (IP unset)", board.say("name broker.of.somebody.example"));
    assertTrue(board.say("dial broker.of.somebody.example 80").startsWith("dial 0"));
  }

  private String enter() {
    board.type("enter broker");
    return board.await("mqtt");
  }

  @Test
  void aServerOnTheBoardAnswers() {
    board.say("serve");
    board.join();
    Tcp guest = board.lan.connect("192.168.1.2", 80, () -> {});
    board.runFor(MILLI);
    guest.write("hi\n".getBytes(UTF_8), 0, 3);
    assertEquals("guest hi", board.await("guest"));
    board.runFor(SECOND);
    byte[] into = new byte[64];
    assertEquals("you said hi\n", new String(into, 0, guest.read(into, 0, 64), UTF_8));
    assertEquals(Tcp.State.CLOSED, guest.state());
  }

  @Test
  void datagramsAreAnswered() {
    board.join();
    board.say("udp");
    Udp peer = board.lan.udp("10.9.9.9", 7_000, () -> {});
    peer.send("192.168.1.2", 4_210, "hello".getBytes(UTF_8));
    assertEquals("5 hello", new String(board.await(peer), UTF_8));
  }

  @Test
  void theDateIsRightSoonAfterTheBoardIsInTheNetwork() {
    assertTrue(board.say("date").startsWith("date 2"), "seconds since the start");
    board.join();
    String date = board.say("date");
    NetBoard.assertBetween(0, 2_000, NetBoard.millis(date));
    long got = Long.parseLong(date.split(" ")[1]);
    NetBoard.assertBetween(-1, 1, got - Desk.UNIX_SECONDS - board.world.nowNanos() / SECOND);
  }
}
