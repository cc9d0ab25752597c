package io.tidegate.sim.pins;

import io.tidegate.sim.i2c.I2cChip;
import io.tidegate.sim.i2c.I2cWires;

/// The chips of a board's I2C bus, bit by bit, for a program that moves the two wires itself; both
/// wires have a resistor that pulls up. No chip stretches the clock.
///
/// ```
/// start   data falls while the clock is high       stop   data rises while the clock is high
/// a bit   data is looked at when the clock rises, and changes only while the clock is low
/// a byte  8 bits, the highest first, and one in which the receiver pulls low for "taken"
/// ```
/// Source: NXP, UM10204 I2C-bus specification, section 3.1.
public final class I2cLines {
  private static final int BITS = 8;

  private enum State {
    /// Before a start, and when nobody here is meant.
    IDLE,
    ADDRESS,
    WRITTEN,
    READ
  }

  private final I2cWires wires;
  private State state = State.IDLE;
  private I2cChip chip;
  private int bits;
  private int shift;
  private boolean data = true;
  private boolean clock = true;
  private boolean pullsLow;
  private boolean told;

  private I2cLines(I2cWires wires) {
    this.wires = wires;
  }

  /// From now on the chips hang on these two pins.
  public static void attach(PinBus bus, int dataPin, int clockPin, I2cWires wires) {
    I2cLines lines = new I2cLines(wires);
    bus.attach(dataPin, lines.new Data());
    bus.attach(clockPin, lines.new Clock());
  }

  private final class Data implements PinDevice {
    @Override
    public Plan plan(long nowNanos, long untilNanos) {
      return Plan.steady(low() ? Drive.LOW : Drive.PULLED_UP);
    }

    @Override
    public boolean answers() {
      return true;
    }

    @Override
    public boolean changed() {
      boolean changed = told != low();
      told = low();
      return changed;
    }

    @Override
    public void wire(boolean high, long nowNanos) {
      data = high;
      if (clock) {
        if (high) {
          release(State.IDLE);
        } else {
          release(State.ADDRESS);
        }
      }
    }

    @Override
    public void losePower() {
      release(State.IDLE);
    }

    private boolean low() {
      return pullsLow || wires.isStuck();
    }
  }

  private final class Clock implements PinDevice {
    @Override
    public Plan plan(long nowNanos, long untilNanos) {
      return Plan.steady(Drive.PULLED_UP);
    }

    @Override
    public boolean answers() {
      return true;
    }

    @Override
    public void wire(boolean high, long nowNanos) {
      clock = high;
      if (state == State.IDLE) {
        return;
      }
      if (high) {
        rises();
      } else {
        falls(nowNanos);
      }
    }
  }

  private void release(State next) {
    state = next;
    bits = 0;
    shift = 0;
    pullsLow = false;
  }

  /// `bits` counts what the clock has shown of a byte; the ninth is the receiver's word.
  private void rises() {
    if (state != State.READ && bits < BITS) {
      shift = shift << 1 | (data ? 1 : 0);
    }
    bits++;
    if (state == State.READ && bits > BITS && data) {
      state = State.IDLE; // not taken: the board wants no more
    }
  }

  private void falls(long nowNanos) {
    if (bits == BITS && state != State.READ) {
      pullsLow = takes(nowNanos);
      if (!pullsLow) {
        release(State.IDLE);
      }
      return;
    }
    if (bits > BITS) {
      bits = 0;
      pullsLow = false;
      if (state == State.ADDRESS) {
        state = (shift & 1) != 0 ? State.READ : State.WRITTEN;
      }
      shift = state == State.READ ? chip.read(nowNanos) : 0;
    }
    if (state == State.READ) {
      // the ninth bit is the board's
      pullsLow = bits < BITS && (shift >> BITS - 1 - bits & 1) == 0;
    }
  }

  private boolean takes(long nowNanos) {
    if (state == State.WRITTEN) {
      return chip.write(shift & 0xff, nowNanos);
    }
    chip = wires.begin(shift >> 1, (shift & 1) != 0, nowNanos);
    return chip != null;
  }
}
