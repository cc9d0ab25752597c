package io.tidegate.strict;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Quantities as people write them: `500 ms`, `1.5 s`, `64 KiB`. One way everywhere: a number and a
/// unit, with or without one space between; 0 needs no unit. Times may have decimals, sizes not.
public final class Unit {
  /// In nanoseconds.
  public static final Unit TIME =
      new Unit(
          List.of("ms", "s", "min", "h", "d"),
          List.of(
              1_000_000L, 1_000_000_000L, 60_000_000_000L, 3_600_000_000_000L, 86_400_000_000_000L),
          6,
          Map.of("m", "min"));

  /// In bytes.
  public static final Unit SIZE =
      new Unit(
          List.of("B", "KiB", "MiB", "GiB"),
          List.of(1L, 1L << 10, 1L << 20, 1L << 30),
          0,
          Map.of(
              "", "B", "k", "KiB", "K", "KiB", "kB", "KiB", "M", "MiB", "MB", "MiB", "G", "GiB",
              "GB", "GiB"));

  private static final Pattern TYPED = Pattern.compile("([0-9.]+ ?)([A-Za-z]*)");
  private static final Pattern QUANTITY =
      Pattern.compile("([0-9]{1,12}(?:\\.([0-9]{1,6}))?) ?([A-Za-z]+)");

  private final List<String> names;
  private final List<Long> sizes;
  private final int decimals;

  /// What people type on a command line, and the unit they mean.
  private final Map<String, String> typed;

  /// With `decimals` behind the point, a number of the smallest unit is whole still.
  private Unit(List<String> names, List<Long> sizes, int decimals, Map<String, String> typed) {
    this.names = names;
    this.sizes = sizes;
    this.decimals = decimals;
    this.typed = typed;
  }

  List<String> names() {
    return names;
  }

  /// -1 when the text is no such quantity; the largest number there is when it is beyond that.
  public long read(String text) {
    if (text.equals("0")) {
      return 0;
    }
    Matcher matcher = QUANTITY.matcher(text);
    int unit = matcher.matches() ? names.indexOf(matcher.group(3)) : -1;
    if (unit < 0 || matcher.group(2) != null && matcher.group(2).length() > decimals) {
      return -1;
    }
    try {
      return new BigDecimal(matcher.group(1))
          .multiply(BigDecimal.valueOf(sizes.get(unit)))
          .longValueExact();
    } catch (ArithmeticException _) {
      return Long.MAX_VALUE;
    }
  }

  /// As it is typed on a command line, where `5m` is five minutes too, `64M` is 64 MiB, and a bare
  /// number is bytes. As [#read] otherwise.
  public long readTyped(String text) {
    Matcher matcher = TYPED.matcher(text);
    if (!matcher.matches()) {
      return -1;
    }
    String unit = matcher.group(2);
    return read(matcher.group(1) + typed.getOrDefault(unit, unit));
  }

  /// In the largest unit that leaves a whole number, else in the smallest.
  public String shown(long value) {
    for (int unit = sizes.size() - 1; unit >= 0 && value > 0; unit--) {
      if (value % sizes.get(unit) == 0) {
        return value / sizes.get(unit) + " " + names.get(unit);
      }
    }
    return value == 0
        ? "0"
        : BigDecimal.valueOf(value, decimals).stripTrailingZeros().toPlainString()
            + " "
            + names.getFirst();
  }
}
