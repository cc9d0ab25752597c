package io.tidegate.sim.sketch.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Tcp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `ESPAsyncTCP` as a sketch sees it: what it is told, when, and of which faults.
@Tag("gpp")
class SketchOnAsyncTest {
  private static final long MILLI = NetBoard.MILLI;
  private static final long SECOND = NetBoard.SECOND;
  private static final String ENDED = "ended client state 0 free 1";

  @TempDir private static Path shared;
  private static Path program;

  private final List<Lan.Wire> accepted = new ArrayList<>();
  private NetBoard board;

  @BeforeAll
  static void build() throws Exception {
    program = NetBoard.build("AsyncDesk");
  }

  @BeforeEach
  void plugIn() {
    board = new NetBoard(program, shared);
    board.lan.listen(
        "echo",
        7,
        wire -> {
          accepted.add(wire);
          return () -> {};
        });
    tick();
  }

  /// Where nothing is going to happen, a sketch runs on by seconds; here what is done to it is.
  private void tick() {
    board.world.at(board.world.nowNanos() + 5 * MILLI, this::tick);
  }

  @AfterEach
  void end() {
    board.close();
  }

  private void dial() {
    board.join();
    board.type("dial echo 7");
    assertEquals("connected Established to 10.0.0.1:7 mss 536", board.await("connected"));
  }

  private void answer(String text) {
    accepted.getFirst().write(text.getBytes(UTF_8), 0, text.length());
  }

  private static String received(Tcp tcp) {
    byte[] into = new byte[65_536];
    return new String(into, 0, tcp.read(into, 0, into.length), UTF_8);
  }

  @Test
  void itIsToldWhatWasSaidAndWhatHasArrived() {
    dial();
    board.type("say hello");
    assertEquals("say 5", board.await("say"));
    assertEquals("acked 5 can 1 waiting 0", board.await("acked"));
    assertEquals("hello", received(accepted.getFirst()));
    answer("hi");
    assertEquals("heard 2 hi waiting 0 push 1", board.await("heard"));
    accepted.getFirst().close();
    assertEquals(ENDED, board.await("ended"));
  }

  @Test
  void twoSegmentsFindRoomAndAreAcknowledgedAsOne() {
    dial();
    board.type("fill 3000");
    assertEquals("fill 1072 left 0 sent 1 can 0", board.await("fill"));
    assertEquals("acked 1072 can 1 waiting 0", board.await("acked"));
    assertEquals(1_072, received(accepted.getFirst()).length());
  }

  @Test
  void whatWasAddedAndNotSentGoesAtItsNextTurn() {
    dial();
    assertEquals("add 2", board.say("add ab"));
    board.runFor(SECOND);
    assertEquals("ab", received(accepted.getFirst()));
  }

  @Test
  void callsComeWhileTheSketchWaitsAndNotWhileItComputes() {
    dial();
    board.type("wait");
    board.runFor(100 * MILLI);
    answer("one");
    assertEquals("heard 3 one waiting 1 push 1", board.await("heard"));
    assertEquals("wait over", board.await("wait"));
    board.type("compute");
    board.runFor(100 * MILLI);
    answer("two");
    assertEquals("heard 3 two waiting 0 push 1", board.await("heard"));
    assertEquals("compute over", board.await("compute"));
  }

  @Test
  void whatIsLongComesInPiecesAndTheEndAfterIt() {
    dial();
    answer("x".repeat(1_300));
    accepted.getFirst().close();
    assertEquals("heard 536 xxxxxxxxxx waiting 0", head(board.await("heard")));
    assertEquals("heard 536 xxxxxxxxxx waiting 0", head(board.await("heard")));
    assertEquals("heard 228 xxxxxxxxxx waiting 0 push 1", board.await("heard"));
    assertEquals(ENDED, board.await("ended"));
  }

  private static String head(String line) {
    return line.replaceAll(" push \\d$", "");
  }

  @Test
  void whatIsAcknowledgedLaterHoldsTheOtherSideBack() {
    dial();
    board.say("later");
    answer("y".repeat(4_000));
    board.runFor(5 * SECOND);
    // four segments with the board, and what the air's other end keeps
    int kept = 4_000 - accepted.getFirst().unacknowledged();
    assertEquals("ack 1000", board.say("ack 1000"));
    assertEquals("heard 536 yyyyyyyyyy waiting 0", head(board.await("heard")));
    board.runFor(SECOND);
    assertEquals("ack 2144", board.say("ack 9999"));
    assertTrue(kept >= 2_144, () -> "kept " + kept);
  }

  @Test
  void packetsAreHandedOverWholeAndMakeRoomWhenGivenBack() {
    dial();
    board.say("packets");
    answer("z".repeat(4_000));
    for (int left = 4_000; left > 0; ) {
      String packet = board.await("packet");
      int size = Integer.parseInt(packet.split(" ")[1]);
      assertEquals("packet " + size + " of " + size, packet);
      left -= size;
    }
  }

