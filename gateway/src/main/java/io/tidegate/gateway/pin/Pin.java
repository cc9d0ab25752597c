package io.tidegate.gateway.pin;

/// A pin over time.
abstract sealed class Pin permits Listening, Driving {
  abstract PinRule rule();

  abstract void start(long nowNanos);

  /// Does what is due.
  abstract void tick(long nowNanos);

  /// Until something will be due.
  abstract long leftNanos(long nowNanos);
}
