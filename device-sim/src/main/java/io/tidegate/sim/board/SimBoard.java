package io.tidegate.sim.board;

/// A microcontroller: a serial input of limited size, power, a reset pin, boot text, and a
/// [Firmware] that runs while it is powered and not held in reset. It starts without power.
public final class SimBoard implements Board {
  private final Firmware firmware;
  private final Boot boot;
  private final byte[] input;
  private int inputLength;
  private long inputLost;
  private boolean powered;
  private boolean held;

  /// When the firmware begins; Long.MAX_VALUE while it runs or cannot.
  private long bootNanos = Long.MAX_VALUE;

  private boolean bootTextDue;
  private boolean running;
  private long loopNanos;

  /// What the chip itself says and how long it takes until the sketch begins.
  public record Boot(byte[] text, long durationNanos) {
    /// As on an Uno with its boot loader: silent.
    public static final Boot SILENT = new Boot(new byte[0], 1_000_000);
  }

  /// `inputBytes` is the size of the serial input buffer: 64 on an Uno, 256 on an ESP8266.
  public SimBoard(Firmware firmware, Boot boot, int inputBytes) {
    this.firmware = firmware;
    this.boot = boot;
    this.input = new byte[inputBytes];
  }

  @Override
  public void receive(byte[] bytes, int length, long nowNanos) {
    if (!running) {
      inputLost += length;
      return;
    }
    int taken = Math.min(length, input.length - inputLength);
    System.arraycopy(bytes, 0, input, inputLength, taken);
    inputLength += taken;
    inputLost += length - taken;
    loopNanos = nowNanos;
  }

  @Override
  public void pin(int pin, int level, long nowNanos) {
    if (pin == POWER) {
      power(level != 0, nowNanos);
    } else if (pin == RESET) {
      held = level == 0;
      boot(nowNanos);
    }
  }

  @Override
  public long run(long nowNanos, Outside out) {
    if (bootTextDue) {
      bootTextDue = false;
      if (boot.text().length > 0) {
        out.transmit(boot.text(), boot.text().length);
      }
    }
    if (nowNanos >= bootNanos) {
      bootNanos = Long.MAX_VALUE;
      running = true;
      loopNanos = nowNanos;
      firmware.start(nowNanos, out);
    }
    if (running && nowNanos >= loopNanos) {
      int length = inputLength;
      inputLength = 0;
      loopNanos = firmware.loop(input, length, nowNanos, out);
    }
    return running ? loopNanos : bootNanos;
  }

  public boolean running() {
    return running;
  }

  /// Bytes that came while the input was full or nobody listened.
  public long inputLost() {
    return inputLost;
  }

  private void power(boolean on, long nowNanos) {
    if (on == powered) {
      return;
    }
    powered = on;
    if (!on) {
      firmware.losePower();
    }
    boot(nowNanos);
  }

  private void boot(long nowNanos) {
    running = false;
    inputLength = 0;
    bootTextDue = powered && !held;
    bootNanos = bootTextDue ? nowNanos + boot.durationNanos() : Long.MAX_VALUE;
  }
}
