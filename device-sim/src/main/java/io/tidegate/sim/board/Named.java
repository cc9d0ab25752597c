package io.tidegate.sim.board;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Things that have a name in files.
final class Named {
  private Named() {}

  /// The one of this name; throws with the names there are.
  static <T> T find(T[] all, Function<T, String> name, String wanted) {
    for (T each : all) {
      if (name.apply(each).equals(wanted)) {
        return each;
      }
    }
    String names = Arrays.stream(all).map(name).collect(Collectors.joining(", "));
    throw new IllegalArgumentException("expected one of " + names + ", got '" + wanted + "'");
  }
}
