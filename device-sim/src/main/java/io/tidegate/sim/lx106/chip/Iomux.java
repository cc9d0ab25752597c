package io.tidegate.sim.lx106.chip;

import io.tidegate.sim.lx106.core.Io;

/// What each pin is used for, and its resistor.
final class Iomux implements Io {
  private static final int FIRST = 0x04;

  /// The pins by their registers, from the second on.
  private static final int[] PINS = {12, 13, 14, 15, 3, 1, 6, 7, 8, 9, 10, 11, 0, 2, 4, 5};

  private static final int PULL_DOWN = 1 << 6;
  private static final int PULL_UP = 1 << 7;

  private final Bus bus;
  private final Runnable changed;
  private final int[] byPin = new int[PINS.length];

  Iomux(Bus bus, Runnable changed) {
    this.bus = bus;
    this.changed = changed;
  }

  void reset() {
    java.util.Arrays.fill(byPin, 0);
  }

  /// The function that is chosen, 0 to 7.
  int function(int pin) {
    return byPin[pin] >> 4 & 3 | byPin[pin] >> 6 & 4;
  }

  boolean isGpio(int pin) {
    boolean first = pin == 0 || pin == 2 || pin == 4 || pin == 5;
    return function(pin) == (first ? 0 : 3);
  }

  Pull pull(int pin) {
    if ((byPin[pin] & PULL_UP) != 0) {
      return Pull.UP;
    }
    return (byPin[pin] & PULL_DOWN) != 0 ? Pull.DOWN : Pull.NONE;
  }

  @Override
  public int read(int address) {
    int at = (address & 0xff) - FIRST >> 2;
    return at >= 0 && at < PINS.length ? byPin[PINS[at]] : bus.quietRead(address);
  }

  @Override
  public void write(int address, int value) {
    int at = (address & 0xff) - FIRST >> 2;
    if (at >= 0 && at < PINS.length) {
      byPin[PINS[at]] = value;
      changed.run();
    } else {
      bus.quietWrite(address, value);
    }
  }
}
