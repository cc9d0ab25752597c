package io.tidegate.strict;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Quantities as people write them: `500 ms`, `64 KiB`. One way everywhere: a whole number and a
/// unit, with or without one space between; 0 needs no unit.
public final class Unit {
  /// In nanoseconds.
  public static final Unit TIME =
      new Unit(
          List.of("ms", "s", "min", "h", "d"),
          List.of(
              1_000_000L,
              1_000_000_000L,
              60_000_000_000L,
              3_600_000_000_000L,
              86_400_000_000_000L));

  /// In bytes.
  public static final Unit SIZE =
      new Unit(List.of("B", "KiB", "MiB", "GiB"), List.of(1L, 1L << 10, 1L << 20, 1L << 30));

  private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,12}) ?([A-Za-z]+)");

  private final List<String> names;
  private final List<Long> sizes;

  private Unit(List<String> names, List<Long> sizes) {
    this.names = names;
    this.sizes = sizes;
  }

  List<String> names() {
    return names;
  }

  /// -1 when the text is no such quantity.
  public long read(String text) {
    if (text.equals("0")) {
      return 0;
    }
    Matcher matcher = QUANTITY.matcher(text);
    int unit = matcher.matches() ? names.indexOf(matcher.group(2)) : -1;
    if (unit < 0) {
      return -1;
    }
    try {
      return Math.multiplyExact(Long.parseLong(matcher.group(1)), sizes.get(unit));
    } catch (ArithmeticException _) {
      return Long.MAX_VALUE;
    }
  }

  /// In the largest unit that leaves a whole number.
  public String shown(long value) {
    for (int unit = sizes.size() - 1; unit >= 0 && value > 0; unit--) {
      if (value % sizes.get(unit) == 0) {
        return value / sizes.get(unit) + " " + names.get(unit);
      }
    }
    return "0";
  }
}
