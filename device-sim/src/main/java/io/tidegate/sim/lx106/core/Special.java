package io.tidegate.sim.lx106.core;

/// The special registers, interrupts and the timer among them. Numbers and names are the manual's.
final class Special {
  static final int SAR = 3;
  static final int LITBASE = 5;
  static final int IBREAKENABLE = 96;
  static final int DDR = 104;
  static final int IBREAKA0 = 128;
  static final int DBREAKA0 = 144;
  static final int DBREAKC0 = 160;
  static final int CONFIGID0 = 176;
  static final int EPC1 = 177;
  static final int EPC2 = 178;
  static final int EPC3 = 179;
  static final int DEPC = 192;
  static final int EPS2 = 194;
  static final int EPS3 = 195;
  static final int CONFIGID1 = 208;
  static final int EXCSAVE1 = 209;
  static final int EXCSAVE2 = 210;
  static final int EXCSAVE3 = 211;

  /// Written, it sets bits of INTERRUPT.
  static final int INTERRUPT = 226;

  static final int INTCLEAR = 227;
  static final int INTENABLE = 228;
  static final int PS = 230;
  static final int VECBASE = 231;
  static final int EXCCAUSE = 232;
  static final int DEBUGCAUSE = 233;
  static final int CCOUNT = 234;
  static final int PRID = 235;
  static final int ICOUNT = 236;
  static final int ICOUNTLEVEL = 237;
  static final int EXCVADDR = 238;
  static final int CCOMPARE0 = 240;

  static final int PS_INTLEVEL = 15;
  static final int PS_EXCM = 16;
  static final int PS_UM = 32;
  private static final int PS_MASK = 63;

  static final int LEVEL_1 = 0x3fff;
  static final int NMI = 1 << 14;
  private static final int LEVEL_LINES = 0x3f;
  private static final int TIMER = 1 << 6;
  private static final int SOFTWARE = 1 << 7;
  private static final int EDGE_LINES = 0x7f00;

  // Entries, from VECBASE on
  private static final int NMI_ENTRY = 0x20;
  private static final int KERNEL_ENTRY = 0x30;
  private static final int USER_ENTRY = 0x50;
  private static final int DOUBLE_ENTRY = 0x70;

  private static final int[] RESET_VALUES = new int[256];
  private static final int[] READ_ONLY = {CONFIGID0, CONFIGID1, DEBUGCAUSE, PRID};
  private static final boolean[] PRESENT = new boolean[256];

  static {
    int[] all = {
      SAR, LITBASE, IBREAKENABLE, DDR, IBREAKA0, DBREAKA0, DBREAKC0, CONFIGID0, EPC1, EPC2, EPC3,
      DEPC, EPS2, EPS3, CONFIGID1, EXCSAVE1, EXCSAVE2, EXCSAVE3, INTERRUPT, INTCLEAR, INTENABLE, PS,
      VECBASE, EXCCAUSE, DEBUGCAUSE, CCOUNT, PRID, ICOUNT, ICOUNTLEVEL, EXCVADDR, CCOMPARE0
    };
    for (int number : all) {
      PRESENT[number] = true;
    }
    RESET_VALUES[PS] = PS_EXCM | PS_INTLEVEL;
    RESET_VALUES[VECBASE] = Memory.ROM;
  }

  final int[] values = RESET_VALUES.clone();

  /// Cycles since CCOUNT was 0, and when it will be CCOMPARE0.
  private long countFrom;
  private long timerAt = Long.MAX_VALUE;
  private int lines;

  /// Whether this processor has it, and lets this instruction do what it does.
  static boolean has(int number, int op) {
    if (!PRESENT[number] || number == INTCLEAR && op != Op.WSR) {
      return false;
    }
    boolean writes = op != Op.RSR;
    for (int readOnly : READ_ONLY) {
      if (writes && number == readOnly) {
        return false;
      }
    }
    return !(op == Op.XSR && number == INTERRUPT);
  }

  /// Whether what is written there changes when the timer is due.
  static boolean setsTimer(int number) {
    return number == CCOUNT || number == CCOMPARE0;
  }

  void reset(long cycles) {
    System.arraycopy(RESET_VALUES, 0, values, 0, values.length);
    countFrom = cycles;
    timerAt = Long.MAX_VALUE;
    lines = 0;
  }

