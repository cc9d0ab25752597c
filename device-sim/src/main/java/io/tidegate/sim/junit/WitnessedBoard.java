package io.tidegate.sim.junit;

import io.tidegate.sim.board.Board;
import java.util.ArrayDeque;
import java.util.Arrays;

/// A board whose input is kept, and which can be made to say something. On the rack's thread.
///
/// What it is to say waits here until the line takes it, and is gone with the board's power and
/// with a reset, as what stands in a chip's memory is.
final class WitnessedBoard implements Board {
  /// What may wait to be said.
  static final int MOST_BYTES = 1 << 20;

  /// Far below what an adapter holds: what the board says by itself needs its place too.
  private static final int MOST_UNDER_WAY = 4_096;

  private static final int PIECE_BYTES = 256;

  /// So often it looks whether the line takes more; before that the line does not run dry.
  private static final long LOOK_NANOS = 5_000_000;

  /// Sees what reaches the board, and what did not leave it. The array belongs to the line.
  interface Witness {
    void received(byte[] bytes, int length);

    /// So many bytes were to be said, and are gone.
    void unsaid(int bytes, String why);
  }

  private final Board inside;
  private final Witness witness;
  private final ArrayDeque<byte[]> words = new ArrayDeque<>();
  private int waitingBytes;
  private boolean powered;

  WitnessedBoard(Board inside, Witness witness) {
    this.inside = inside;
    this.witness = witness;
  }

  /// When it runs next, after what it is just saying. Gives why it cannot; empty when it will.
  String say(byte[] bytes) {
    if (!powered) {
      return "expected power to say something, got a board without";
    }
    if (waitingBytes + bytes.length > MOST_BYTES) {
      return "expected at most %d bytes to be said, got %d and %d before them that still wait"
          .formatted(MOST_BYTES, bytes.length, waitingBytes);
    }
    for (int at = 0; at < bytes.length; at += PIECE_BYTES) {
      words.add(Arrays.copyOfRange(bytes, at, Math.min(at + PIECE_BYTES, bytes.length)));
    }
    waitingBytes += bytes.length;
    return "";
  }

  @Override
  public void receive(byte[] bytes, int length, long nowNanos) {
    witness.received(bytes, length);
    inside.receive(bytes, length, nowNanos);
  }

  @Override
  public void pin(int pin, int level, long nowNanos) {
    if (pin == POWER) {
      powered = level != 0;
    }
    if (level == 0 && (pin == POWER || pin == RESET)) {
      forget(pin == POWER ? "no power" : "reset");
    }
    inside.pin(pin, level, nowNanos);
  }

  @Override
  public long run(long nowNanos, Outside out) {
    while (!words.isEmpty() && out.underWay() < MOST_UNDER_WAY) {
      byte[] next = words.poll();
      waitingBytes -= next.length;
      out.transmit(next, next.length);
    }
    long nextNanos = inside.run(nowNanos, out);
    return words.isEmpty() ? nextNanos : Math.min(nextNanos, nowNanos + LOOK_NANOS);
  }

  @Override
  public void wake() {
    inside.wake();
  }

  private void forget(String why) {
    if (waitingBytes > 0) {
      witness.unsaid(waitingBytes, why);
    }
    words.clear();
    waitingBytes = 0;
  }

  /// Says nothing, whatever happens.
  static final class Silent implements Board {
    @Override
    public void receive(byte[] bytes, int length, long nowNanos) {}

    @Override
    public void pin(int pin, int level, long nowNanos) {}

    @Override
    public long run(long nowNanos, Outside out) {
      return Long.MAX_VALUE;
    }
  }
}
