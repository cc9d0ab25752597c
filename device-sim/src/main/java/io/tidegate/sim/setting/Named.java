package io.tidegate.sim.setting;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Has a name in files and options.
public interface Named {
  String wireName();

  /// A constant of an enum: `BLACK_HOLE` is called `black_hole`.
  interface Constant extends Named {
    String name();

    @Override
    default String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The one of this name; throws with the names there are.
  static <T extends Named> T find(T[] all, String wanted) {
    return find(Arrays.asList(all), wanted);
  }

  /// The one of this name; throws with the names there are.
  static <T extends Named> T find(List<T> all, String wanted) {
    for (T each : all) {
      if (each.wireName().equals(wanted)) {
        return each;
      }
    }
    String names = all.stream().map(Named::wireName).collect(Collectors.joining(", "));
    throw new IllegalArgumentException("expected one of " + names + ", got '" + wanted + "'");
  }
}
