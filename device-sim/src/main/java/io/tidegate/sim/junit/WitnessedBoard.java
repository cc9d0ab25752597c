package io.tidegate.sim.junit;

import io.tidegate.sim.board.Board;
import java.io.ByteArrayOutputStream;

/// A board whose input is kept, and which can be made to say something. On the rack's thread.
final class WitnessedBoard implements Board {
  /// Sees what reaches the board. The array belongs to the line.
  interface Witness {
    void received(byte[] bytes, int length);
  }

  private final Board inside;
  private final Witness witness;
  private final ByteArrayOutputStream words = new ByteArrayOutputStream();

  WitnessedBoard(Board inside, Witness witness) {
    this.inside = inside;
    this.witness = witness;
  }

  /// When it runs next, after what it is just saying.
  void say(byte[] bytes) {
    words.writeBytes(bytes);
  }

  @Override
  public void receive(byte[] bytes, int length, long nowNanos) {
    witness.received(bytes, length);
    inside.receive(bytes, length, nowNanos);
  }

  @Override
  public void pin(int pin, int level, long nowNanos) {
    inside.pin(pin, level, nowNanos);
  }

  @Override
  public long run(long nowNanos, Outside out) {
    if (words.size() > 0) {
      out.transmit(words.toByteArray(), words.size());
      words.reset();
    }
    return inside.run(nowNanos, out);
  }

  @Override
  public void wake() {
    inside.wake();
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
