package io.tidegate.sim.check;

import java.util.Locale;

/// When something counts, in nanoseconds since the beginning of the run; both ends count.
public record Span(long fromNanos, long untilNanos) {
  public static final Span ALWAYS = new Span(0, Long.MAX_VALUE);

  public Span {
    if (fromNanos < 0 || untilNanos < fromNanos) {
      throw new IllegalArgumentException(
          "expected a time that ends after it begins, got "
              + seconds(fromNanos)
              + " to "
              + seconds(untilNanos));
    }
  }

  boolean holds(long nanos) {
    return nanos >= fromNanos && nanos <= untilNanos;
  }

  boolean isOver(long nowNanos) {
    return nowNanos > untilNanos;
  }

  /// `12.5 s`, `20.9 min`, `24 h`: as short as it can be.
  public static String shortly(long nanos) {
    double seconds = nanos / 1e9;
    if (seconds < 120) {
      return seconds(nanos);
    }
    return seconds < 7_200
        ? tenths(seconds / 60) + " min"
        : seconds < 172_800 ? tenths(seconds / 3_600) + " h" : tenths(seconds / 86_400) + " d";
  }

  private static String tenths(double value) {
    return String.format(Locale.ROOT, "%.1f", value).replaceAll("\\.0$", "");
  }

  /// `12.5 s`.
  public static String seconds(long nanos) {
    String digits = String.format(Locale.ROOT, "%.3f", nanos / 1e9);
    return digits.replaceAll("\\.?0+$", "") + " s";
  }
}
