package io.tidegate.sim.signal;

import io.tidegate.sim.setting.Setting;

/// Up and down, as the temperature of days: highest at `peakNanos` and each period before and
/// after.
public record Sine(double middle, double amplitude, long periodNanos, long peakNanos)
    implements Signal {
  static final Setting<Double> MIDDLE = Bounds.value("middle", "what it goes around");
  static final Setting<Double> AMPLITUDE = Bounds.size("amplitude", "how far it goes from there");
  static final Setting<Long> PERIOD =
      Setting.duration("period", "1 ms", "3650 d", "from one highest value to the next").or("24 h");
  static final Setting<Long> PEAK =
      Setting.duration(
              "peak", "0", "3650 d", "when it is highest, counted from the beginning of the run")
          .or("15 h");

  public Sine {
    MIDDLE.check(middle);
    AMPLITUDE.check(amplitude);
    PERIOD.check(periodNanos);
    PEAK.check(peakNanos);
  }

  // StrictMath: the same digits on every machine
  @Override
  public double at(long nanos) {
    double turns = (double) ((nanos - peakNanos) % periodNanos) / periodNanos;
    return middle + amplitude * StrictMath.cos(2 * Math.PI * turns);
  }
}
