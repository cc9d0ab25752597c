package io.tidegate.sim.lx106.chip;

import io.tidegate.sim.lx106.core.Io;
import java.util.random.RandomGenerator;

/// What firmware uses of the radio's registers without using the radio: microseconds since the
/// reset, noise, and which serial port interrupts.
final class Wdev implements Io {
  private static final int BASE = 0x3ff20000;
  private static final int UARTS = BASE + 0x20;
  private static final int MICROS = BASE + 0xc00;
  private static final int NOISE = BASE + 0xe44;
  private static final int CYCLES_A_MICRO = Esp8266.HERTZ / 1_000_000;
  private static final int PORT_1_SHIFT = 2;

  private final Clock clock;
  private final Bus bus;
  private final RandomGenerator chance;
  private final Uart[] uarts;
  private long since;

  Wdev(Clock clock, Bus bus, RandomGenerator chance, Uart... uarts) {
    this.clock = clock;
    this.bus = bus;
    this.chance = chance;
    this.uarts = uarts;
  }

  void reset() {
    since = clock.cycles();
  }

  @Override
  public int read(int address) {
    return switch (address) {
      case UARTS ->
          (uarts[0].interrupts() ? 1 : 0) | (uarts[1].interrupts() ? 1 << PORT_1_SHIFT : 0);
      case MICROS -> (int) ((clock.cycles() - since) / CYCLES_A_MICRO);
      case NOISE -> chance.nextInt();
      default -> bus.quietRead(address);
    };
  }

  @Override
  public void write(int address, int value) {
    bus.quietWrite(address, value);
  }
}
