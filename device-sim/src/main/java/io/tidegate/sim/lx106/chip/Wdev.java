package io.tidegate.sim.lx106.chip;

import java.util.random.RandomGenerator;

/// What firmware uses of the radio's registers without using the radio: microseconds since the
/// reset, noise, two clocks with alarms, and which serial port interrupts.
final class Wdev implements Peripheral {
  private static final int BASE = 0x3ff20000;
  private static final int UARTS = BASE + 0x20;
  private static final int MICROS = BASE + 0xc00;
  private static final int INTERRUPT_ENABLE = BASE + 0xc18;
  private static final int INTERRUPT_RAW = BASE + 0xc1c;
  private static final int INTERRUPT_STATUS = BASE + 0xc20;
  private static final int INTERRUPT_CLEAR = BASE + 0xc24;
  private static final int NOISE = BASE + 0xe44;
  private static final int TIMERS = BASE + 0x1000;
  private static final int CYCLES_A_MICRO = Esp8266.HERTZ / 1_000_000;
  private static final int PORT_1_SHIFT = 2;

  // of the first clock; those of the second lie further on
  private static final int TIME_LOW = 0x04;
  private static final int TIME_HIGH = 0x08;
  private static final int SET_LOW = 0x18;
  private static final int SET_HIGH = 0x1c;
  private static final int SECOND_CLOCK = 0x44;
  private static final int ALARM = 0x98;
  private static final int ALARM_LOW = 0x9c;
  private static final int ALARM_HIGH = 0xa0;
  private static final int SECOND_ALARM = 0x30;
  private static final int ENABLED = 1 << 31;
  private static final int[] BITS = {1 << 27, 1 << 26};

  private final Clock clock;
  private final Bus bus;
  private final RandomGenerator chance;
  private final Uart[] uarts;
  private final MacTimer[] timers;
  private final int[] setHigh = new int[2];
  private int raw;
  private int enabled;
  private long since;

  Wdev(Clock clock, Bus bus, RandomGenerator chance, Uart... uarts) {
    this.clock = clock;
    this.bus = bus;
    this.chance = chance;
    this.uarts = uarts;
    timers = new MacTimer[] {new MacTimer(clock), new MacTimer(clock)};
  }

  void reset() {
    since = clock.cycles();
    raw = 0;
    enabled = 0;
    timers[0].reset();
    timers[1].reset();
    line();
  }

  @Override
  public int read(int address) {
    return switch (address) {
      case UARTS ->
          (uarts[0].interrupts() ? 1 : 0) | (uarts[1].interrupts() ? 1 << PORT_1_SHIFT : 0);
      case MICROS -> (int) ((clock.cycles() - since) / CYCLES_A_MICRO);
      case NOISE -> chance.nextInt();
      case INTERRUPT_ENABLE -> enabled;
      case INTERRUPT_RAW -> raw;
      case INTERRUPT_STATUS -> raw & enabled;
      default -> address >= TIMERS ? readTimer(address) : bus.quietRead(address);
    };
  }

  @Override
  public void write(int address, int value) {
    switch (address) {
      case INTERRUPT_ENABLE -> enabled = value;
      case INTERRUPT_CLEAR -> raw &= ~value;
      default -> {
        if (address < TIMERS || !writeTimer(address, value)) {
          bus.quietWrite(address, value);
        }
      }
    }
    line();
  }

  @Override
  public long due() {
    return Math.min(timers[0].due(), timers[1].due());
  }

  @Override
  public void act(long cycles) {
    for (int number = 0; number < timers.length; number++) {
      if (timers[number].due() <= cycles) {
        timers[number].done();
        raw |= BITS[number];
      }
    }
    line();
  }

  private int readTimer(int address) {
    int at = address - TIMERS;
    int clockAt = at >= SECOND_CLOCK && at < ALARM ? at - SECOND_CLOCK : at;
    MacTimer timer = timers[clockAt == at ? 0 : 1];
    if (clockAt == TIME_LOW) {
      return timer.low();
    }
    if (clockAt == TIME_HIGH) {
      return timer.high();
    }
    int alarmAt = at >= ALARM + SECOND_ALARM ? at - SECOND_ALARM : at;
    MacTimer alarm = timers[alarmAt == at ? 0 : 1];
    return switch (alarmAt) {
      case ALARM -> alarm.enabled() ? ENABLED : 0;
      case ALARM_LOW -> alarm.targetLow();
      case ALARM_HIGH -> alarm.targetHigh();
      default -> bus.quietRead(address);
    };
  }

  private boolean writeTimer(int address, int value) {
    int at = address - TIMERS;
    if (at < ALARM) {
      int number = at < SECOND_CLOCK ? 0 : 1;
      int clockAt = at - number * SECOND_CLOCK;
      if (clockAt == SET_HIGH) {
        setHigh[number] = value;
      } else if (clockAt == SET_LOW) {
        timers[number].set((long) setHigh[number] << 32 | value & 0xffffffffL);
      }
      return clockAt == SET_HIGH || clockAt == SET_LOW;
    }
    int number = at < ALARM + SECOND_ALARM ? 0 : 1;
    switch (at - number * SECOND_ALARM) {
      case ALARM -> timers[number].enable((value & ENABLED) != 0);
      case ALARM_LOW -> timers[number].targetLow(value);
      case ALARM_HIGH -> timers[number].targetHigh(value);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void line() {
    clock.line(Esp8266.RADIO_LINE, (raw & enabled) != 0);
  }
}
