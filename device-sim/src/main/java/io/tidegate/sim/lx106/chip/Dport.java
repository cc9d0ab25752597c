package io.tidegate.sim.lx106.chip;

import io.tidegate.sim.lx106.core.Io;
import io.tidegate.sim.lx106.core.Memory;
import java.util.function.BooleanSupplier;

/// What lies beside the peripherals: gates for interrupts, which MiB of the flash the window shows,
/// how fast the processor runs, and the fuses with the address that the chip was given when it was
/// made.
final class Dport implements Io {
  static final int WATCHDOG_GATE = 1;
  static final int FRC1_GATE = 1 << 1;
  static final int FRC2_GATE = 1 << 2;

  private static final int NMI = 0x00;
  private static final int GATES = 0x04;
  private static final int CACHE = 0x0c;
  private static final int SPEED = 0x14;
  private static final int SPI_INTERRUPTS = 0x20;
  private static final int CLOCKS = 0x18;
  private static final int MAC_0 = 0x50;
  private static final int MAC_1 = 0x54;
  private static final int CHIP = 0x58;
  private static final int MAC_2 = 0x5c;

  // the version of the chip is valid, and the first three bytes of its address are, if their sum
  // in the highest byte is right
  private static final int VERSION_THERE = 1 << 15;
  private static final int MAKER_THERE = 1 << 12;
  private static final int SUM_POLYNOMIAL = 0x8c;

  /// Bit 0 lets it through, the others say which source: 7 is FRC1.
  private static final int NMI_MASK = 31;

  private static final int NMI_FRC1 = 7 << 1 | 1;
  private static final int WATCHDOG_CLOCK = 1 << 3;
  private static final int CLOCKS_AFTER_RESET = 0xffff00ff;
  private static final int BY_HSPI = 1 << 7;
  private static final int FLUSH = 1;
  private static final int FLUSHED = 1 << 1;
  private static final int SPI_IDLE = 1 << 9;
  private static final int ODD_SHIFT = 25;
  private static final int PAIR_SHIFT = 16;

  private final Memory memory;
  private final Bus bus;
  private final byte[] mac;
  private final Speed speed;
  private Runnable frc1Opened = () -> {};
  private BooleanSupplier hspi = () -> false;
  private int nmi;
  private int gates;
  private int cache;
  private int clocks = CLOCKS_AFTER_RESET;
  private int fast;

  /// Told how fast the processor runs.
  interface Speed {
    /// As fast as the bus, or twice as fast.
    void isDouble(boolean twice);
  }

  Dport(Memory memory, Bus bus, byte[] mac, Speed speed) {
    this.speed = speed;
    this.memory = memory;
    this.bus = bus;
    this.mac = mac;
  }

  /// Who is told when the interrupt that nobody masks is let through, and who knows whether HSPI
  /// interrupts.
  void connect(Runnable opened, BooleanSupplier interrupts) {
    frc1Opened = opened;
    hspi = interrupts;
  }

  void reset() {
    nmi = 0;
    gates = 0;
    cache = 0;
    clocks = CLOCKS_AFTER_RESET;
    fast = 0;
    speed.isDouble(false);
    memory.window(0);
  }

  /// Whether interrupts by edge pass this gate.
  boolean passes(int gate) {
    return (gates & gate) != 0;
  }

  /// The watchdog gets no clock.
  boolean watchdogStopped() {
    return (clocks & WATCHDOG_CLOCK) == 0;
  }

  boolean frc1Unmasked() {
    return (nmi & NMI_MASK) == NMI_FRC1;
  }

  @Override
  public int read(int address) {
    return switch (address & 0xff) {
      case NMI -> nmi;
      case GATES -> gates;
      case CACHE -> cache | SPI_IDLE | ((cache & FLUSH) != 0 ? FLUSHED : 0);
      case SPEED -> fast;
      case SPI_INTERRUPTS -> hspi.getAsBoolean() ? BY_HSPI : 0;
      case CLOCKS -> clocks;
      case MAC_0 -> mac(5) << 24;
      case MAC_1 -> 1 << 25 | mac(3) << 8 | mac(4);
      case CHIP -> VERSION_THERE | MAKER_THERE | makerSum() << 24;
      case MAC_2 -> mac(0) << 16 | mac(1) << 8 | mac(2);
      default -> bus.quietRead(address);
    };
  }

  @Override
  public void write(int address, int value) {
    switch (address & 0xff) {
      case NMI -> {
        boolean was = frc1Unmasked();
        nmi = value;
        if (!was && frc1Unmasked()) {
          frc1Opened.run();
        }
      }
      case GATES -> gates = value;
      case CACHE -> {
        cache = value;
        memory.window((value >>> ODD_SHIFT & 1) << 20 | (value >>> PAIR_SHIFT & 7) << 21);
      }
      case CLOCKS -> clocks = value;
      case SPEED -> {
        fast = value;
        speed.isDouble((value & 1) != 0);
      }
      default -> bus.quietWrite(address, value);
    }
  }

  /// The CRC of the maker's bytes, the last of them first.
  private int makerSum() {
    int crc = 0;
    for (int i = 2; i >= 0; i--) {
      crc ^= mac(i);
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ SUM_POLYNOMIAL;
      }
    }
    return crc;
  }

  private int mac(int number) {
    return mac[number] & 0xff;
  }
}