  int read(int number, long cycles) {
    return switch (number) {
      case CCOUNT -> (int) (cycles - countFrom);
      case INTERRUPT -> pending();
      default -> values[number];
    };
  }

  void write(int number, int value, long cycles) {
    switch (number) {
      case CCOUNT -> {
        countFrom = cycles - (value & 0xffffffffL);
        arm(cycles);
      }
      case CCOMPARE0 -> {
        values[CCOMPARE0] = value;
        values[INTERRUPT] &= ~TIMER;
        arm(cycles);
      }
      case INTERRUPT -> values[INTERRUPT] |= value & SOFTWARE;
      case INTCLEAR -> values[INTERRUPT] &= ~(value & (SOFTWARE | EDGE_LINES));
      case PS -> values[PS] = value & PS_MASK;
      case SAR -> values[SAR] = value & 63;
      default -> values[number] = value;
    }
  }

  /// The next time that CCOUNT is CCOMPARE0, this very cycle not among them.
  private void arm(long cycles) {
    long ahead = values[CCOMPARE0] - (int) (cycles - countFrom) & 0xffffffffL;
    timerAt = cycles + (ahead == 0 ? 1L << 32 : ahead);
  }

  /// When the timer is next due.
  long timerAt() {
    return timerAt;
  }

  /// Looks whether the timer has become due.
  void tick(long cycles) {
    if (cycles >= timerAt) {
      values[INTERRUPT] |= TIMER;
      timerAt += 1L << 32;
    }
  }

  /// An input is at this level now; a rising edge is kept where edges count.
  void line(int number, boolean high) {
    int bit = 1 << number;
    if (high && (lines & bit) == 0 && (bit & EDGE_LINES) != 0) {
      values[INTERRUPT] |= bit;
    }
    lines = high ? lines | bit : lines & ~bit;
  }

  int pending() {
    return values[INTERRUPT] | lines & LEVEL_LINES;
  }

  /// The level of an interrupt that has to be taken now, 0 for none.
  int due() {
    int pending = pending();
    if (pending == 0) {
      return 0;
    }
    int ps = values[PS];
    int level = Math.max(ps & PS_INTLEVEL, (ps & PS_EXCM) != 0 ? 1 : 0);
    if ((pending & NMI) != 0 && level < 3) {
      return 3;
    }
    return (pending & values[INTENABLE] & LEVEL_1) != 0 && level < 1 ? 1 : 0;
  }

  /// Enters an exception that happened at an address; where its handler is.
  int exception(int cause, int address, int at) {
    int ps = values[PS];
    values[EXCCAUSE] = cause;
    if (cause == Fault.UNALIGNED || cause == Fault.LOAD_STORE_ERROR || cause >= 16) {
      values[EXCVADDR] = address;
    }
    int entry;
    if ((ps & PS_EXCM) != 0) {
      values[DEPC] = at;
      entry = DOUBLE_ENTRY;
    } else {
      values[EPC1] = at;
      entry = (ps & PS_UM) != 0 ? USER_ENTRY : KERNEL_ENTRY;
    }
    values[PS] = ps | PS_EXCM;
    return values[VECBASE] + entry;
  }

  /// Enters the interrupt of this level, 1 or 3; where its handler is.
  int interrupt(int level, int at) {
    return level == 1 ? exception(Fault.LEVEL_1_INTERRUPT, 0, at) : highestInterrupt(at);
  }

  /// Enters the interrupt of the highest level; where its handler is. The edge that led there is
  /// used up: nobody can clear it.
  private int highestInterrupt(int at) {
    values[INTERRUPT] &= ~NMI;
    values[EPC3] = at;
    values[EPS3] = values[PS];
    values[PS] = values[PS] & ~PS_INTLEVEL | 3 | PS_EXCM;
    return values[VECBASE] + NMI_ENTRY;
  }

  /// Masks interrupts up to this level. What PS was before.
  int level(int level) {
    int before = values[PS];
    values[PS] = before & ~PS_INTLEVEL | level;
    return before;
  }

  /// Where to go on once an exception was handled.
  int afterException() {
    values[PS] &= ~PS_EXCM;
    return values[EPC1];
  }

  /// Where to go on once an interrupt of this level, 2 or 3, was handled.
  int afterInterrupt(int level) {
    values[PS] = values[EPS2 + level - 2];
    return values[EPC1 + level - 1];
  }
}
