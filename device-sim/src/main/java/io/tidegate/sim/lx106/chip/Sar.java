package io.tidegate.sim.lx106.chip;

import io.tidegate.sim.lx106.core.Io;
import java.util.function.IntSupplier;

/// The converter behind the analogue input. It gives eight samples of 11 bits, inverted and with a
/// lower byte that is a little steeper than it ought to be: the SDK puts that right, so that 1 V is
/// 1023 in the end. It converts the supply's voltage too, which the SDK gives in 1/1024 V.
final class Sar implements Io {
  private static final int CONTROL = 0x50;
  private static final int SOURCE = 0x5c;
  private static final int FROM_INPUT = 1 << 21;
  private static final int FROM_SUPPLY = 1 << 23;
  private static final int SAMPLES = 0x80;
  private static final int SAMPLES_END = SAMPLES + 8 * 4;
  private static final int START = 1 << 1;
  private static final int STATE = 7 << 24;
  private static final int LARGEST = 1023;
  private static final int OFFSET = 21;

  private final Bus bus;
  private final IntSupplier input;
  private final IntSupplier supplyMillivolts;
  private int control;
  private int source;
  private int sample;

  Sar(Bus bus, IntSupplier input, IntSupplier supplyMillivolts) {
    this.supplyMillivolts = supplyMillivolts;
    this.bus = bus;
    this.input = input;
  }

  void reset() {
    control = 0;
    source = 0;
    sample = raw(0);
  }

  @Override
  public int read(int address) {
    int offset = address & 0xff;
    if (offset >= SAMPLES && offset < SAMPLES_END) {
      return sample;
    }
    return switch (offset) {
      case CONTROL -> control & ~STATE;
      case SOURCE -> source;
      default -> bus.quietRead(address);
    };
  }

  @Override
  public void write(int address, int value) {
    switch (address & 0xff) {
      case CONTROL -> {
        boolean starts = (value & START) != 0 && (control & START) == 0;
        control = value;
        sample = starts ? convert() : sample;
      }
      case SOURCE -> source = value;
      default -> bus.quietWrite(address, value);
    }
  }

  /// What has to be sampled so that the SDK gives the right number. It gives 12/11 of an eighth of
  /// all eight: half of that for the input, two of it for the supply.
  private int convert() {
    if ((source & FROM_INPUT) == 0 && (source & FROM_SUPPLY) != 0) {
      int wanted = Math.clamp(supplyMillivolts.getAsInt(), 0, 4_000) * 128 / 125;
      return raw((11 * wanted / 12 + 1) / 2);
    }
    return raw(2 * ((11 * Math.clamp(input.getAsInt(), 0, LARGEST) + 11) / 12));
  }

  /// With a lower byte that is too steep, and inverted.
  private static int raw(int number) {
    int low = number & 0xff;
    int steep = Math.min(0xff, low == 0 ? 0 : OFFSET + (low * 256 + 278) / 279);
    return ~(number & 0x700 | steep) & 0x7ff;
  }
}
