package io.tidegate.bridge.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.bridge.CommandCode;
import io.tidegate.bridge.Frame;
import io.tidegate.bridge.FrameEncoder;
import io.tidegate.bridge.LogLevel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Conversations with a board: what it is told, when, and what it writes then. `esp-a1b2c3` has a
/// jitter of 974 per mille, so 2,000 ms are 1,948.
class LinkBoardTest {
  private static final String S = "sessionA";

  private final List<String> written = new ArrayList<>();
  private final List<String> obeyed = new ArrayList<>();
  private CommandHandler.Answer answer = new CommandHandler.Answer(CommandCode.OK, "");
  private final LinkBoard board =
      new LinkBoard(
          LinkSettings.of(
              "esp-a1b2c3", 4, Channel.gauge("temperature", "Cel", 1), Channel.relay("relay")),
          (channel, value) -> {
            obeyed.add(channel + "=" + value);
            return answer;
          },
          line -> written.add(body(line)));

  private int now;

  private static String body(byte[] line) {
    String text = new String(line, StandardCharsets.US_ASCII);
    return text.substring(3, text.lastIndexOf('*'));
  }

  private List<String> poll(int millis, Frame... frames) {
    now = millis;
    StringBuilder text = new StringBuilder();
    for (Frame frame : frames) {
      text.append(new String(FrameEncoder.encode(frame), StandardCharsets.US_ASCII));
    }
    written.clear();
    byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
    board.poll(bytes, bytes.length, now);
    return List.copyOf(written);
  }

  private String nonce(List<String> hello) {
    return hello.getFirst().split(" ")[2];
  }

  /// Starts at `millis` and is welcomed in the poll after; what that poll wrote.
  private List<String> welcomed(int millis) {
    board.start(millis);
    String nonce = nonce(poll(millis));
    return poll(millis, new Frame.Welcome(nonce, S));
  }

  private static Frame ack(long seq) {
    return new Frame.Ack(S, seq);
  }

  @Test
  void saysHelloWithItsChannelsAndAgainWithTheSameNonceAtDoublingIntervals() {
    board.start(0);
    List<String> first = poll(0);
    assertEquals(3, first.size());
    assertTrue(first.get(0).matches("H esp-a1b2c3 [0-9A-F]{8} - 1 1 4 60 sim/1 2 -"), first.get(0));
    assertEquals("D " + nonce(first) + " 0 temperature gauge Cel 1 r", first.get(1));
    assertEquals("D " + nonce(first) + " 1 relay bool - - rw", first.get(2));
    assertEquals(List.of(), poll(1_947));
    assertEquals(first, poll(1_948));
    assertEquals(List.of(), poll(1_948 + 3_895));
    assertEquals(first, poll(1_948 + 3_896));
  }

  @Test
  void sendsNothingBeforeTheWelcomeAndEverythingAfterPacedButTheNewest() {
    board.start(0);
    String nonce = nonce(poll(0));
    board.reading("{\"a\":1}", 5);
    board.reading("{\"a\":2}", 6);
    assertEquals(List.of(), poll(10));
    assertEquals(List.of("R sessionA 1 1 15 {\"a\":1}"), poll(20, new Frame.Welcome(nonce, S)));
    assertEquals(List.of("R sessionA 2 1 15 {\"a\":2}"), poll(21));
    board.reading("{\"a\":3}", 22);
    board.reading("{\"a\":4}", 22);
    assertEquals(List.of(), poll(22), "a backlog takes half the line");
    assertEquals(1, poll(29).size());
  }

  @Test
  void aFullRingDropsItsOldestAndBaseShowsIt() {
    welcomed(0);
    for (int i = 1; i <= 6; i++) {
      assertTrue(board.reading("{\"a\":" + i + "}", 100));
    }
    assertEquals(3, board.base());
    assertEquals(List.of("R sessionA 3 3 0 {\"a\":3}"), poll(100));
  }

  @Test
  void refusesWhatCannotBeCarriedAndUsesUpNoNumber() {
    board.start(0);
    assertFalse(board.reading("{\"a\":\"" + "x".repeat(187) + "\"}", 0), "195 bytes");
    assertFalse(board.reading("{\"a\":\"ü\"}", 0));
    assertTrue(board.reading("{\"a\":\"" + "x".repeat(186) + "\"}", 0), "194 bytes");
    assertEquals(2, board.next());
  }

  @Test
  void acknowledgementOfTheFutureIsIgnored() {
    welcomed(0);
    board.reading("{\"a\":1}", 0);
    poll(1);
    poll(2, ack(2));
    assertEquals(1, board.base());
    assertEquals(1, board.ignored());
    poll(3, ack(1));
    assertEquals(2, board.base());
  }

  @Test
  void silenceStartsProbingWithTheOldestAndAnAckLetsTheRingFollow() {
    welcomed(0);
    board.reading("{\"a\":1}", 0);
    board.reading("{\"a\":2}", 0);
    poll(0);
    poll(50);
    assertEquals(List.of(), poll(973));
    assertEquals(List.of("R sessionA 1 1 974 {\"a\":1}"), poll(974));
    board.reading("{\"a\":3}", 1_100);
    assertEquals(List.of(), poll(1_200), "while probing nothing else goes out");
    assertEquals(List.of(), poll(974 + 1_896));
    assertEquals(1, poll(974 + 1_897).size(), "2 * 974, jittered");
    assertEquals(List.of("R sessionA 2 2 3500 {\"a\":2}"), poll(3_500, ack(1)));
  }

