package io.tidegate.sim.lx106.chip;

import io.tidegate.sim.lx106.core.Io;

/// The block of registers that both timers are in.
final class Timers implements Io {
  private static final int BYTES = 0x20;

  private final Frc[] timers;
  private final Bus bus;

  Timers(Frc first, Frc second, Bus bus) {
    timers = new Frc[] {first, second};
    this.bus = bus;
  }

  @Override
  public int read(int address) {
    int number = (address & 0xff) / BYTES;
    return number < timers.length ? timers[number].read(address) : bus.quietRead(address);
  }

  @Override
  public void write(int address, int value) {
    int number = (address & 0xff) / BYTES;
    if (number < timers.length) {
      timers[number].write(address, value);
    } else {
      bus.quietWrite(address, value);
    }
  }
}
