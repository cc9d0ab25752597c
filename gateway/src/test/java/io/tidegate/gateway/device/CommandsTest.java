package io.tidegate.gateway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// PROTOCOL.md section 6: commands on their way to a board.
class CommandsTest {
  private static final String S = "k3F9aQ_x";

  private final Conversation talk = Conversation.on(Decoding.AUTO);
  private long number;

  private void hello(String nonce, String session, int rx, String caps) {
    talk.hears("~1H esp %s %s 1 1 64 %d sketch/1 0 %s".formatted(nonce, session, rx, caps));
    talk.forget();
  }

  /// The one command that was just written, without its number, which is kept.
  private String sent() {
    List<String> lines = talk.lines();
    assertEquals(1, lines.size(), lines::toString);
    String[] fields = lines.getFirst().split(" ", 4);
    assertEquals("~1c " + S, fields[0] + " " + fields[1]);
    number = Long.parseLong(fields[2]);
    return fields[3];
  }

  @Test
  void sendsACommandAndHandsItsResultBack() {
    hello("AAAAAAAA", S, 60, "-");
    talk.command("esp", "relay", "on", 5_000, 42);
    assertEquals("5000 relay on", sent());
    talk.hears("~1S %s %d ok switched".formatted(S, number));
    assertEquals(List.of("42 ok switched"), talk.ended());
    talk.after(60_000);
    talk.wrote();
    assertEquals(List.of(), talk.ended());
  }

  @Test
  void aChannelThatIsNoneIsAnsweredWithThoseThatCanBeSet() {
    talk.hears("~1H esp AAAAAAAA %s 1 1 64 60 sketch/1 3 -".formatted(S));
    talk.hears("~1D AAAAAAAA 0 t gauge Cel 1 r");
    talk.hears("~1D AAAAAAAA 1 led bool - - rw");
    talk.forget();
    talk.command("esp", "lamp", "on", 5_000, 1);
    sent();
    talk.hears("~1S %s %d nochannel ".formatted(S, number));
    assertEquals(List.of("1 nochannel "), talk.ended(), "not all are known yet");
    talk.hears("~1D AAAAAAAA 2 relay bool - - w");
    talk.forget();
    talk.command("esp", "lamp", "on", 5_000, 2);
    sent();
    talk.hears("~1S %s %d nochannel ".formatted(S, number));
    assertEquals(List.of("2 nochannel the board calls writable: led, relay"), talk.ended());
    talk.command("esp", "t", "on", 5_000, 3);
    sent();
    talk.hears("~1S %s %d nochannel read only".formatted(S, number));
    assertEquals(List.of("3 nochannel read only"), talk.ended());
  }

  @Test
  void ofABoardThatTakesNothingThatIsSaid() {
    hello("AAAAAAAA", S, 60, "-");
    talk.command("esp", "led", "on", 5_000, 1);
    sent();
    talk.hears("~1S %s %d nochannel ".formatted(S, number));
    assertEquals(List.of("1 nochannel the board calls no channel writable"), talk.ended());
  }

  @Test
  void keepsOneOutstandingAndCountsTheirNumbersUp() {
    hello("AAAAAAAA", S, 60, "-");
    talk.command("esp", "relay", "on", 5_000, 1);
    talk.command("esp", "relay", "off", 5_000, 2);
    assertEquals("5000 relay on", sent());
    long first = number;
    talk.hears("~1S %s %d busy not now".formatted(S, number));
    assertEquals(List.of("1 busy not now"), talk.ended());
    assertEquals("5000 relay off", sent());
    assertEquals(first + 1, number);
  }

  /// A board that a command has thrown off its power counts the same times again, and with them
  /// makes the same hello.
  @Test
  void waitsUntilABoardWithoutMemoryHasSaidItsNewSession() {
    hello("AAAAAAAA", "-", 60, "-");
    talk.command("esp", "relay", "on", 60_000, 42);
    assertEquals(List.of("~1?"), talk.lines());
    hello("AAAAAAAA", "-", 60, "-");
    talk.after(1_000);
    assertEquals(List.of("~1?"), talk.lines(), "asked again, and no command");
    talk.hears("~1H esp BBBBBBBB %s 1 1 64 60 sketch/1 0 -".formatted(session("AAAAAAAA")));
    List<String> lines = talk.lines();
    assertTrue(lines.getLast().endsWith(" relay on"), lines::toString);
    talk.hears("~1H esp AAAAAAAA - 1 1 64 60 sketch/1 0 -");
    assertEquals(List.of("42 unknown the board lost its memory meanwhile"), talk.ended());
  }

  /// The session it is given for this hello.
  private String session(String nonce) {
    talk.hears("~1H esp %s - 1 1 64 60 sketch/1 0 -".formatted(nonce));
    for (String line : talk.lines()) {
      if (line.startsWith("~1w " + nonce)) {
        return line.split(" ")[2];
      }
    }
    throw new AssertionError("no welcome");
  }

  @Test
  void startsCountingAtRandom() {
    CommandNumbers one = new CommandNumbers(new Random(1));
    CommandNumbers other = new CommandNumbers(new Random(2));
    long start = one.take();
    assertTrue(start >= 1 && start <= 2_000_000_000L);
    assertEquals(start + 1, one.take());
    assertNotEquals(start, other.take());
  }

