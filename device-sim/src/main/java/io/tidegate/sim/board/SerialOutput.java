package io.tidegate.sim.board;

/// A chip's serial port as the sketch sees it: when it will have sent what it was given, and who
/// hears it.
final class SerialOutput implements Board.Outside {
  private static final long SECOND = 1_000_000_000L;
  private static final int BITS_PER_BYTE = 10;

  private final Chip chip;
  private Board.Outside out;
  private long nowNanos;
  private int baud;
  private long doneNanos;
  private long ownHorizonNanos;
  private long silentUntilNanos = Long.MIN_VALUE;
  private long swallowed;

  SerialOutput(Chip chip) {
    this.chip = chip;
  }

  /// For the calls that follow.
  void on(Board.Outside out, long nowNanos) {
    this.out = out;
    this.nowNanos = nowNanos;
  }

  /// Before this time nothing comes from the chip itself either.
  void horizon(long nanos) {
    ownHorizonNanos = nanos;
  }

  @Override
  public long horizonNanos() {
    return Math.min(ownHorizonNanos, out.horizonNanos());
  }

  void silentUntil(long nanos) {
    silentUntilNanos = nanos;
  }

  /// Text that the chip itself sends, at this speed; 0: at the one it has.
  void say(int wantedBaud, byte[] text) {
    baud(wantedBaud);
    if (text.length > 0) {
      transmit(text, text.length);
    }
  }

  @Override
  public void transmit(byte[] bytes, int length) {
    doneNanos = Math.max(doneNanos, nowNanos) + length * perByteNanos();
    if (nowNanos < silentUntilNanos) {
      swallowed += length;
    } else {
      out.transmit(bytes, length);
    }
  }

  @Override
  public void pin(int pin, int level) {
    out.pin(pin, level);
  }

  /// 0 changes nothing.
  @Override
  public void baud(int wanted) {
    if (wanted != 0) {
      baud = wanted;
      out.baud(wanted);
    }
  }

  /// A reset. A chip of which no speed is known leaves what it was given to the line.
  @Override
  public void cut() {
    if (chip.baud() != 0) {
      doneNanos = nowNanos;
      out.cut();
    }
  }

  /// When all it was given has left.
  long doneNanos() {
    return doneNanos;
  }

  /// When there is room for more without waiting.
  long roomNanos() {
    return doneNanos - Math.min(doneNanos, chip.transmitBytes() * perByteNanos());
  }

  long swallowed() {
    return swallowed;
  }

  /// 0 as long as no speed is known.
  private long perByteNanos() {
    return baud == 0 ? 0 : SECOND * BITS_PER_BYTE / baud;
  }
}