  @Test
  void holdKeepsItFromRepeatingUntilItsEnd() {
    welcomed(0);
    board.reading("{\"a\":1}", 0);
    poll(0);
    poll(100, new Frame.Hold(S, 1, 5));
    assertEquals(List.of(), poll(5_099));
    assertEquals(1, poll(5_100).size());
  }

  @Test
  void repeatGoesBackAndEndsAHold() {
    welcomed(0);
    board.reading("{\"a\":1}", 0);
    board.reading("{\"a\":2}", 0);
    poll(0);
    poll(50);
    poll(100, new Frame.Hold(S, 2, 60));
    assertEquals(List.of("R sessionA 1 1 200 {\"a\":1}"), poll(200, new Frame.Repeat(S, 1)));
  }

  @Test
  void anotherSessionRenumbersTheRing() {
    welcomed(0);
    for (int i = 1; i <= 3; i++) {
      board.reading("{\"a\":" + i + "}", 0);
    }
    poll(0);
    poll(10, ack(1));
    String nonce = nonce(poll(100, new Frame.Who()));
    assertEquals(
        List.of("R sessionB 1 1 200 {\"a\":2}"), poll(200, new Frame.Welcome(nonce, "sessionB")));
    assertEquals(3, board.next());
  }

  @Test
  void aRepeatedCommandIsAnsweredAgainAndNotDoneAgain() {
    welcomed(0);
    answer = new CommandHandler.Answer(CommandCode.OK, "ün");
    Frame command = new Frame.Command(S, 7, 1_000, "relay", "on");
    assertEquals(List.of("S sessionA 7 ok ?n"), poll(1, command));
    assertEquals(List.of("S sessionA 7 ok ?n"), poll(2, command));
    assertEquals(List.of("relay=on"), obeyed);
    assertEquals(
        List.of("S sessionA 8 nochannel "),
        poll(3, new Frame.Command(S, 8, 1_000, "temperature", "1")));
  }

  @Test
  void remembersTheLastFourResultsOverAReset() {
    welcomed(0);
    for (int number = 1; number <= 5; number++) {
      poll(number, new Frame.Command(S, number, 1_000, "relay", "on"));
    }
    board.start(0);
    poll(0, new Frame.Command(S, 2, 1_000, "relay", "on"));
    assertEquals(5, obeyed.size());
    poll(1, new Frame.Command(S, 1, 1_000, "relay", "on"));
    assertEquals(6, obeyed.size(), "the fifth pushed the first out");
  }

  @Test
  void afterAResetTheRingIsSentAgainWithAgesThatSayAtLeast() {
    welcomed(0);
    board.reading("{\"a\":1}", 1_000);
    poll(1_500);
    board.start(0);
    String nonce = nonce(poll(0));
    assertEquals(List.of("R sessionA 1 1 800+ {\"a\":1}"), poll(300, new Frame.Welcome(nonce, S)));
  }

  @Test
  void aReadingTakenBehindTheLastPollIsNotOldAfterAReset() {
    welcomed(0);
    poll(1_000);
    board.reading("{\"a\":1}", 1_500);
    board.start(0);
    String nonce = nonce(poll(0));
    assertEquals(List.of("R sessionA 1 1 7+ {\"a\":1}"), poll(7, new Frame.Welcome(nonce, S)));
  }

  @Test
  void withoutPowerItForgetsAll() {
    welcomed(0);
    board.reading("{\"a\":1}", 0);
    board.losePower();
    board.start(0);
    assertTrue(poll(0).getFirst().contains(" - 1 1 4 "));
  }

  @Test
  void timeWrapsUnnoticed() {
    welcomed(-100);
    board.reading("{\"a\":1}", -50);
    assertEquals(List.of("R sessionA 1 1 60 {\"a\":1}"), poll(10));
  }

  @Test
  void anAgeBeyond24DaysIsToldAsAtLeast() {
    board.start(0);
    String nonce = nonce(poll(0));
    board.reading("{\"a\":1}", 0);
    poll(Integer.MIN_VALUE);
    assertEquals(
        List.of("R sessionA 1 1 2147483648+ {\"a\":1}"), poll(5, new Frame.Welcome(nonce, S)));
  }

  @Test
  void anIdThatIsTakenMutesItForAMinute() {
    welcomed(0);
    board.reading("{\"a\":1}", 0);
    assertEquals(List.of(), poll(1, new Frame.Fail(Frame.Fail.ID_TAKEN, "")));
    assertEquals(List.of(), poll(60_000));
    assertTrue(poll(60_001).getFirst().startsWith("H "));
  }

  @Test
  void logsFourLinesInTenSecondsAndCutsThem() {
    board.start(0);
    written.clear();
    for (int i = 0; i < 5; i++) {
      board.log(LogLevel.WARN, "x".repeat(300), i);
    }
    assertEquals(4, written.size());
    assertEquals(250 - 11, written.getFirst().length(), "from ~1 to * and the CRC 250 in all");
    assertEquals(1, board.logLinesDropped());
    assertTrue(board.log(LogLevel.WARN, "on again", 10_000));
  }

  @Test
  void idleIsNeverLongerThanUntilTheNextAct() {
    welcomed(0);
    board.reading("{\"a\":1}", 0);
    assertEquals(0, board.idleMillis(0));
    poll(0);
    assertEquals(974, board.idleMillis(0));
    poll(1, ack(1));
    assertEquals(Long.MAX_VALUE, board.idleMillis(1));
  }
}
