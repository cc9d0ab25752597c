package io.tidegate.sim.i2c;

/// How a transaction ended, and what was read.
public record Transfer(End end, byte[] bytes) {
  public enum End {
    DONE,
    /// Nobody answered to the address.
    NOBODY,
    /// A byte was not taken.
    REFUSED,
    /// A line is held low: there was not even a start.
    STUCK
  }

  private static final byte[] NOTHING = {};

  static Transfer failed(End end) {
    return new Transfer(end, NOTHING);
  }
}
