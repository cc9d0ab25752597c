package io.tidegate.sim.sensor;

import io.tidegate.sim.setting.Settings;
import io.tidegate.sim.signal.Signal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// A table with sensors on it: made by their kind, as a scenario makes them.
final class Bench {
  static final long MILLI = 1_000_000L;
  static final long SECOND = 1_000_000_000L;

  private Bench() {}

  /// `pairs` are settings and their values.
  static Sensor made(SensorKind kind, List<Signal> signals, String... pairs) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return kind.make(signals, Settings.of(kind.settings(), map), new SplittableRandom(1));
  }

  /// One that is steady at these values.
  static Sensor steady(SensorKind kind, double... values) {
    List<Signal> signals = new java.util.ArrayList<>();
    for (double value : values) {
      signals.add(Signal.steady(value));
    }
    return made(kind, signals);
  }

  /// What a sketch prints of it.
  static String printed(Sensor sensor, long nanos) {
    double[] values = sensor.read(nanos);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : " ").append(sensor.quantities().get(i).text(values[i]));
    }
    return text.toString();
  }
}
