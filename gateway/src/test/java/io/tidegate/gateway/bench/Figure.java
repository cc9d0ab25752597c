package io.tidegate.gateway.bench;

import java.util.Locale;

/// One measured figure and what it is held against. A goal that is no number: it is stated, not
/// judged. `leftOut`: why it was not measured; empty when it was.
record Figure(String name, double value, String unit, double goal, boolean least, String leftOut) {
  /// A figure that should be at least the goal.
  static Figure atLeast(String name, double value, String unit, double goal) {
    return new Figure(name, value, unit, goal, true, "");
  }

  static Figure atMost(String name, double value, String unit, double goal) {
    return new Figure(name, value, unit, goal, false, "");
  }

  static Figure stated(String name, double value, String unit) {
    return new Figure(name, value, unit, Double.NaN, true, "");
  }

  /// What is measured only where the machine has what it takes.
  static Figure leftOut(String name, String why) {
    return new Figure(name, 0, "", Double.NaN, true, why);
  }

  static String heading() {
    return String.format(
        Locale.ROOT,
        "%-34s %12s %-10s %10s %7s %s",
        "name",
        "value",
        "unit",
        "goal",
        "ratio",
        "verdict");
  }

  /// `name value unit goal ratio verdict`, columns apart.
  String line() {
    if (!leftOut.isEmpty()) {
      return String.format(Locale.ROOT, "%-34s left out: %s", name, leftOut);
    }
    if (Double.isNaN(goal)) {
      return String.format(
          Locale.ROOT,
          "%-34s %12s %-10s %10s %7s %s",
          name,
          shown(value),
          unit,
          "-",
          "-",
          "stated");
    }
    boolean met = least ? value >= goal : value <= goal;
    String ratio = goal == 0 ? "-" : String.format(Locale.ROOT, "%.2f", value / goal);
    return String.format(
        Locale.ROOT,
        "%-34s %12s %-10s %10s %7s %s",
        name,
        shown(value),
        unit,
        (least ? ">=" : "<=") + shown(goal),
        ratio,
        met ? "met" : "MISSED");
  }

  private static String shown(double number) {
    return Math.abs(number) >= 100
        ? String.format(Locale.ROOT, "%.0f", number)
        : String.format(Locale.ROOT, "%.2f", number);
  }
}
