package io.tidegate.sim.board;

/// A chip's own counting of time: from a start, a little too fast or too slow, in the few bits it
/// has for it.
public final class ChipClock {
  private static final long MICRO = 1_000;
  private static final long MILLION = 1_000_000;

  private final int driftPpm;
  private long startNanos;
  private long atStartMicros;

  /// `driftPpm`: how many millionths too fast.
  ChipClock(int driftPpm) {
    this.driftPpm = driftPpm;
  }

  void start(long nowNanos, long micros) {
    startNanos = nowNanos;
    atStartMicros = micros;
  }

  /// What millis() gives: 32 bits, which are full after 49.7 days.
  public int millis(long nowNanos) {
    return (int) (sinceStart(nowNanos) / 1_000);
  }

  /// What micros() gives: 32 bits, which are full after 71.6 minutes.
  public int micros(long nowNanos) {
    return (int) sinceStart(nowNanos);
  }

  /// How long it has been running by its own count, in more bits than it has.
  public long upNanos(long nowNanos) {
    return sinceStart(nowNanos) * MICRO;
  }

  /// How long it has been running by its own count, to the nanosecond, without what it began with.
  public long ranNanos(long nowNanos) {
    return scale(nowNanos - startNanos, MILLION + driftPpm, MILLION);
  }

  /// The first moment at which [#ranNanos] is so much.
  public long worldNanosAt(long ranNanos) {
    if (ranNanos >= Long.MAX_VALUE / 2) {
      return Long.MAX_VALUE;
    }
    long nanos = startNanos + scale(ranNanos, MILLION, MILLION + driftPpm);
    while (ranNanos(nanos) < ranNanos) {
      nanos++;
    }
    return nanos;
  }

  /// What micros() gave when it began to run, in more bits than it has.
  public long startMicros() {
    return atStartMicros;
  }

  /// How long it really takes until the chip has counted so much.
  public long worldNanos(long chipNanos) {
    return Math.max(1, scale(chipNanos, MILLION, MILLION + driftPpm));
  }

  /// The first moment at which millis() has gone on by that much, by one at least.
  public long whenMillisPassed(long nowNanos, long millis) {
    long wanted = sinceStart(nowNanos) / 1_000 + Math.max(1, millis);
    long chipNanos = (wanted * 1_000 - atStartMicros) * MICRO;
    long nanos = startNanos + scale(chipNanos, MILLION, MILLION + driftPpm);
    while (sinceStart(nanos) / 1_000 < wanted) {
      nanos++;
    }
    return nanos;
  }

  private long sinceStart(long nowNanos) {
    return atStartMicros + scale(nowNanos - startNanos, MILLION + driftPpm, MILLION) / MICRO;
  }

  /// Without loss, for any time of this century.
  private static long scale(long value, long times, long by) {
    return value / by * times + value % by * times / by;
  }
}
