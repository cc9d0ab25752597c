package io.tidegate.sim.sensor;

import io.tidegate.sim.setting.Setting;
import java.util.regex.Pattern;

/// One thing that is measured: what it is, its unit as a UCUM code (`Cel`, `%`; `-` when it has
/// none), with how many digits behind the point it is told, and of what nature it is. `prefix`
/// keeps two of a kind apart; `origin` is the sensor, as firmware that knows sensors calls it
/// (`DHT22`), empty for none in particular.
public record Quantity(
    String prefix, String what, String unit, int decimals, Nature nature, String origin) {
  /// What a number of it says.
  public enum Nature {
    /// Goes up and down.
    GAUGE,
    /// Only rises, and begins at 0 again.
    COUNTER,
    /// 0 or 1.
    SWITCH
  }

  static final Setting<String> UNIT =
      Setting.text(
          "unit",
          "1 to 16 printable characters without a space, or -",
          Pattern.compile("[!-~]{1,16}"),
          "a UCUM code such as Cel, %, hPa, V");
  static final Setting<Integer> DECIMALS =
      Setting.whole("decimals", 0, 9, "digits behind the point");

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
  private static final double LARGEST = 9e18;

  public Quantity {
    String name = prefix + what;
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name: expected a letter, then letters, digits and _, at most 64; got \"" + name + "\"");
    }
    UNIT.check(unit);
    DECIMALS.check(decimals);
  }

  public static Quantity gauge(String name, String unit, int decimals) {
    return new Quantity("", name, unit, decimals, Nature.GAUGE, "");
  }

  static Quantity counter(String name, String unit, int decimals) {
    return new Quantity("", name, unit, decimals, Nature.COUNTER, "");
  }

  static Quantity onOff(String name) {
    return new Quantity("", name, "-", 0, Nature.SWITCH, "");
  }

  Quantity of(String origin, String prefix) {
    return new Quantity(prefix, what, unit, decimals, nature, origin);
  }

  /// As it is called in JSON, in columns and on the link.
  public String name() {
    return prefix + what;
  }

  /// 22.5 with two decimals is `22.50`; no number is `nan`.
  public String text(double value) {
    return text(value, decimals);
  }

  /// As C's printf writes it, with its `-0.00` and its `nan`.
  public static String text(double value, int decimals) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    boolean negative = value < 0 || 1 / value < 0;
    long scale = 1;
    for (int i = 0; i < decimals; i++) {
      scale *= 10;
    }
    double scaled = Math.rint(Math.abs(value) * scale);
    if (scaled > LARGEST) {
      return negative ? "-inf" : "inf";
    }
    long digits = (long) scaled;
    String whole = (negative ? "-" : "") + digits / scale;
    return decimals == 0 ? whole : whole + "." + Long.toString(scale + digits % scale).substring(1);
  }
}
