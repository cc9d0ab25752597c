package io.tidegate.sim.lx106.chip;

/// Pins 0 to 15: driven or not, read, and an interrupt by edge or level of each.
final class Gpio implements Peripheral {
  static final int PINS = 16;

  private static final int OUT = 0x00;
  private static final int OUT_SET = 0x04;
  private static final int OUT_CLEAR = 0x08;
  private static final int ENABLE = 0x0c;
  private static final int ENABLE_SET = 0x10;
  private static final int ENABLE_CLEAR = 0x14;
  private static final int IN = 0x18;
  private static final int STATUS = 0x1c;
  private static final int STATUS_SET = 0x20;
  private static final int STATUS_CLEAR = 0x24;
  private static final int PIN_0 = 0x28;
  private static final int PIN_15 = PIN_0 + 4 * 15;
  private static final int CALIBRATE = 0x6c;
  private static final int CALIBRATED = 0x70;
  private static final int READY = 1 << 31;
  private static final int ALL = 0xffff;

  /// Ticks of the crystal's 26 MHz in 256 of the RTC's clock.
  private static final int CRYSTAL_TICKS =
      (int) (256L * Rtc.TICK_CYCLES * 26_000_000 / Esp8266.HERTZ);

  private static final int RISING = 1;
  private static final int FALLING = 2;
  private static final int ANY = 3;
  private static final int LOW = 4;
  private static final int HIGH = 5;

  /// What the pins are connected to.
  interface Wiring {
    /// A pin is driven so, or let go.
    void driven(int pin, boolean drives, boolean high, long cycles);
  }

  private final Clock clock;
  private final Bus bus;
  private final Wiring wiring;
  private final int[] config = new int[PINS];
  private int out;
  private int enabled;
  private int outside;
  private int status;

  Gpio(Clock clock, Bus bus, Wiring wiring) {
    this.clock = clock;
    this.bus = bus;
    this.wiring = wiring;
  }

  void reset() {
    int were = enabled;
    out = 0;
    enabled = 0;
    status = 0;
    java.util.Arrays.fill(config, 0);
    tell(were);
    changed();
  }

  /// A pin that nobody here drives is at this level.
  void outside(int pin, boolean high) {
    int before = levels();
    outside = high ? outside | 1 << pin : outside & ~(1 << pin);
    edges(before);
  }

  @Override
  public int read(int address) {
    int offset = address & 0xff;
    return switch (offset) {
      case OUT -> out;
      case ENABLE -> enabled;
      case IN -> levels();
      case STATUS -> status;
      case CALIBRATED -> READY | CRYSTAL_TICKS;
      default ->
          offset >= PIN_0 && offset <= PIN_15
              ? config[(offset - PIN_0) / 4]
              : bus.quietRead(address);
    };
  }

  @Override
  public void write(int address, int value) {
    int offset = address & 0xff;
    int before = levels();
    int wasOut = out;
    int wasEnabled = enabled;
    switch (offset) {
      case OUT -> out = value & ALL;
      case OUT_SET -> out |= value & ALL;
      case OUT_CLEAR -> out &= ~value;
      case ENABLE -> enabled = value & ALL;
      case ENABLE_SET -> enabled |= value & ALL;
      case ENABLE_CLEAR -> enabled &= ~value;
      case STATUS -> status = value & ALL;
      case STATUS_SET -> status |= value & ALL;
      case STATUS_CLEAR -> status &= ~value;
      case CALIBRATE, CALIBRATED -> {}
      default -> {
        if (offset >= PIN_0 && offset <= PIN_15) {
          config[(offset - PIN_0) / 4] = value;
        } else {
          bus.quietWrite(address, value);
        }
      }
    }
    tell((wasOut ^ out) & enabled | wasEnabled ^ enabled);
    edges(before);
  }

  @Override
  public long due() {
    return NEVER;
  }

  @Override
  public void act(long cycles) {}

  private int levels() {
    return out & enabled | outside & ~enabled;
  }

  private void tell(int pins) {
    for (int pin = 0; pin < PINS; pin++) {
      if ((pins >> pin & 1) != 0) {
        wiring.driven(pin, (enabled >> pin & 1) != 0, (out >> pin & 1) != 0, clock.cycles());
      }
    }
  }

  private void edges(int before) {
    int now = levels();
    for (int pin = 0; pin < PINS; pin++) {
      boolean was = (before >> pin & 1) != 0;
      boolean is = (now >> pin & 1) != 0;
      boolean seen =
          switch (config[pin] >> 7 & 7) {
            case RISING -> !was && is;
            case FALLING -> was && !is;
            case ANY -> was != is;
            case LOW -> !is;
            case HIGH -> is;
            default -> false;
          };
      status |= seen ? 1 << pin : 0;
    }
    changed();
  }

  private void changed() {
    clock.line(Esp8266.GPIO_LINE, status != 0);
  }
}
