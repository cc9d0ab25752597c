package io.tidegate.sim.net;

import java.util.ArrayList;
import java.util.List;

/// All that stands on a station's address, and where that is at the time.
final class Lodgers {
  private static final String ACCESS_POINT_ADDRESS = "192.168.4.1";

  private final List<Lodger> all = new ArrayList<>();
  private Network network;
  private String address = "";

  <T extends Lodger> T add(T lodger) {
    all.add(lodger);
    if (network != null) {
      lodger.up(network, address);
    }
    return lodger;
  }

  /// Who waits at a port; null for nobody.
  AirListener door(int port) {
    for (Lodger each : all) {
      if (each instanceof AirListener door && door.port() == port) {
        return door;
      }
    }
    return null;
  }

  /// Who takes datagrams at a port; null for nobody.
  AirUdp taker(int port) {
    for (Lodger each : all) {
      if (each instanceof AirUdp taker && taker.port() == port) {
        return taker;
      }
    }
    return null;
  }

  void remove(Lodger lodger) {
    all.remove(lodger);
  }

  /// Null: nowhere.
  void move(Network to, String as) {
    if (network == to && address.equals(as)) {
      return;
    }
    if (network != null) {
      List.copyOf(all).forEach(Lodger::down);
    }
    network = to;
    address = as;
    if (network != null) {
      List.copyOf(all).forEach(each -> each.up(network, address));
    }
  }

  /// In the network that the station makes itself, if it does.
  void beside(Network own) {
    move(own, ACCESS_POINT_ADDRESS);
  }

  void clear() {
    move(null, "");
    all.clear();
  }
}
