package io.tidegate.sim.board;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.random.RandomGenerator;

/// What an ESP8266's Arduino core prints when a sketch has crashed, in the form that decoders of
/// such dumps read. The layout is described in FACTS.md; the numbers are drawn.
final class CrashDump {
  /// An access to an address where nothing may be read: what a null pointer does.
  static final int LOAD_PROHIBITED = 28;

  /// `new` found no memory.
  static final String OUT_OF_MEMORY = "Unhandled C++ exception: OOM";

  private static final int EXCEPTION_OFFSET = 0x150;
  private static final int WATCHDOG_OFFSET = 0x160;
  private static final int PANIC_OFFSET = 0x10;
  private static final int WATCHDOG_EXCEPTION = 4;
  private static final int STACK_END = 0x3fffffd0;
  private static final int GUARD = 0xfeefeffe;
  private static final String CUT =
      "-".repeat(15) + " CUT HERE FOR EXCEPTION DECODER " + "-".repeat(15) + "\n";
  private static final String HINT =
      "\nTo make this dump useful, DECODE IT - https://tinyurl.com/8266dcdr\n";

  private final RandomGenerator random;
  private final StringBuilder text = new StringBuilder();

  private CrashDump(RandomGenerator random) {
    this.random = random;
  }

  static byte[] exception(int number, RandomGenerator random) {
    CrashDump dump = new CrashDump(random);
    dump.cut();
    dump.registers(number, number >= LOAD_PROHIBITED ? dump.nearNull() : 0);
    return dump.end(EXCEPTION_OFFSET, false);
  }

  static byte[] softwareWatchdog(RandomGenerator random) {
    CrashDump dump = new CrashDump(random);
    dump.cut();
    dump.text.append("\nSoft WDT reset\n");
    dump.registers(WATCHDOG_EXCEPTION, 0);
    return dump.end(WATCHDOG_OFFSET, false);
  }

  /// The sketch has ended itself, and this is why: `Abort called`, or a panic with its place.
  static byte[] gaveUp(String words, RandomGenerator random) {
    CrashDump dump = new CrashDump(random);
    dump.text.append("\nUser exception (panic/abort/assert)");
    dump.cut();
    dump.text.append("\n").append(words).append("\n");
    return dump.end(PANIC_OFFSET, words.equals(OUT_OF_MEMORY));
  }

  private void cut() {
    text.append(HINT).append(CUT);
  }

  private void registers(int number, int address) {
    text.append("\nException (").append(number).append("):\n");
    text.append(
        "epc1=0x%08x epc2=0x%08x epc3=0x%08x excvaddr=0x%08x depc=0x%08x\n"
            .formatted(code(), 0, 0, address, 0));
  }

  private byte[] end(int offset, boolean outOfMemory) {
    int begin = STACK_END - 16 * (12 + random.nextInt(20));
    text.append("\n>>>stack>>>\n\nctx: cont\n");
    text.append("sp: %08x end: %08x offset: %04x\n".formatted(begin - offset, STACK_END, offset));
    for (int at = begin; at < STACK_END; at += 16) {
      boolean frame = random.nextInt(6) == 0;
      int third = frame ? at + 16 : word();
      text.append(
          "%08x:  %08x %08x %08x %08x %c\n"
              .formatted(at, word(), word(), third, word(), frame ? '<' : ' '));
    }
    text.append("<<<stack<<<\n");
    int caller = code();
    if (outOfMemory) {
      text.append("\nlast failed alloc call: %08X(1460)\n".formatted(caller));
    }
    cut();
    if (outOfMemory) {
      text.append("\nlast failed alloc caller: 0x%08x\n".formatted(caller));
    }
    return text.toString().replace("\n", "\r\n").getBytes(ISO_8859_1);
  }

  /// What stands on a stack: code, data, small numbers, what was never written.
  private int word() {
    return switch (random.nextInt(5)) {
      case 0 -> code();
      case 1 -> 0x3ffe8000 + random.nextInt(0x8000);
      case 2 -> random.nextInt(0x1000);
      case 3 -> GUARD;
      default -> 0;
    };
  }

  private int code() {
    return 0x40201000 + random.nextInt(0x40000);
  }

  private int nearNull() {
    return random.nextInt(16) * 4;
  }
}
