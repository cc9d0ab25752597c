package io.tidegate.sim.lx106.net;

import io.tidegate.sim.net.AccessPoint;
import io.tidegate.sim.net.Station;

/// Which addresses there are around the guest: its own, and the router's.
final class Home {
  static final int MASK = 0xFFFF_FF00;

  private final Station station;
  private int heard;
  private boolean asks;

  /// Of the host's own addresses the one that was met; a program would take it for itself.
  private int near;

  Home(Station station) {
    this.station = station;
  }

  void clear() {
    heard = 0;
    asks = false;
    near = 0;
  }

  /// Frames pass.
  boolean air() {
    return station.accessPoint() != null && station.accessPoint().isOn();
  }

  /// The one that the station has at the time; 0 for none.
  int given() {
    return Octets.address(station.address());
  }

  /// The guest's; 0 as long as it has none.
  int guest() {
    return asks || heard == 0 ? given() : heard;
  }

  int router() {
    int router = Octets.address(AccessPoint.OWN_ADDRESS);
    int own = given();
    return own == 0 || (own & MASK) == (router & MASK) ? router : (own & MASK) | 1;
  }

  /// What the guest is told of an address: the host itself is found under the router's.
  int shown(int address) {
    if (address >>> 24 != 127) {
      return address == 0 ? router() : address;
    }
    near = address;
    return router();
  }

  /// What the guest means by an address that it was told.
  String meant(int address) {
    return Octets.text(near != 0 && address == router() ? near : address);
  }

  /// The guest wants to be told its address.
  void asks() {
    if (!asks) {
      asks = true;
      station.ownAddress("");
    }
  }

  /// The guest has taken this address; unless it was told to, the station is to have it, too.
  void heard(int address) {
    if (!asks && address != heard && Octets.isMachine(address)) {
      heard = address;
      station.ownAddress(Octets.text(address));
    }
  }
}
