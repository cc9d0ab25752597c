package io.tidegate.sim.lx106.chip;

/// GPIO16, which is the RTC's: no interrupt, no resistor but one that pulls down.
final class Pin16 {
  static final int NUMBER = 16;

  private static final int FUNCTION = 0x43;
  private static final int GPIO = 1;
  private static final int PULL_DOWN = 1 << 3;

  private final Clock clock;
  private final Gpio.Wiring wiring;
  private int out;
  private int enabled;
  private int use;
  private boolean drives;
  private boolean drivesHigh;
  private boolean outside;
  private boolean outsideHigh;
  private boolean level;
  private Pull pull = Pull.NONE;

  Pin16(Clock clock, Gpio.Wiring wiring) {
    this.clock = clock;
    this.wiring = wiring;
  }

  void reset() {
    out = 0;
    enabled = 0;
    use = 0;
    changed();
  }

  void outside(boolean high) {
    outside = true;
    outsideHigh = high;
    changed();
  }

  void free() {
    outside = false;
    changed();
  }

  int out() {
    return out;
  }

  int enabled() {
    return enabled;
  }

  int use() {
    return use;
  }

  int in() {
    return level ? 1 : 0;
  }

  void out(int value) {
    out = value;
    changed();
  }

  void enabled(int value) {
    enabled = value;
    changed();
  }

  void use(int value) {
    use = value;
    changed();
  }

  /// The RTC pulls it low: a deep sleep is over.
  void wake() {
    drives = true;
    drivesHigh = false;
    wiring.driven(NUMBER, true, false, clock.cycles());
  }

  private void changed() {
    boolean driving = (enabled & 1) != 0 && (use & FUNCTION) == GPIO;
    boolean high = driving && (out & 1) != 0;
    Pull now = (use & PULL_DOWN) != 0 ? Pull.DOWN : Pull.NONE;
    if (now != pull) {
      pull = now;
      wiring.pulled(NUMBER, now, clock.cycles());
    }
    if (driving != drives || high != drivesHigh) {
      drives = driving;
      drivesHigh = high;
      wiring.driven(NUMBER, driving, high, clock.cycles());
    }
    if (driving || outside) {
      level = !(driving && !high || outside && !outsideHigh);
    } else {
      level &= pull != Pull.DOWN;
    }
  }
}
