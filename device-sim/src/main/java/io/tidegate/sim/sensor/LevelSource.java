package io.tidegate.sim.sensor;

/// Something whose output is high or low by itself, whoever looks. Times never go back.
public interface LevelSource {
  boolean level(long nowNanos);

  /// When it may next change; Long.MAX_VALUE for never.
  long edgeAfter(long nowNanos);
}
