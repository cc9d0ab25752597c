package io.tidegate.sim.pins;

import io.tidegate.sim.board.Board;

/// A board whose pins and serial line are drawn into a [VcdTrace].
public final class TracedBoard implements Board {
  private static final int USUAL_BAUD = 115_200;

  private final Board board;
  private final PinBus bus;
  private final VcdTrace trace;
  private int baud = USUAL_BAUD;

  public TracedBoard(Board board, PinBus bus, VcdTrace trace) {
    this.board = board;
    this.bus = bus;
    this.trace = trace;
    bus.listener(trace);
  }

  /// It runs no more: what is drawn goes up to this time.
  public void end(long nowNanos) {
    bus.follow(nowNanos);
    trace.flush(nowNanos + 1);
  }

  @Override
  public void receive(byte[] bytes, int length, long nowNanos) {
    trace.bytes(VcdTrace.Serial.RX, bytes, length, baud, nowNanos);
    board.receive(bytes, length, nowNanos);
  }

  @Override
  public void pin(int pin, int level, long nowNanos) {
    board.pin(pin, level, nowNanos);
  }

  @Override
  public long run(long nowNanos, Outside out) {
    long next = board.run(nowNanos, new Traced(out, nowNanos));
    bus.follow(nowNanos);
    trace.flush(nowNanos);
    return next;
  }

  @Override
  public void wake() {
    board.wake();
  }

  private final class Traced implements Outside {
    private final Outside out;
    private final long nowNanos;

    Traced(Outside out, long nowNanos) {
      this.out = out;
      this.nowNanos = nowNanos;
    }

    @Override
    public void transmit(byte[] bytes, int length) {
      trace.bytes(VcdTrace.Serial.TX, bytes, length, baud, nowNanos);
      out.transmit(bytes, length);
    }

    @Override
    public void pin(int pin, int level) {
      out.pin(pin, level);
    }

    @Override
    public void baud(int wanted) {
      baud = wanted > 0 ? wanted : USUAL_BAUD;
      out.baud(wanted);
    }

    @Override
    public void cut() {
      out.cut();
    }

    @Override
    public long horizonNanos() {
      return out.horizonNanos();
    }

    @Override
    public int underWay() {
      return out.underWay();
    }
  }
}
