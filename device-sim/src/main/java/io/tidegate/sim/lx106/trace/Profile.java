package io.tidegate.sim.lx106.trace;

import io.tidegate.sim.lx106.core.Processor;
import io.tidegate.sim.lx106.core.Watch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How long a program was in which function. It suffices to see blocks. What passes while the
/// processor waits for an interrupt, or while the host answers for a function of the ROM, counts
/// for the function that waits or was called.
public final class Profile implements Watch {
  /// Names in a table, at most; the rest is one row.
  private static final int NAME_WIDTH = 48;

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

  private final Processor processor;
  private final Symbols symbols;
  private final Map<Integer, Known> known = new HashMap<>();
  private final Map<String, Count> counts = new HashMap<>();
  private Count now;
  private long since;

  public Profile(Processor processor, Symbols symbols) {
    this.processor = processor;
    this.symbols = symbols;
    since = processor.cycles();
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

  private Known look(int address) {
    Optional<Symbols.Place> place = symbols.at(address);
    String name = place.map(Symbols.Place::name).orElse("(no name)");
    boolean start = place.isPresent() && place.get().offset() == 0;
    return new Known(counts.computeIfAbsent(name, Count::new), start);
  }

  private void settle() {
    long cycles = processor.cycles();
    if (now != null) {
      now.cycles += cycles - since;
    }
    since = cycles;
  }

  /// All functions that ran, the one with the most time first.
  public List<Row> rows() {
    settle();
    List<Row> rows = new ArrayList<>();
    counts.values().forEach(count -> rows.add(new Row(count.name, count.cycles, count.calls)));
    rows.sort(Comparator.comparingLong(Row::cycles).reversed().thenComparing(Row::name));
    return rows;
  }

  /// The same as lines for a person, so many of them and one for the rest.
  public List<String> table(int limit) {
    List<Row> rows = rows();
    long all = rows.stream().mapToLong(Row::cycles).sum();
    List<String> lines = new ArrayList<>();
    lines.add("   time        cycles     calls  function");
    rows.stream().limit(limit).forEach(row -> lines.add(line(row, all)));
    if (rows.size() > limit) {
      List<Row> rest = rows.subList(limit, rows.size());
      long cycles = rest.stream().mapToLong(Row::cycles).sum();
      long calls = rest.stream().mapToLong(Row::calls).sum();
      lines.add(line(new Row("(" + rest.size() + " others)", cycles, calls), all));
    }
    return lines;
  }

  private static String line(Row row, long all) {
    String name = row.name.length() > NAME_WIDTH ? row.name.substring(0, NAME_WIDTH) : row.name;
    double share = all == 0 ? 0 : 100.0 * row.cycles / all;
    return String.format(Locale.ROOT, "%5.1f %% %13d %9d  %s", share, row.cycles, row.calls, name);
  }
}
