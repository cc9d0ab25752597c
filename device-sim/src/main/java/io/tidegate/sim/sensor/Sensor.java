package io.tidegate.sim.sensor;

import java.util.List;

/// A sensor with the library that a sketch reads it through: what comes out is what the sketch
/// gets, faulty values included. One thread at a time; times never go back.
public interface Sensor {
  /// What it measures, in the order of the values.
  List<Quantity> quantities();

  /// Its board has no power from now on; power comes back with the next start.
  void losePower();

  /// The sketch's setup() has set the library up.
  void start(long nowNanos);

  /// One value for each quantity; NaN where the library gives none.
  double[] read(long nowNanos);

  /// From the one time to the other, not included, it has this fault.
  void inject(Fault fault, long fromNanos, long untilNanos);

  /// When a sketch that watches the pin may next see it change; Long.MAX_VALUE for a sensor that
  /// is only asked.
  default long edgeAfter(long nowNanos) {
    return Long.MAX_VALUE;
  }
}
