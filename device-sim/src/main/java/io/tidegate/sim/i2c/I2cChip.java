package io.tidegate.sim.i2c;

/// What answers at one address. A transaction is a start, bytes one way, and either another start
/// or the end.
public interface I2cChip {
  /// Addressed, to be read or to be written to. False: it does not answer.
  boolean start(boolean reading, long nowNanos);

  /// False: it does not take the byte.
  boolean write(int value, long nowNanos);

  int read(long nowNanos);

  /// It gets power after it had none: what it held is gone.
  default void power(long nowNanos) {}
}
