package io.tidegate.sim.check;

import java.util.Locale;

/// A range that a number has to lie in; both ends are in it.
public record Bounds(double least, double most) {
  public static final Bounds ANY = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  public Bounds {
    if (!(least <= most)) {
      throw new IllegalArgumentException(
          "expected a range from the lower to the higher number, got "
              + shown(least)
              + " to "
              + shown(most));
    }
  }

  public static Bounds atLeast(double least) {
    return new Bounds(least, Double.POSITIVE_INFINITY);
  }

  public static Bounds atMost(double most) {
    return new Bounds(Double.NEGATIVE_INFINITY, most);
  }

  boolean hold(double value) {
    return value >= least && value <= most;
  }

  /// `at least 5`, `10 to 40`.
  String words() {
    if (least == most) {
      return "exactly " + shown(least);
    }
    if (most == Double.POSITIVE_INFINITY) {
      return least == Double.NEGATIVE_INFINITY ? "any" : "at least " + shown(least);
    }
    return least == Double.NEGATIVE_INFINITY
        ? "at most " + shown(most)
        : shown(least) + " to " + shown(most);
  }

  /// How often something comes: `at least once`, `2 to 3 times`, `never`.
  String times() {
    if (most == Double.POSITIVE_INFINITY) {
      return least <= 0 ? "any number of times" : "at least " + Words.times(least);
    }
    if (most <= 0 || least == most) {
      return Words.times(most);
    }
    return least <= 0 ? "at most " + Words.times(most) : shown(least) + " to " + Words.times(most);
  }

  /// Without a fraction where there is none.
  static String shown(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.6g", value).replaceAll("(\\.\\d*?)0+$", "$1");
  }
}
