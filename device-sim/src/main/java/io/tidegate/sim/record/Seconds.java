package io.tidegate.sim.record;

import java.util.Locale;

/// Times as the file has them.
final class Seconds {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long MICRO_NANOS = 1_000L;

  private Seconds() {}

  /// `12.345678`; what is finer than a microsecond is cut off.
  static String text(long nanos) {
    return String.format(
        Locale.ROOT, "%d.%06d", nanos / SECOND_NANOS, nanos % SECOND_NANOS / MICRO_NANOS);
  }
}
