package io.tidegate.sim.model;

/// One thing that is measured, and with how many digits behind the point it is told.
public record Quantity(String name, int decimals, Wave wave) {
  static final int MOST_DECIMALS = 9;

  public Quantity {
    if (decimals < 0 || decimals > MOST_DECIMALS) {
      throw new IllegalArgumentException(
          "decimals of " + name + ": expected 0 to " + MOST_DECIMALS + ", got " + decimals);
    }
  }

  /// 22.5 with two decimals is `22.50`.
  String text(double value) {
    long scale = 1;
    for (int i = 0; i < decimals; i++) {
      scale *= 10;
    }
    long scaled = Math.round(value * scale);
    if (decimals == 0) {
      return Long.toString(scaled);
    }
    String fraction = Long.toString(scale + Math.abs(scaled % scale)).substring(1);
    return (scaled < 0 ? "-" : "") + Math.abs(scaled / scale) + "." + fraction;
  }
}
