package io.tidegate.sim.net;

/// What a sketch is told of its WiFi, in the order in which it happened. `reason` says why it was
/// left or not joined, in Espressif's numbers; 0 otherwise.
public record Happening(Kind kind, int reason) {
  /// Which one.
  public enum Kind {
    /// In the network, still without an address.
    JOINED,
    /// Out of it, or not let in.
    LEFT,
    GOT_ADDRESS,
    /// Nobody gives out addresses.
    NO_ADDRESS
  }

  /// The access point has thrown it out.
  public static final int THROWN_OUT = 2;

  /// It has left by itself.
  public static final int OWN_WISH = 8;

  /// A wrong password is seen as an answer that does not come.
  public static final int NO_HANDSHAKE = 15;

  public static final int NO_BEACONS = 200;
  public static final int NOT_FOUND = 201;
  public static final int NOT_JOINED = 203;
}
