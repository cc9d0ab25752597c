package io.tidegate.sim.lx106.chip;

import io.tidegate.sim.lx106.core.Io;
import java.util.random.RandomGenerator;

/// What has its own clock and keeps its state over resets: a counter, four words, and 1 KiB of
/// memory, of which the SDK has the first half and the program the second from 0x60001200 on.
final class Rtc implements Io {
  static final int MEMORY = 0x60001000;
  static final int MEMORY_BYTES = 0x400;

  private static final int ALARM = 0x04;
  private static final int POWER = 0x08;
  private static final int COUNTER = 0x1c;
  private static final int STATE_1 = 0x14;
  private static final int STATE_2 = 0x18;
  private static final int STORE_0 = 0x30;
  private static final int STORE_3 = 0x3c;

  /// Its clock runs by itself, and not exactly: a tick is 6 us here, this many cycles.
  static final int TICK_CYCLES = 480;

  private static final int CAUSE_MASK = 15;
  private static final int SLEEP = 1 << 20;

  /// What the second state has at bit 8 when a deep sleep ended.
  private static final int BY_TIMER = 8 << 8;

  private final Clock clock;
  private final Bus bus;
  private final Sleep sleep;
  private final int[] memory = new int[MEMORY_BYTES / 4];
  private final int[] store = new int[4];
  private ResetReason cause = ResetReason.POWER;
  private long since;
  private int alarm;

  /// Told when the program switches the chip off.
  interface Sleep {
    /// For that many cycles.
    void begins(long cycles);
  }

  Rtc(Clock clock, Bus bus, Sleep sleep) {
    this.clock = clock;
    this.bus = bus;
    this.sleep = sleep;
  }

  void reset(ResetReason reason, RandomGenerator chance) {
    if (reason == ResetReason.POWER) {
      for (int i = 0; i < memory.length; i++) {
        memory[i] = chance.nextInt();
      }
      java.util.Arrays.fill(store, 0);
      since = clock.cycles();
    }
    if (reason != ResetReason.RESTART) {
      cause = reason;
    }
  }

  ResetReason cause() {
    return cause;
  }

  @Override
  public int read(int address) {
    if (address >= MEMORY) {
      return memory[address - MEMORY >> 2];
    }
    int offset = address & 0xff;
    return switch (offset) {
      case ALARM -> alarm;
      case COUNTER -> counter();
      case STATE_1 -> bus.quietRead(address) & ~CAUSE_MASK | cause.cause();
      case STATE_2 -> cause == ResetReason.DEEP_SLEEP ? BY_TIMER : 0;
      default ->
          offset >= STORE_0 && offset <= STORE_3
              ? store[offset - STORE_0 >> 2]
              : bus.quietRead(address);
    };
  }

  @Override
  public void write(int address, int value) {
    if (address >= MEMORY) {
      memory[address - MEMORY >> 2] = value;
      return;
    }
    int offset = address & 0xff;
    if (offset >= STORE_0 && offset <= STORE_3) {
      store[offset - STORE_0 >> 2] = value;
    } else if (offset == ALARM) {
      alarm = value;
    } else {
      if (offset == POWER && (value & SLEEP) != 0) {
        sleep.begins((alarm - counter() & 0xffffffffL) * TICK_CYCLES);
      }
      bus.quietWrite(address, value);
    }
  }

  private int counter() {
    return (int) ((clock.cycles() - since) / TICK_CYCLES);
  }
}
