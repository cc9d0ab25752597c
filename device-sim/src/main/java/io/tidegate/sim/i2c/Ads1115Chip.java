package io.tidegate.sim.i2c;

import io.tidegate.sim.signal.Signal;
import java.util.List;

/// An ADS1115: four inputs, one converter behind a switch and an amplifier. Of its comparator there
/// is what says that a conversion is done; it compares nothing.
///
/// ```
/// 0 conversion   1 config   2 Lo_thresh   3 Hi_thresh         16 bits each, high byte first
/// config: OS 15, MUX 14..12, PGA 11..9, MODE 8, DR 7..5, comparator 4..0
/// ```
public final class Ads1115Chip implements I2cChip {
  private static final int CONVERSION = 0;
  private static final int CONFIG = 1;
  private static final int LOW_THRESHOLD = 2;
  private static final int HIGH_THRESHOLD = 3;
  private static final int SIGN = 0x8000;
  private static final int SILENT = 3;
  private static final int START = 0x8000;
  private static final int SINGLE = 0x0100;
  private static final int[] PER_SECOND = {8, 16, 32, 64, 128, 250, 475, 860};
  private static final double[] FULL_SCALE = {
    6.144, 4.096, 2.048, 1.024, 0.512, 0.256, 0.256, 0.256
  };

  /// By MUX: which input is taken against which; -1 is ground.
  private static final int[][] INPUTS = {
    {0, 1}, {0, 3}, {1, 3}, {2, 3}, {0, -1}, {1, -1}, {2, -1}, {3, -1}
  };

  private final List<Signal> inputs;
  private final int[] registers = new int[4];
  private int pointer;
  private int written;
  private int high;
  private int read;
  private boolean converting;
  private boolean busyForEver;
  private boolean begun;
  private long startedNanos;
  private long tookNanos;
  private int underWay;

  /// The pin ALERT/RDY tells that a conversion is done: at first then, and again each so often for
  /// a moment; 0: once, until the next one begins.
  public record Ready(long firstNanos, long everyNanos) {}

  /// Volts against ground, of A0 to A3.
  public Ads1115Chip(List<Signal> inputs) {
    if (inputs.size() != 4) {
      throw new IllegalArgumentException("expected 4 inputs, got " + inputs.size());
    }
    this.inputs = List.copyOf(inputs);
    losePower();
  }

  public void losePower() {
    registers[CONVERSION] = 0;
    registers[CONFIG] = 0x0583;
    registers[LOW_THRESHOLD] = 0x8000;
    registers[HIGH_THRESHOLD] = 0x7FFF;
    pointer = 0;
    converting = false;
    begun = false;
  }

  @Override
  public void power(long nowNanos) {
    losePower();
  }

  /// A conversion that begins never ends.
  public void neverReady() {
    busyForEver = true;
  }

  @Override
  public boolean start(boolean reading, long nowNanos) {
    finish(nowNanos);
    written = 0;
    read = 0;
    return true;
  }

  @Override
  public boolean write(int value, long nowNanos) {
    switch (written++) {
      case 0 -> pointer = value & 3;
      case 1 -> high = value;
      case 2 -> set(high << 8 | value, nowNanos);
      default -> {} // has no meaning to it
    }
    return true;
  }

  @Override
  public int read(long nowNanos) {
    int value = registers[pointer];
    if (pointer == CONFIG && !converting) {
      value |= START;
    }
    return read++ % 2 == 0 ? value >> 8 & 0xFF : value & 0xFF;
  }

  private void set(int value, long nowNanos) {
    if (pointer == CONVERSION) {
      return;
    }
    registers[pointer] = pointer == CONFIG ? value & ~START : value;
    if (pointer == CONFIG) {
      configure(value, nowNanos);
    }
  }

  /// One conversion is begun only while there is none; where they go on and on, the one under way
  /// is then the last.
  private void configure(int value, long nowNanos) {
    boolean single = (value & SINGLE) != 0;
    if (!single || !converting && (value & START) != 0) {
      converting = true;
      begun = true;
      startedNanos = nowNanos;
      underWay = value;
      tookNanos = 1_000_000_000L / PER_SECOND[value >> 5 & 7];
    } else if (converting) {
      startedNanos += (nowNanos - startedNanos) / tookNanos * tookNanos;
    }
  }

  /// Of those that go on and on, what the last whole one has seen.
  private void finish(long nowNanos) {
    if (!converting || busyForEver || nowNanos - startedNanos < tookNanos) {
      return;
    }
    converting = (registers[CONFIG] & SINGLE) == 0;
    long count = converting ? (nowNanos - startedNanos) / tookNanos : 1;
    convert(underWay, startedNanos + count * tookNanos);
  }

  private void convert(int config, long nanos) {
    int[] pair = INPUTS[config >> 12 & 7];
    double volts = volts(pair[0], nanos) - volts(pair[1], nanos);
    double code = Math.rint(volts / FULL_SCALE[config >> 9 & 7] * 32_768);
    registers[CONVERSION] = (int) Math.clamp(code, -32_768, 32_767) & 0xFFFF;
  }

  /// Null while its thresholds and settings tell the pin to be silent, or nothing was converted.
  public Ready ready() {
    boolean told =
        (registers[HIGH_THRESHOLD] & SIGN) != 0
            && (registers[LOW_THRESHOLD] & SIGN) == 0
            && (registers[CONFIG] & SILENT) != SILENT;
    boolean single = (registers[CONFIG] & SINGLE) != 0;
    return told && begun && !busyForEver
        ? new Ready(startedNanos + tookNanos, single ? 0 : tookNanos)
        : null;
  }

  private double volts(int input, long nanos) {
    return input < 0 ? 0 : inputs.get(input).at(nanos);
  }
}
