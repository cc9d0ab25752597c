package io.tidegate.sim.lx106.chip;

import io.tidegate.sim.lx106.core.Io;
import java.util.function.IntSupplier;

/// The converter behind the analogue input. It gives eight samples of 11 bits, inverted and with a
/// lower byte that is a little steeper than it ought to be: the SDK puts that right, so that 1 V is
/// 1023 in the end.
final class Sar implements Io {
  private static final int CONTROL = 0x50;
  private static final int SAMPLES = 0x80;
  private static final int SAMPLES_END = SAMPLES + 8 * 4;
  private static final int START = 1 << 1;
  private static final int STATE = 7 << 24;
  private static final int LARGEST = 1023;
  private static final int OFFSET = 21;

  private final Bus bus;
  private final IntSupplier input;
  private int control;
  private int sample;

  Sar(Bus bus, IntSupplier input) {
    this.bus = bus;
    this.input = input;
  }

  void reset() {
    control = 0;
    sample = raw(0);
  }

  @Override
  public int read(int address) {
    int offset = address & 0xff;
    if (offset >= SAMPLES && offset < SAMPLES_END) {
      return sample;
    }
    return offset == CONTROL ? control & ~STATE : bus.quietRead(address);
  }

  @Override
  public void write(int address, int value) {
    if ((address & 0xff) != CONTROL) {
      bus.quietWrite(address, value);
      return;
    }
    boolean starts = (value & START) != 0 && (control & START) == 0;
    control = value;
    if (starts) {
      sample = raw(Math.clamp(input.getAsInt(), 0, LARGEST));
    }
  }

  /// What has to be sampled so that the SDK gives this number. It takes an eighth of all eight as
  /// twice a number of 10 bits, of which it gives 12/11.
  private static int raw(int number) {
    int twice = 2 * ((11 * number + 11) / 12);
    int low = twice & 0xff;
    int steep = Math.min(0xff, low == 0 ? 0 : OFFSET + (low * 256 + 278) / 279);
    return ~(twice & 0x700 | steep) & 0x7ff;
  }
}
