package io.tidegate.sim.lx106.trace;

import io.tidegate.sim.lx106.image.Elf;
import io.tidegate.sim.lx106.image.Lines;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A program's names by address, its addresses by name, and the lines that it was compiled from.
public final class Symbols {
  /// How far behind a name without a size something may be and still belong to it.
  private static final int REACH = 4096;

  /// A place in what has a name.
  ///
  /// @param name as a person writes it, `Sensor::read` for `_ZN6Sensor4readEv`
  public record Place(String name, int start, int offset) {
    @Override
    public String toString() {
      return offset == 0 ? name : "%s+0x%x".formatted(name, offset);
    }
  }

  private record Named(int address, int bytes, String name) {}

  private List<Named> functions;
  private List<Named> all;
  private final Map<String, Integer> addresses = new HashMap<>();
  private Lines lines;

  public Symbols(Collection<Elf.Symbol> symbols) {
    this(symbols, Lines.NONE);
  }

  /// A name in brackets is for places that no program names.
  public Symbols(Collection<Elf.Symbol> symbols, Lines lines) {
    this.lines = lines;
    // the last of several at one address is the one that is found
    Comparator<Elf.Symbol> order =
        Comparator.<Elf.Symbol>comparingInt(symbol -> symbol.address() ^ Integer.MIN_VALUE)
            .thenComparing(Elf.Symbol::function)
            .thenComparing(symbol -> symbol.bytes() > 0)
            .thenComparing(symbol -> !symbol.name().startsWith("_"))
            .thenComparing(Elf.Symbol::name, Comparator.reverseOrder());
    List<Elf.Symbol> sorted = symbols.stream().sorted(order).toList();
    all = sorted.stream().map(Symbols::named).toList();
    functions =
        sorted.stream()
            .filter(symbol -> symbol.function() && symbol.bytes() > 0)
            .map(Symbols::named)
            .toList();
    symbols.stream()
        .filter(symbol -> !symbol.name().startsWith("("))
        .forEach(symbol -> addresses.putIfAbsent(symbol.name(), symbol.address()));
  }

  /// Another program begins, which has those.
  public void become(Symbols other) {
    functions = other.functions;
    all = other.all;
    lines = other.lines;
    addresses.clear();
    addresses.putAll(other.addresses);
  }

  private static Named named(Elf.Symbol symbol) {
    return new Named(symbol.address(), symbol.bytes(), symbol.name());
  }

  /// The address of a name as the file has it.
  public OptionalInt address(String name) {
    Integer address = addresses.get(name);
    return address == null ? OptionalInt.empty() : OptionalInt.of(address);
  }

  /// What is at this address: the function around it, else the name before it.
  public Optional<Place> at(int address) {
    Named function = before(functions, address);
    if (function != null && address - function.address < function.bytes) {
      return Optional.of(place(function, address));
    }
    Named other = before(all, address);
    if (other == null) {
      return Optional.empty();
    }
    int offset = address - other.address;
    boolean there = offset >= 0 && offset < (other.bytes > 0 ? other.bytes : REACH);
    return there ? Optional.of(place(other, address)) : Optional.empty();
  }

  /// Whether something can be there: where nothing at all has a name, anywhere.
  boolean mayBe(int address) {
    return addresses.isEmpty() || at(address).isPresent();
  }

  /// What ends before this address, near enough that both may belong together: functions that are
  /// local to a library have no names.
  public Optional<String> before(int address) {
    Named last = before(all, address);
    return last == null || address - last.address >= REACH
        ? Optional.empty()
        : Optional.of(Mangled.readable(last.name));
  }

  /// What is at this address in words, and the bare address where nothing has a name.
  public String text(int address) {
    return at(address).map(Place::toString).orElseGet(() -> "0x%08x".formatted(address));
  }

  /// Where something begins here: its name, and the line in the source, if that is known.
  Optional<String> beginning(int address) {
    return at(address)
        .filter(place -> place.offset == 0)
        .flatMap(place -> lines.at(address).map(line -> place.name + ": " + line));
  }

  /// A row of a report: `how` it came there, the place by name, its address, and the line of the
  /// source where that is known.
  public String row(String how, int address) {
    return row(how, address, address);
  }

  /// The same for where a function returns to: the line is that of the call.
  public String rowOfCall(String how, int back) {
    return row(how, back, back - 1);
  }

  private String row(String how, int address, int told) {
    String line = lines.at(told).map(found -> "  " + found).orElse("");
    return "  %-5s %-40s %08x%s".formatted(how, text(address), address, line);
  }

  private static Place place(Named named, int address) {
    return new Place(Mangled.readable(named.name), named.address, address - named.address);
  }

  /// The last that is not behind this address.
  private static Named before(List<Named> sorted, int address) {
    int from = 0;
    int to = sorted.size();
    while (from < to) {
      int middle = from + to >>> 1;
      if (Integer.compareUnsigned(sorted.get(middle).address, address) <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from == 0 ? null : sorted.get(from - 1);
  }
}
