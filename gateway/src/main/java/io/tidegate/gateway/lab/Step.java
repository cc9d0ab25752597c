package io.tidegate.gateway.lab;

import io.tidegate.gateway.cli.Durations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Something that happens at its time: the network (`board` empty) or a board's cable is pulled or
/// plugged.
record Step(long atMillis, String board, boolean plugged) {
  private static final String TIME = "(" + Durations.SHAPE + ")";
  private static final Pattern OUTAGE = Pattern.compile(TIME + "@" + TIME);
  private static final Pattern UNPLUG =
      Pattern.compile("(board\\d{1,3})@" + TIME + "(?:\\+" + TIME + ")?");
  private static final long USUAL_UNPLUG_MILLIS = 3_000;

  /// `5s@10s`: the network is away for five seconds, from ten seconds after the start.
  static List<Step> outage(String text) {
    Matcher matcher = OUTAGE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected LENGTH@START such as 5s@10s, got \"" + text + "\"");
    }
    return pull("", millis(matcher.group(2)), millis(matcher.group(1)));
  }

  /// `board2@8s`, or `board2@8s+5s` for five seconds.
  static List<Step> unplug(String text) {
    Matcher matcher = UNPLUG.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected BOARD@START such as board2@8s, or board2@8s+5s, got \"" + text + "\"");
    }
    long lengthMillis = matcher.group(3) == null ? USUAL_UNPLUG_MILLIS : millis(matcher.group(3));
    return pull(matcher.group(1), millis(matcher.group(2)), lengthMillis);
  }

  static List<Step> inOrder(List<Step> steps) {
    List<Step> sorted = new ArrayList<>(steps);
    sorted.sort(Comparator.comparingLong(Step::atMillis));
    return sorted;
  }

  private static List<Step> pull(String board, long startMillis, long lengthMillis) {
    return List.of(
        new Step(startMillis, board, false), new Step(startMillis + lengthMillis, board, true));
  }

  private static long millis(String time) {
    return new Durations().convert(time).toMillis();
  }
}
