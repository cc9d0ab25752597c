package io.tidegate.sim.net;

/// What stands on a station's address: it goes with it, and comes back with the next one.
interface Lodger {
  void up(Network uplink, String address);

  void down();
}