  @Test
  void repeatsAfterOneTwoAndFourSecondsAndThenGivesUp() {
    hello("AAAAAAAA", S, 60, "-");
    talk.command("esp", "relay", "on", 60_000, 42);
    assertEquals("60000 relay on", sent());
    long first = number;
    talk.after(999);
    talk.wrote();
    talk.after(1);
    assertEquals("59000 relay on", sent());
    talk.after(2_000);
    assertEquals("57000 relay on", sent());
    talk.after(4_000);
    assertEquals("53000 relay on", sent());
    assertEquals(first, number);
    talk.after(7_999);
    assertEquals(List.of(), talk.ended());
    talk.after(1);
    assertEquals(List.of("42 lost no answer to 4 sendings"), talk.ended());
    talk.hears("~1S %s %d ok late".formatted(S, number));
    assertEquals(List.of("late_result"), talk.notices());
  }

  @Test
  void repeatsNothingBeyondItsExpiry() {
    hello("AAAAAAAA", S, 60, "-");
    talk.command("esp", "relay", "on", 1_500, 42);
    assertEquals("1500 relay on", sent());
    talk.after(1_000);
    assertEquals("500 relay on", sent());
    talk.after(1_499);
    assertEquals(List.of(), talk.ended());
    talk.after(1);
    talk.wrote();
    assertEquals(List.of("42 lost no answer to 2 sendings"), talk.ended());
  }

  @Test
  void repeatsOnlyWithinTheSessionItWasFirstSentIn() {
    hello("AAAAAAAA", S, 60, "-");
    talk.command("esp", "relay", "on", 60_000, 42);
    sent();
    hello("BBBBBBBB", S, 60, "-");
    talk.after(1_000);
    assertEquals("59000 relay on", sent(), "a reset that kept its session");
    talk.hears("~1H esp CCCCCCCC - 1 1 64 60 sketch/1 0 -");
    assertEquals(List.of("42 unknown the board lost its memory meanwhile"), talk.ended());
    talk.forget();
    talk.after(60_000);
    talk.wrote();
  }

  @Test
  void waitsForABoardThatIsAwayUntilItsExpiry() {
    hello("AAAAAAAA", S, 60, "-");
    talk.down(0);
    talk.command("esp", "relay", "on", 5_000, 1);
    talk.command("esp", "relay", "off", 30_000, 2);
    talk.after(5_000);
    assertEquals(List.of("1 expired the board could not be reached in time"), talk.ended());
    talk.up(0);
    talk.hears("~1H esp BBBBBBBB %s 1 1 64 60 sketch/1 0 time".formatted(S));
    List<String> lines = talk.lines();
    assertEquals("~1w BBBBBBBB " + S, lines.get(0));
    assertTrue(lines.get(1).endsWith(" 25000 relay off"), lines::toString);
  }

  @Test
  void reachesASleepingBoardOnlyWhileItListens() {
    hello("AAAAAAAA", S, 60, "sleep=60");
    talk.after(501);
    talk.command("esp", "relay", "on", 300_000, 42);
    talk.wrote();
    talk.after(60_000);
    talk.wrote();
    talk.hears("~1R %s 1 1 0 {\"t\":1}".formatted(S));
    assertEquals("239999 relay on", sent().replace("240000", "239999"));
    talk.safe("esp", S, 1);
    talk.forget();
    talk.after(60_000);
    talk.wrote();
    talk.hears("~1R %s 2 2 0 {\"t\":1}".formatted(S));
    sent();
    talk.hears("~1S %s %d ok".formatted(S, number) + " ");
    assertEquals(List.of("42 ok "), talk.ended());
  }

  @Test
  void refusesWhatIsTooLongForTheBoard() {
    hello("AAAAAAAA", S, 60, "-");
    talk.command("esp", "relay", "x".repeat(40), 5_000, 42);
    talk.wrote();
    assertTrue(talk.ended().getFirst().startsWith("42 failed too long"));
    talk.command("esp", "relay", "x".repeat(5_000), 5_000, 43);
    assertTrue(talk.ended().getFirst().startsWith("43 failed too long"));
    hello("BBBBBBBB", S, 250, "-");
    talk.command("esp", "relay", "x".repeat(40), 5_000, 44);
    assertEquals(1, talk.lines().size());
  }

  @Test
  void refusesWhatNoBoardCanTake() {
    hello("AAAAAAAA", S, 60, "-");
    talk.command("nobody", "relay", "on", 5_000, 1);
    talk.command("esp", "re lay", "on", 5_000, 2);
    talk.command("esp", "relay", "\u00e9\n", 5_000, 3);
    talk.hears(1, "{\"device_id\":\"pico\",\"t\":1}");
    talk.command("pico", "relay", "on", 5_000, 4);
    assertEquals(
        List.of(
            "1 refused no board is called so",
            "2 refused no channel of a board is called so",
            "3 refused the value has characters outside printable ASCII",
            "4 refused the board does not speak the link"),
        talk.ended());
    talk.wrote();
  }

  @Test
  void waitsForAConfiguredBoardThatWasNeverHeard() {
    BoardRule rule = new BoardRule("kitchen", false, 0, Map.of(), Set.of("relay"));
    Conversation quiet = Conversation.on(Decoding.AUTO, Map.of("esp", rule), false);
    quiet.command("kitchen", "relay", "on", 5_000, 42);
    assertEquals(List.of(), quiet.ended());
    quiet.hears("~1H esp AAAAAAAA %s 1 1 64 60 sketch/1 0 -".formatted(S));
    assertEquals(2, quiet.lines().size());
  }

  @Test
  void letsSixteenWaitAndRefusesMore() {
    BoardRule rule = new BoardRule("", false, 0, Map.of(), Set.of("relay"));
    Conversation quiet = Conversation.on(Decoding.AUTO, Map.of("esp", rule), false);
    for (int i = 1; i <= 17; i++) {
      quiet.command("esp", "relay", "on", 5_000, i);
    }
    assertEquals(List.of("17 refused 16 commands are waiting for this board"), quiet.ended());
    quiet.after(5_000);
    assertEquals(16, quiet.ended().size());
  }
}
