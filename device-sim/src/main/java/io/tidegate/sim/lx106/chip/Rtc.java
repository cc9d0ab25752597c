package io.tidegate.sim.lx106.chip;

import io.tidegate.sim.lx106.core.Io;
import java.util.random.RandomGenerator;

/// What has its own clock and keeps its state over resets: a counter, four words that outlast the
/// resets which the chip brings on itself, and 1 KiB of memory that outlasts the reset pin too. The
/// SDK has the first half of that, the program the second, from 0x60001200 on. It switches the chip
/// off for a deep sleep; of a lighter one it only says that it is over.
final class Rtc implements Io {
  static final int MEMORY = 0x60001000;
  static final int MEMORY_BYTES = 0x400;

  /// Its clock runs by itself, and not exactly: a tick is 6 us here, this many cycles.
  static final int TICK_CYCLES = 480;

  private static final int ALARM = 0x04;
  private static final int POWER = 0x08;
  private static final int STATE_1 = 0x14;
  private static final int STATE_2 = 0x18;
  private static final int COUNTER = 0x1c;
  private static final int WOKEN = 0x28;
  private static final int STORE_0 = 0x30;
  private static final int STORE_3 = 0x3c;
  private static final int DOMAINS = 0x44;
  private static final int OUT_16 = 0x68;
  private static final int ENABLE_16 = 0x74;
  private static final int IN_16 = 0x8c;
  private static final int USE_16 = 0xa0;

  private static final int CAUSE_MASK = 15;
  private static final int SLEEP = 1 << 20;
  private static final int WITHOUT_CORE = 1 << 5;
  private static final int BY_TIMER = 1 << 3;
  private static final int WOKEN_MASK = 0x3f << 8;
  private static final int WOKEN_BY_TIMER = 8 << 8;

  private final Clock clock;
  private final Bus bus;
  private final Pin16 pin;
  private final Sleep sleep;
  private final int[] memory = new int[MEMORY_BYTES / 4];
  private final int[] store = new int[4];
  private ResetReason cause = ResetReason.POWER;
  private long since;
  private int alarm;
  private int wakes;
  private int domains;
  private boolean woken;

  /// Told when the program switches the chip off.
  interface Sleep {
    /// For that many cycles, or for [Peripheral#NEVER].
    void begins(long cycles);
  }

  Rtc(Clock clock, Bus bus, Pin16 pin, Sleep sleep) {
    this.clock = clock;
    this.bus = bus;
    this.pin = pin;
    this.sleep = sleep;
  }

  void reset(ResetReason reason, RandomGenerator chance) {
    if (reason == ResetReason.POWER) {
      for (int i = 0; i < memory.length; i++) {
        memory[i] = chance.nextInt();
      }
      since = clock.cycles();
    }
    if (fromOutside(reason)) {
      java.util.Arrays.fill(store, 0);
    }
    if (reason != ResetReason.RESTART) {
      cause = reason;
    }
    wakes = 0;
    domains = 0;
    woken = false;
    pin.reset();
  }

  private static boolean fromOutside(ResetReason reason) {
    return switch (reason) {
      case POWER, EXTERNAL, DEEP_SLEEP -> true;
      case SOFTWARE, WATCHDOG, RESTART -> false;
    };
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
    if (offset >= STORE_0 && offset <= STORE_3) {
      return store[offset - STORE_0 >> 2];
    }
    return switch (offset) {
      case ALARM -> alarm;
      case COUNTER -> counter();
      case STATE_1 -> bus.quietRead(address) & ~CAUSE_MASK | cause.cause();
      case STATE_2 -> wakes & ~WOKEN_MASK | (cause == ResetReason.DEEP_SLEEP ? WOKEN_BY_TIMER : 0);
      case WOKEN -> woken ? 1 : 0;
      case DOMAINS -> domains;
      case OUT_16 -> pin.out();
      case ENABLE_16 -> pin.enabled();
      case IN_16 -> pin.in();
      case USE_16 -> pin.use();
      default -> bus.quietRead(address);
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
      return;
    }
    switch (offset) {
      case ALARM -> alarm = value;
      case STATE_2 -> wakes = value;
      case DOMAINS -> domains = value;
      case OUT_16 -> pin.out(value);
      case ENABLE_16 -> pin.enabled(value);
      case USE_16 -> pin.use(value);
      case IN_16, COUNTER, WOKEN -> {}
      case POWER -> power(address, value);
      default -> bus.quietWrite(address, value);
    }
  }

  private void power(int address, int value) {
    bus.quietWrite(address, value & ~SLEEP);
    if ((value & SLEEP) == 0) {
      return;
    }
    if ((domains & WITHOUT_CORE) == 0) {
      woken = true;
    } else if ((wakes & BY_TIMER) != 0) {
      sleep.begins((alarm - counter() & 0xffffffffL) * TICK_CYCLES);
    } else {
      sleep.begins(Peripheral.NEVER);
    }
  }

  private int counter() {
    return (int) ((clock.cycles() - since) / TICK_CYCLES);
  }
}
