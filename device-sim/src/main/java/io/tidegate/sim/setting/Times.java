package io.tidegate.sim.setting;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them: `250ms`, `1.5 s`, `15 h`.
public final class Times {
  private record Unit(String name, long nanos) {}

  private static final List<Unit> UNITS =
      List.of(
          new Unit("d", 86_400_000_000_000L),
          new Unit("h", 3_600_000_000_000L),
          new Unit("min", 60_000_000_000L),
          new Unit("s", 1_000_000_000L),
          new Unit("ms", 1_000_000L),
          new Unit("us", 1_000L),
          new Unit("ns", 1L));

  private static final Pattern SHAPE =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?) ?(d|h|min|s|ms|us|ns)");

  private Times() {}

  /// In nanoseconds; null when it is no duration. `0` needs no unit.
  public static Long read(String text) {
    if (text.equals("0")) {
      return 0L;
    }
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    double nanos = Double.parseDouble(matcher.group(1)) * unit(matcher.group(2)).nanos;
    return nanos > Long.MAX_VALUE / 2 ? null : Long.valueOf(Math.round(nanos));
  }

  /// In the largest unit that gives a whole number.
  public static String text(long nanos) {
    for (Unit unit : UNITS) {
      if (nanos != 0 && nanos % unit.nanos == 0) {
        return nanos / unit.nanos + " " + unit.name;
      }
    }
    return "0";
  }

  private static Unit unit(String name) {
    return UNITS.stream().filter(each -> each.name.equals(name)).findFirst().orElseThrow();
  }
}
