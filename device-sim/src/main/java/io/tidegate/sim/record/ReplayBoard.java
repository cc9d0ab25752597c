package io.tidegate.sim.record;

import io.tidegate.sim.board.Board;

/// Says again what a board has said, at the same distances in time, or so many times as fast. It
/// begins anew with its power and with each reset. What it is told, it does not hear.
///
/// A record's last byte has arrived at the record's time; for that its line must be as fast as
/// [#LINE_BAUD]. Bytes that were recorded faster than that come as fast as it goes.
public final class ReplayBoard implements Board {
  /// For the line that it hangs on; the recorded times hold the time on the board's own line.
  public static final int LINE_BAUD = 4_000_000;

  public static final double SLOWEST = 0.01;
  public static final double FASTEST = 1_000;

  private static final long BYTE_NANOS = 10 * 1_000_000_000L / LINE_BAUD;

  /// Between the end of a recording and its next beginning there is some time.
  private static final long SHORTEST_NANOS = 1_000_000;

  private final Recording recording;
  private final double speed;
  private final boolean loop;
  private boolean powered;
  private boolean held = true;
  private long rounds;

  // since the last beginning
  private boolean running;
  private long beganNanos;
  private int next;
  private long freeNanos;

  /// `speed` 2: twice as fast. `loop`: from the beginning again, after the time that was recorded.
  public ReplayBoard(Recording recording, double speed, boolean loop) {
    if (!(speed >= SLOWEST && speed <= FASTEST)) {
      throw new IllegalArgumentException(
          "expected a speed of %s to %s, got %s".formatted(SLOWEST, (int) FASTEST, speed));
    }
    this.recording = recording;
    this.speed = speed;
    this.loop = loop;
  }

  @Override
  public void receive(byte[] bytes, int length, long nowNanos) {}

  @Override
  public void pin(int pin, int level, long nowNanos) {
    if (pin == POWER && powered == (level != 0)) {
      return;
    }
    if (pin == POWER) {
      powered = level != 0;
    } else if (pin == RESET) {
      held = level == 0;
    } else {
      return;
    }
    running = powered && !held;
    begin(nowNanos);
  }

  @Override
  public long run(long nowNanos, Outside out) {
    while (running) {
      skipSent();
      long dueNanos = dueNanos();
      if (dueNanos > nowNanos) {
        return dueNanos;
      }
      if (next < recording.size()) {
        byte[] bytes = recording.bytes(next++);
        out.transmit(bytes, bytes.length);
        freeNanos = dueNanos + bytes.length * BYTE_NANOS;
      } else {
        rounds++;
        running = loop;
        begin(dueNanos);
      }
    }
    return Long.MAX_VALUE;
  }

  /// How often it has come to the recording's end. On the thread that runs it.
  public long rounds() {
    return rounds;
  }

  private void begin(long nowNanos) {
    beganNanos = nowNanos;
    freeNanos = nowNanos;
    next = 0;
  }

  private void skipSent() {
    while (next < recording.size() && recording.direction(next) == Direction.SENT) {
      next++;
    }
  }

  /// When the next record, or the end, is due.
  private long dueNanos() {
    if (next < recording.size()) {
      long line = recording.length(next) * BYTE_NANOS;
      return Math.max(freeNanos, at(recording.nanos(next)) - line);
    }
    long endNanos = Math.max(at(recording.durationNanos()), beganNanos + SHORTEST_NANOS);
    return Math.max(freeNanos, endNanos);
  }

  private long at(long recordedNanos) {
    return beganNanos + (speed == 1 ? recordedNanos : (long) (recordedNanos / speed));
  }
}
