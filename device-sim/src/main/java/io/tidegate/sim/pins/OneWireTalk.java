package io.tidegate.sim.pins;

/// What a device on a one-wire line makes of bits.
interface OneWireTalk {
  /// Whether it is at the line at all.
  boolean isThere(long nowNanos);

  /// The board wants all to listen.
  void reset();

  /// Whether the next slot is for it to send in.
  boolean sends();

  /// The bit that it sends now.
  boolean send(long nowNanos);

  /// A bit that the board has written.
  void receive(boolean bit, long nowNanos);

  void losePower();
}