  @Test
  void whereNobodyListensItIsResetAndWhereNobodyAnswersGivenUp() {
    board.join();
    board.type("dial echo 8");
    assertEquals("error -14", board.await("error").substring(0, 9));
    assertEquals(ENDED, board.await("ended"));
    board.lan.reach("echo", 7, Lan.Reach.SILENT);
    long begin = NetBoard.millis(board.say("dial echo 7").replaceAll(" Closed$", ""));
    String error = board.await("error");
    assertTrue(error.startsWith("error -13 "), error);
    NetBoard.assertBetween(18_500, 18_700, NetBoard.millis(error.replaceAll(":.*", "")) - begin);
    assertEquals(ENDED, board.await("ended"));
  }

  @Test
  void withoutANetworkOrANameNothingBegins() {
    assertEquals("dialed 0", board.say("dialed 10.0.0.1 7"));
    board.type("dial echo 7");
    assertTrue(board.await("dial").startsWith("dial 1 "));
    assertTrue(board.await("error").startsWith("error -55 "));
    assertEquals(ENDED, board.await("ended"));
    board.join();
    board.type("dial nobody 7");
    assertTrue(board.await("error").startsWith("error -55 "));
    assertEquals(ENDED, board.await("ended"));
  }

  @Test
  void aLostWifiIsAnErrorAndThenTheEnd() {
    dial();
    board.accessPoint.kick();
    assertTrue(board.await("error").startsWith("error -13 "));
    assertEquals(ENDED, board.await("ended"));
    assertEquals(Tcp.State.ESTABLISHED, accepted.getFirst().state());
  }

  @Test
  void itIsToldWhenNothingIsAcknowledged() {
    dial();
    board.say("patience 2000");
    board.accessPoint.on(false);
    board.type("say hello");
    NetBoard.assertBetween(2_000, 2_500, NetBoard.millis(board.await("timeout")));
    board.accessPoint.on(true);
    assertEquals("acked 5 can 1 waiting 0", board.await("acked"));
  }

  @Test
  void aConnectionThatIsOpenOnOneSideOnlyEndsWhenItHasBeenQuietTooLong() {
    dial();
    board.say("quiet 5");
    accepted.getFirst().vanish();
    long begin = board.world.nowNanos();
    assertEquals(ENDED, board.await("ended"));
    NetBoard.assertBetween(3_000, 5_600, (board.world.nowNanos() - begin) / MILLI);
  }

  @Test
  void itClosesAtOnceOrAtItsNextTurnAndAnAbortIsAnError() {
    dial();
    board.type("close");
    assertEquals("close 1", board.await(""));
    assertEquals(ENDED, board.await("ended"));
    board.type("dial echo 7");
    board.await("connected");
    board.type("close now");
    assertEquals(ENDED, board.await(""));
    assertEquals("close 0", board.await("close"));
    board.type("dial echo 7");
    board.await("connected");
    board.type("abort");
    assertTrue(board.await("").startsWith("error -13 "));
    assertEquals(ENDED, board.await(""));
    assertEquals("abort", board.await(""));
    board.runFor(SECOND);
    accepted.forEach(each -> assertEquals(Tcp.State.CLOSED, each.state()));
  }

  @Test
  void itIsLookedAfterTwiceASecondWhileItIsConnected() {
    dial();
    board.runFor(10 * SECOND);
    int polls = Integer.parseInt(board.say("polls").split(" ")[1]);
    NetBoard.assertBetween(18, 24, polls);
    board.say("close now");
    int after = Integer.parseInt(board.say("polls").split(" ")[1]);
    board.runFor(5 * SECOND);
    assertEquals("polls " + after, board.say("polls"));
  }

  @Test
  void manySmallOnesAllArriveAlsoWhileInterruptsAreHeldBack() {
    dial();
    String drip = board.say("drip");
    board.runFor(5 * SECOND);
    assertEquals(drip, "drip " + received(accepted.getFirst()).length());
  }

  @Test
  void aServerOnTheBoardHasSeveralGuestsAndLeavesNothingBehind() {
    assertEquals("serve 1", board.say("serve"));
    board.join();
    String heap = board.say("heap");
    List<Tcp> guests = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      guests.add(board.lan.connect("192.168.1.2", 80, () -> {}));
      board.await("guest");
    }
    guests.forEach(each -> each.write("hi".getBytes(UTF_8), 0, 2));
    board.runFor(2 * SECOND);
    guests.forEach(each -> assertEquals("you said hi", received(each)));
    guests.getFirst().close();
    assertEquals("guest ended", board.await("guest"));
    for (Tcp each : guests.subList(1, 5)) {
      each.write("bye".getBytes(UTF_8), 0, 3);
      assertEquals("guest ended", board.await("guest"));
    }
    board.runFor(SECOND);
    guests.subList(1, 5).forEach(each -> assertEquals("you said bye", received(each)));
    assertEquals(heap, board.say("heap"));
    assertEquals("unserve 0", board.say("unserve"));
    Tcp late = board.lan.connect("192.168.1.2", 80, () -> {});
    board.runFor(SECOND);
    assertEquals(Tcp.State.CLOSED, late.state());
  }

  @Test
  void whatIsPrintedToAConnectionGoesThereAllOfIt() {
    board.join();
    assertEquals("print 0 0", board.say("print echo 8 5"));
    assertEquals("print 1 2000", board.say("print echo 7 2000"));
    board.runFor(SECOND);
    assertEquals("p".repeat(2_000), received(accepted.getFirst()));
  }
}
