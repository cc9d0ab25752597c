package io.tidegate.sim.lx106.debug;

/// A packet is not what its first letter promises; it is answered with an error.
final class BadPacket extends Exception {
  private static final long serialVersionUID = 1L;

  BadPacket() {
    super(null, null, false, false);
  }
}
