package io.tidegate.sim.lx106.chip;

import io.tidegate.sim.lx106.core.Io;

/// Pins 0 to 15: driven or not, read, and an interrupt by edge or level of each. An output whose
/// drain is open only pulls low. Of all that drive a pin, one that pulls low wins; a pin that
/// nobody drives goes where its resistor pulls it, or stays as it was.
final class Gpio implements Io {
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

  /// How the chip was told to begin, kept beside the levels: from its flash, 3 and 6.
  private static final int STRAPS = (3 | 6 << 3) << 16;

  /// Ticks of the crystal's 26 MHz in 256 of the RTC's clock.
  private static final int CRYSTAL_TICKS =
      (int) (256L * Rtc.TICK_CYCLES * 26_000_000 / Esp8266.HERTZ);

  private static final int OPEN_DRAIN = 1 << 2;
  private static final int RISING = 1;
  private static final int FALLING = 2;
  private static final int ANY = 3;
  private static final int LOW = 4;
  private static final int HIGH = 5;

  /// What the pins are connected to.
  interface Wiring {
    /// A pin, 0 to 16, is driven so, or let go.
    void driven(int pin, boolean drives, boolean high, long cycles);

    /// The chip's own resistor at a pin.
    default void pulled(int pin, Pull pull, long cycles) {}
  }

  private final Clock clock;
  private final Bus bus;
  private final Wiring wiring;
  private final Iomux mux;
  private final int[] config = new int[PINS];
  private int out;
  private int enabled;
  private int status;

  // how the pins are set, a bit for each
  private int gpio;
  private int open;
  private int up;
  private int down;
  private int rising;
  private int falling;
  private int atLow;
  private int atHigh;

  // from outside
  private int driven;
  private int high;

  // what was told, and how the pins are
  private int pullsLow;
  private int pullsHigh;
  private final Pull[] pulls = new Pull[PINS];
  private int levels;

  Gpio(Clock clock, Bus bus, Wiring wiring) {
    this.clock = clock;
    this.bus = bus;
    this.wiring = wiring;
    mux = new Iomux(bus, this::setOtherwise);
    java.util.Arrays.fill(pulls, Pull.NONE);
    setOtherwise();
  }

  Iomux mux() {
    return mux;
  }

  void reset() {
    out = 0;
    enabled = 0;
    java.util.Arrays.fill(config, 0);
    mux.reset();
    setOtherwise();
    status = 0;
    line();
  }

  /// Somebody outside drives a pin.
  void outside(int pin, boolean isHigh) {
    driven |= 1 << pin;
    high = isHigh ? high | 1 << pin : high & ~(1 << pin);
    changed();
  }

  /// Nobody outside drives it any more.
  void free(int pin) {
    driven &= ~(1 << pin);
    changed();
  }

  int levels() {
    return levels;
  }

  @Override
  public int read(int address) {
    int offset = address & 0xff;
    return switch (offset) {
      case OUT -> out;
      case ENABLE -> enabled;
      case IN -> levels | STRAPS;
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
          setOtherwise();
        } else {
          bus.quietWrite(address, value);
        }
      }
    }
    changed();
  }

  private void setOtherwise() {
    gpio = 0;
    open = 0;
    up = 0;
    down = 0;
    rising = 0;
    falling = 0;
    atLow = 0;
    atHigh = 0;
    for (int pin = 0; pin < PINS; pin++) {
      int bit = 1 << pin;
      int type = config[pin] >> 7 & 7;
      Pull pull = mux.pull(pin);
      gpio |= mux.isGpio(pin) ? bit : 0;
      open |= (config[pin] & OPEN_DRAIN) != 0 ? bit : 0;
      up |= pull == Pull.UP ? bit : 0;
      down |= pull == Pull.DOWN ? bit : 0;
      rising |= type == RISING || type == ANY ? bit : 0;
      falling |= type == FALLING || type == ANY ? bit : 0;
      atLow |= type == LOW ? bit : 0;
      atHigh |= type == HIGH ? bit : 0;
      if (pull != pulls[pin]) {
        pulls[pin] = pull;
        wiring.pulled(pin, pull, clock.cycles());
      }
    }
    changed();
  }

  private void changed() {
    int on = enabled & gpio;
    tell(on & ~out, on & out & ~open);
    int low = pullsLow | driven & ~high;
    int isHigh = (pullsHigh | driven & high) & ~low;
    int before = levels;
    levels = isHigh | ~low & (up | levels & ~down);
    status |= rising & ~before & levels | falling & before & ~levels;
    status |= atLow & ~levels | atHigh & levels;
    line();
  }

  private void tell(int low, int isHigh) {
    int others = pullsLow ^ low | pullsHigh ^ isHigh;
    pullsLow = low;
    pullsHigh = isHigh;
    if (others == 0) {
      return;
    }
    for (int pin = 0; others >> pin != 0; pin++) {
      if ((others >> pin & 1) != 0) {
        boolean drives = ((low | isHigh) >> pin & 1) != 0;
        wiring.driven(pin, drives, (isHigh >> pin & 1) != 0, clock.cycles());
      }
    }
  }

  private void line() {
    clock.line(Esp8266.GPIO_LINE, status != 0);
  }
}
