package io.tidegate.sim.lx106.chip;

/// One of the two clocks that the radio's part has, in microseconds of 64 bits, and an alarm to it.
/// The SDK's software watchdog hangs on the second.
final class MacTimer {
  private static final int MICRO_CYCLES = Esp8266.HERTZ / 1_000_000;

  private final Clock clock;
  private long zero;
  private long target;
  private boolean enabled;
  private long due = Peripheral.NEVER;

  MacTimer(Clock clock) {
    this.clock = clock;
  }

  void reset() {
    zero = clock.cycles();
    target = 0;
    enabled = false;
    due = Peripheral.NEVER;
  }

  int low() {
    return (int) micros();
  }

  int high() {
    return (int) (micros() >>> 32);
  }

  void set(long micros) {
    zero = clock.cycles() - micros * MICRO_CYCLES;
    arm();
  }

  int targetLow() {
    return (int) target;
  }

  int targetHigh() {
    return (int) (target >>> 32);
  }

  void targetLow(int value) {
    target = target & ~0xffffffffL | value & 0xffffffffL;
  }

  void targetHigh(int value) {
    target = target & 0xffffffffL | (long) value << 32;
  }

  /// Enabled again, it is armed again.
  void enable(boolean on) {
    enabled = on;
    arm();
  }

  boolean enabled() {
    return enabled;
  }

  long due() {
    return due;
  }

  void done() {
    due = Peripheral.NEVER;
  }

  private void arm() {
    long now = clock.cycles();
    due = enabled ? Math.max(now, zero + target * MICRO_CYCLES) : Peripheral.NEVER;
    clock.sooner();
  }

  private long micros() {
    return (clock.cycles() - zero) / MICRO_CYCLES;
  }
}
