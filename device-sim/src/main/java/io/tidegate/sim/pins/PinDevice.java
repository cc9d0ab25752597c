package io.tidegate.sim.pins;

/// Something on one wire. One thread at a time; times never go back, but a plan may be asked for
/// ahead, and asked for again.
public interface PinDevice {
  /// What it does from the first time on, known until the second at least, if the board leaves the
  /// wire as it is.
  Plan plan(long nowNanos, long untilNanos);

  /// Whether what it does depends on what the board does.
  default boolean answers() {
    return false;
  }

  /// The board moves the wire: it is now so, what devices do left aside.
  default void wire(boolean high, long nowNanos) {}

  /// When, after this time, its plan may hold something that it does not hold yet; Long.MAX_VALUE
  /// for never.
  default long changesAfter(long nanos) {
    return Long.MAX_VALUE;
  }

  /// Something other than its wire has changed its plan since this was last asked.
  default boolean changed() {
    return false;
  }

  /// Its board gets power.
  default void power(long nowNanos) {}

  default void losePower() {}
}
