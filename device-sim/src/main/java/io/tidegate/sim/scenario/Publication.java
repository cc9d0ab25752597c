package io.tidegate.sim.scenario;

import io.tidegate.sim.check.Words;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.strict.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Messages that a scenario publishes: one each time, or one for each of `boards` where there are
/// any. `place` is where in the file.
///
/// In topic and payload `{board}` is the board, `{n}` the message's number among those of this
/// publication, from 1, and `{unix}` the time in seconds since 1970, `{unix+60}` a minute later.
public record Publication(
    String place,
    String topic,
    String payload,
    List<String> boards,
    int qos,
    boolean retain,
    When when)
    implements Planned {
  static final String BOARD = "{board}";
  static final List<String> KNOWN = List.of(BOARD, "{n}", "{unix}");

  private static final Pattern NUMBER = Pattern.compile("\\{n}");
  private static final Pattern TIME = Pattern.compile("\\{unix(?:([+-])([0-9]{1,9}))?}");
  private static final int SOME_ID = 1;

  public Publication {
    boards = List.copyOf(boards);
  }

  /// One message of it; `board` is empty where there are none.
  Packet.Publish message(String board, long number, long unixMillis) {
    return new Packet.Publish(
        false,
        qos,
        retain,
        filled(topic, board, number, unixMillis),
        qos == 0 ? 0 : SOME_ID,
        filled(payload, board, number, unixMillis).getBytes(StandardCharsets.UTF_8));
  }

  private static String filled(String text, String board, long number, long unixMillis) {
    String named = board.isEmpty() ? text : text.replace(BOARD, board);
    String numbered = NUMBER.matcher(named).replaceAll(Long.toString(number));
    long unix = Math.floorDiv(unixMillis, 1_000);
    return TIME.matcher(numbered).replaceAll(match -> Long.toString(unix + shift(match)));
  }

  private static long shift(MatchResult match) {
    if (match.group(1) == null) {
      return 0;
    }
    long seconds = Long.parseLong(match.group(2));
    return match.group(1).equals("-") ? -seconds : seconds;
  }

  /// What stands in braces in a topic and is none of these; empty for nothing.
  static String unknown(String topic) {
    Matcher braced = Pattern.compile("\\{[^{}]*}").matcher(topic);
    while (braced.find()) {
      String word = braced.group();
      if (!KNOWN.contains(word) && !TIME.matcher(word).matches()) {
        return word;
      }
    }
    return "";
  }

  boolean namesBoards() {
    return topic.contains(BOARD) || payload.contains(BOARD);
  }

  @Override
  public String told(String words) {
    return place + ": " + publish() + " " + words;
  }

  private String publish() {
    String names = Words.names(boards);
    return "publish on " + topic + (names.isEmpty() ? "" : " for " + names);
  }

  /// For a person: that it is published now.
  static String words(Packet.Publish message) {
    if (message.payload().length == 0 && message.retained()) {
      return "clears what is retained on " + message.topic();
    }
    String text = new String(message.payload(), StandardCharsets.UTF_8);
    return "publishes on "
        + message.topic()
        + (message.retained() ? ", retained: " : ": ")
        + Node.printable(text);
  }
}
