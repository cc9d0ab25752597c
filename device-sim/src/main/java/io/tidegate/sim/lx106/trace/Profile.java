package io.tidegate.sim.lx106.trace;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.core.Watch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How long a program was in which function. It suffices to see blocks. What passes while the host
/// answers for a function of the ROM counts for that function; it is a guess. What passes while the
/// chip waits for an interrupt, sleeps or is off counts as waiting.
public final class Profile implements Watch {
  /// The row of the time in which the program did nothing.
  public static final String WAITING = "(waiting)";

  private static final int NAME_WIDTH = 64;

  /// Code with no name before it is counted by so much of it.
  private static final int PART = 1_024;

  /// One function.
  ///
  /// @param cycles spent in it, not in what it calls
  /// @param calls how often it began
  public record Row(String name, long cycles, long calls) {}

  private static final class Count {
    private final String name;
    private long cycles;
    private long calls;

    Count(String name) {
      this.name = name;
    }
  }

  /// What is known about an address where a block begins.
  private record Known(Count count, boolean start) {}

  private final Esp8266 chip;
  private final Symbols symbols;
  private final Map<Integer, Known> known = new HashMap<>();
  private final Map<String, Count> counts = new HashMap<>();
  private final Count waiting = new Count(WAITING);
  private Count now;
  private long since;
  private long idled;

  public Profile(Esp8266 chip, Symbols symbols) {
    this.chip = chip;
    this.symbols = symbols;
    since = chip.processor().cycles();
    idled = chip.idleCycles();
  }

  @Override
  public boolean at(int address, int instructions) {
    Known here = known.computeIfAbsent(address, this::look);
    if (here.start) {
      here.count.calls++;
    }
    if (here.count != now) {
      settle();
      now = here.count;
    }
    return true;
  }

  /// Names may be others from now on; what was counted stays.
  public void forget() {
    known.clear();
  }

  private Known look(int address) {
    Optional<Symbols.Place> place = symbols.at(address);
    boolean start = place.isPresent() && place.get().offset() == 0;
    return new Known(counts.computeIfAbsent(name(address, place), Count::new), start);
  }

  private String name(int address, Optional<Symbols.Place> place) {
    if (place.isEmpty()) {
      int from = address & -PART;
      return symbols
          .before(address)
          .map("(no name, after %s)"::formatted)
          .orElseGet(() -> "(no name, 0x%08x to 0x%08x)".formatted(from, from + PART - 1));
    }
    String name = place.get().name();
    boolean rom = address >= Memory.ROM && address < Memory.ROM + Memory.ROM_BYTES;
    return rom && !name.startsWith("(") ? name + " (ROM)" : name;
  }

  private void settle() {
    long cycles = chip.processor().cycles();
    long idle = chip.idleCycles() - idled;
    if (now != null) {
      now.cycles += cycles - since - idle;
      waiting.cycles += idle;
    }
    since = cycles;
    idled += idle;
  }

  /// All functions that ran, the one with the most time first.
  public List<Row> rows() {
    settle();
    List<Row> rows = new ArrayList<>();
    counts.values().forEach(count -> rows.add(new Row(count.name, count.cycles, count.calls)));
    if (waiting.cycles > 0) {
      rows.add(new Row(WAITING, waiting.cycles, 0));
    }
    rows.sort(Comparator.comparingLong(Row::cycles).reversed().thenComparing(Row::name));
    return rows;
  }

  /// The same as lines for a person, so many of them and one for the rest. Shares are of the time
  /// in which the program did something.
  public List<String> table(int limit) {
    List<Row> all = rows();
    long whole = sum(all);
    List<Row> rows = all.stream().filter(row -> !row.name.equals(WAITING)).toList();
    long busy = sum(rows);
    List<String> lines = new ArrayList<>();
    lines.add(format("busy for %.2f %% of the time, else it waited; of that:", share(busy, whole)));
    lines.add("   time        cycles     calls  function");
    rows.stream().limit(limit).forEach(row -> lines.add(line(row, busy)));
    if (rows.size() > limit) {
      List<Row> rest = rows.subList(limit, rows.size());
      long calls = rest.stream().mapToLong(Row::calls).sum();
      lines.add(line(new Row("(" + rest.size() + " others)", sum(rest), calls), busy));
    }
    return lines;
  }

  private static long sum(List<Row> rows) {
    return rows.stream().mapToLong(Row::cycles).sum();
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }

  private static String line(Row row, long all) {
    String name = row.name.length() > NAME_WIDTH ? row.name.substring(0, NAME_WIDTH) : row.name;
    return format("%5.1f %% %13d %9d  %s", share(row.cycles, all), row.cycles, row.calls, name);
  }

  private static String format(String words, Object... values) {
    return String.format(Locale.ROOT, words, values);
  }
}
