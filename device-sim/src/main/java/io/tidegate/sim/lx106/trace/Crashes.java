package io.tidegate.sim.lx106.trace;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what a program prints on its serial port, and tells bad ends in a calm view:
/// what it was, where, and by which calls the program had come there.
///
/// ```
/// crash: exception 28, a load from where nothing is: 0x00000000 (a null pointer?)
///   at    Sensor::read+0xc           40201234  /home/me/Weather/Sensor.cpp:42
///   from  loop+0x12                  40201120  /home/me/Weather/Weather.ino:17
///   from  loop_wrapper+0x20          402019a8
/// ```
public final class Crashes {
  private static final int LINE_LIMIT = 512;

  /// Whose watchdog bites gives this for the place at which it did.
  private static final int INTERRUPT = 4;

  private static final Pattern EXCEPTION =
      Pattern.compile("(?:Fatal e|E)xception \\(?(\\d{1,3})\\)?.*");
  private static final Pattern REGISTER =
      Pattern.compile("(epc1|epc2|epc3|excvaddr|depc)=0x([0-9a-fA-F]{1,8})");
  private static final Pattern STACK =
      Pattern.compile("[0-9a-f]{8}:((?:\\s+[0-9a-f]{8}){1,4})\\s*<?\\s*");
  private static final Pattern CONTEXT =
      Pattern.compile("ctx: (\\w+)|sp: ([0-9a-f]{8}) end: ([0-9a-f]{8}).*");
  private static final Pattern WORDS =
      Pattern.compile(
          "(Panic .*|Abort called|Soft WDT reset.*|Stack overflow detected.*|Unhandled C\\+\\+.*"
              + "|User exception.*|Generic Reset)");
  private static final Pattern ALLOCATION =
      Pattern.compile("last failed alloc call: ([0-9A-Fa-f]{8})\\((\\d+)\\).*");
  private static final Pattern RESET = Pattern.compile(".*rst cause:\\d+, *boot mode:.*");

  private final Symbols symbols;
  private final Calls calls;

  // one crash
  private final List<String> words = new ArrayList<>();
  private final List<Integer> stack = new ArrayList<>();
  private int cause = -1;
  private int place;
  private int address;
  private int twice;
  private String context = "";
  private boolean inStack;

  public Crashes(Symbols symbols, Calls calls) {
    this.symbols = symbols;
    this.calls = calls;
  }

  /// The next line from the program, without its end; what there is to tell now.
  public List<String> line(String text) {
    String line = text.strip();
    if (line.length() > LINE_LIMIT) {
      return List.of();
    }
    if (inStack) {
      return stackLine(line);
    }
    if (RESET.matcher(line).matches()) {
      return end();
    }
    Matcher exception = EXCEPTION.matcher(line);
    if (exception.matches()) {
      int number = parse(exception.group(1), 10);
      // what it says in words comes before; the SDK tells an exception, and then the program again
      boolean same = stack.isEmpty() && (cause < 0 || cause == number);
      List<String> told = same ? List.of() : end();
      cause = number;
      return told;
    }
    if (line.equals(">>>stack>>>")) {
      inStack = true;
    } else if (WORDS.matcher(line).matches()) {
      words.add(line);
    } else {
      registers(line);
    }
    return allocation(line);
  }

  private List<String> stackLine(String line) {
    if (line.startsWith("<<<stack<<<")) {
      return end();
    }
    Matcher matcher = CONTEXT.matcher(line);
    if (matcher.matches() && matcher.group(1) != null) {
      context = matcher.group(1);
    }
    Matcher row = STACK.matcher(line);
    if (row.matches() && stack.size() < 16_384) {
      for (String word : row.group(1).strip().split("\\s+")) {
        stack.add(parse(word, 16));
      }
    }
    return List.of();
  }

  private void registers(String line) {
    if (cause < 0) {
      return;
    }
    Matcher matcher = REGISTER.matcher(line);
    while (matcher.find()) {
      int value = parse(matcher.group(2), 16);
      switch (matcher.group(1)) {
        case "epc1" -> place = value;
        case "excvaddr" -> address = value;
        case "depc" -> twice = value;
        default -> {}
      }
    }
  }

  private List<String> allocation(String line) {
    Matcher matcher = ALLOCATION.matcher(line);
    if (!matcher.matches()) {
      return List.of();
    }
    int caller = parse(matcher.group(1), 16);
    return List.of(
        "memory: %s bytes were refused to %s".formatted(matcher.group(2), symbols.text(caller)));
  }

  /// What was read up to here, when no more comes: after a reset, or at the end.
  public List<String> end() {
    List<String> told = new ArrayList<>();
    if (cause >= 0 || !words.isEmpty() || !stack.isEmpty()) {
      told.add("crash: " + what());
      if (cause >= 0 && place != 0) {
        told.add(symbols.row("at", place));
      }
      if (twice != 0) {
        told.add(symbols.row("and", twice));
      }
      told.addAll(calls.rows(stack.stream().mapToInt(Integer::intValue)));
    }
    words.clear();
    stack.clear();
    cause = -1;
    place = 0;
    address = 0;
    twice = 0;
    context = "";
    inStack = false;
    return told;
  }

  private String what() {
    List<String> said = new ArrayList<>(words);
    if (cause >= 0 && !(cause == INTERRUPT && !words.isEmpty())) {
      said.add("exception " + cause + ", " + Causes.exception(cause, address));
    }
    if (said.isEmpty()) {
      said.add("no cause was told");
    }
    String where =
        context.equals("cont") ? "" : context.isEmpty() ? "" : " (stack: " + context + ")";
    return String.join("; ", said) + where;
  }

  private static int parse(String digits, int radix) {
    return radix == 16
        ? HexFormat.fromHexDigits(digits)
        : Integer.parseInt(digits.substring(0, Math.min(9, digits.length())));
  }
}
