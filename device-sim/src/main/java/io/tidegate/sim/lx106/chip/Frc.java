package io.tidegate.sim.lx106.chip;

/// The two timers: FRC1 counts 23 bits down and may begin again by itself, FRC2 counts 32 bits up
/// and compares. Both count 80 MHz divided by 1, 16 or 256. An interrupt by edge passes a gate
/// beside the timers, and FRC1's may be the one that nobody masks.
final class Frc implements Peripheral {
  private static final int LOAD = 0x00;
  private static final int COUNT = 0x04;
  private static final int CONTROL = 0x08;
  private static final int INTERRUPT = 0x0c;
  private static final int ALARM = 0x10;
  private static final int BY_LEVEL = 1;
  private static final int RELOAD = 1 << 6;
  private static final int ENABLE = 1 << 7;
  private static final int STATUS = 1 << 8;

  private final Clock clock;
  private final Dport dport;
  private final int gate;
  private final int line;
  private final boolean up;
  private final long mask;
  private int load;
  private int control;
  private int alarm;
  private boolean raised;

  /// The count was this at that cycle.
  private long base;

  private long since;
  private long due = NEVER;

  private Frc(Clock clock, Dport dport, int gate, int line, boolean up, long mask) {
    this.clock = clock;
    this.dport = dport;
    this.gate = gate;
    this.line = line;
    this.up = up;
    this.mask = mask;
  }

  static Frc first(Clock clock, Dport dport) {
    return new Frc(clock, dport, Dport.FRC1_GATE, Esp8266.FRC1_LINE, false, 0x7fffff);
  }

  static Frc second(Clock clock, Dport dport) {
    return new Frc(clock, dport, Dport.FRC2_GATE, Esp8266.FRC2_LINE, true, 0xffffffffL);
  }

  void reset() {
    load = 0;
    control = 0;
    alarm = 0;
    raised = false;
    base = 0;
    since = clock.cycles();
    due = NEVER;
  }

  @Override
  public int read(int address) {
    return switch (address & 0x1f) {
      case LOAD -> load;
      case COUNT -> (int) count(clock.cycles());
      case CONTROL -> control | (raised ? STATUS : 0);
      case INTERRUPT -> raised ? 1 : 0;
      case ALARM -> alarm;
      default -> 0;
    };
  }

  @Override
  public void write(int address, int value) {
    long now = clock.cycles();
    switch (address & 0x1f) {
      case LOAD -> {
        load = (int) (value & mask);
        start(load, now);
      }
      case CONTROL -> {
        long count = count(now);
        control = value & 0xff;
        start(count, now);
      }
      case INTERRUPT -> raised = false;
      case ALARM -> {
        alarm = value;
        start(count(now), now);
      }
      default -> {}
    }
  }

  @Override
  public long due() {
    return due;
  }

  @Override
  public void act(long cycles) {
    if (cycles < due) {
      return;
    }
    raised = true;
    interrupt();
    start(!up && (control & RELOAD) != 0 ? load : count(due), due);
  }

  /// The way to the interrupt that nobody masks is open: what waited there comes.
  void opened() {
    if (raised) {
      interrupt();
    }
  }

  private void interrupt() {
    if ((control & BY_LEVEL) == 0 && !dport.passes(gate)) {
      return;
    }
    int to = !up && dport.frc1Unmasked() ? Esp8266.NMI_LINE : line;
    clock.line(to, true);
    clock.line(to, false);
  }

  private int dividerBits() {
    return switch (control >> 2 & 3) {
      case 0 -> 0;
      case 1 -> 4;
      default -> 8;
    };
  }

  private long count(long now) {
    if ((control & ENABLE) == 0) {
      return base;
    }
    long ticks = now - since >> dividerBits();
    return (up ? base + ticks : base - ticks) & mask;
  }

  private void start(long count, long now) {
    base = count;
    since = now;
    long ticks = (up ? (alarm & 0xffffffffL) - count : count) & mask;
    // one that is there already comes round
    due =
        (control & ENABLE) == 0 ? NEVER : now + ((ticks == 0 ? mask + 1 : ticks) << dividerBits());
    clock.sooner();
  }
}
