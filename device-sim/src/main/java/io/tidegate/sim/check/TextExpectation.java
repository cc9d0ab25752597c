package io.tidegate.sim.check;

import java.util.regex.Pattern;

/// A line that a board prints, or must not print, within a time.
public final class TextExpectation implements Expectation {
  private final String board;
  private final Pattern pattern;
  private final Bounds times;
  private final Span span;
  private long count;
  private String last = "";

  /// `times`: how often the pattern is to be found in a line within the span.
  public TextExpectation(String board, Pattern pattern, Bounds times, Span span) {
    this.board = board;
    this.pattern = pattern;
    this.times = times;
    this.span = span;
  }

  @Override
  public String name() {
    return board + " prints /" + pattern + "/ " + times.times() + Words.within(span);
  }

  @Override
  public void see(Seen seen) {
    if (seen instanceof Seen.Line(long nanos, String from, String text)
        && from.equals(board)
        && span.holds(nanos)) {
      last = text;
      if (pattern.matcher(text).find()) {
        count++;
      }
    }
  }

  @Override
  public Outcome outcome(long nowNanos, boolean over) {
    String words =
        (count == 0 ? "did not come" : "came " + Words.times(count))
            + (last.isEmpty() ? ", no line at all" : "; last line: " + last);
    return Words.counted(times, count, words, over || span.isOver(nowNanos));
  }
}
