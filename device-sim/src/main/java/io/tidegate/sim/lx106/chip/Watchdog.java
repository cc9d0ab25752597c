package io.tidegate.sim.lx106.chip;

/// The chip's own watchdog: not fed, it interrupts; not fed still, it resets. Each of the two takes
/// 0.8 ms times a power of two.
final class Watchdog implements Peripheral {
  private static final int CONTROL = 0x00;
  private static final int FIRST = 0x04;
  private static final int SECOND = 0x08;
  private static final int COUNT = 0x0c;
  private static final int STAGE = 0x10;
  private static final int FEED = 0x14;
  private static final int ENABLE = 1;
  private static final int FOOD = 0x73;
  private static final int TICK_CYCLES = Esp8266.HERTZ / 1250;

  private final Clock clock;
  private final Dport dport;
  private final Bus bus;
  private final Runnable bites;
  private int control;
  private final int[] powers = new int[2];
  private int stage;
  private long since;
  private long due = NEVER;

  Watchdog(Clock clock, Dport dport, Bus bus, Runnable bites) {
    this.clock = clock;
    this.dport = dport;
    this.bus = bus;
    this.bites = bites;
  }

  void reset() {
    control = 0;
    powers[0] = 0;
    powers[1] = 0;
    stage = 0;
    due = NEVER;
  }

  @Override
  public int read(int address) {
    return switch (address & 0xff) {
      case CONTROL -> control;
      case FIRST -> powers[0];
      case SECOND -> powers[1];
      case COUNT -> due == NEVER ? 0 : (int) ((clock.cycles() - since) / TICK_CYCLES);
      case STAGE -> stage;
      case FEED -> 0;
      default -> bus.quietRead(address);
    };
  }

  @Override
  public void write(int address, int value) {
    switch (address & 0xff) {
      case CONTROL -> {
        boolean ran = (control & ENABLE) != 0;
        control = value;
        if (ran != ((control & ENABLE) != 0)) {
          begin(0, clock.cycles());
        }
      }
      case FIRST -> powers[0] = value & 15;
      case SECOND -> powers[1] = value & 15;
      case FEED -> {
        if ((value & 0xff) == FOOD) {
          begin(0, clock.cycles());
        }
      }
      default -> bus.quietWrite(address, value);
    }
  }

  @Override
  public long due() {
    return due;
  }

  @Override
  public void act(long cycles) {
    if (dport.watchdogStopped()) {
      begin(stage, cycles);
    } else if (stage == 0) {
      if (dport.passes(Dport.WATCHDOG_GATE)) {
        clock.line(Esp8266.WATCHDOG_LINE, true);
        clock.line(Esp8266.WATCHDOG_LINE, false);
      }
      begin(1, due);
    } else {
      due = NEVER;
      bites.run();
    }
  }

  private void begin(int which, long from) {
    stage = which;
    since = from;
    due = (control & ENABLE) == 0 ? NEVER : from + ((long) TICK_CYCLES << powers[which]);
    clock.sooner();
  }
}
