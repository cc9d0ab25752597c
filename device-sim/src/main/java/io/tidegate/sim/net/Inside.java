package io.tidegate.sim.net;

import java.util.Locale;
import java.util.function.IntConsumer;

/// A station's side of connections between boards in one access point, which do not go beyond it.
public final class Inside {
  private static final int FIRST_PORT = 49_152;
  private static final int PORTS = 16_384;

  private final Station station;
  private final Lodgers lodgers;
  private IntConsumer knocked = _ -> {};
  private IntConsumer knockedByDatagram = _ -> {};
  private String name = "";
  private int calls;

  Inside(Station station, Lodgers lodgers) {
    this.station = station;
    this.lodgers = lodgers;
  }

  /// What the access point calls the board: others find its address by this name.
  public void called(String wanted) {
    name = wanted.toLowerCase(Locale.ROOT);
  }

  String name() {
    return name;
  }

  /// Waits for other boards alone.
  public Listener listen(int port, Runnable wake) {
    return lodgers.add(new AirListener(station, port, true, wake));
  }

  /// Who is told of another board's wish to connect to a port at which nobody waits, and may wait
  /// there from then on; for boards whose program answers for all its ports. `byDatagram`: the same
  /// for those.
  public void whenKnocked(IntConsumer wanted, IntConsumer byDatagram) {
    knocked = wanted;
    knockedByDatagram = byDatagram;
  }

  /// The way on, from the access point: to another board in it, or to what is behind it. A board
  /// that had that address and is not there answers nobody.
  Tcp connect(String host, int port, Runnable changed) {
    Network behind = station.uplink();
    AccessPoint point = station.accessPoint();
    boolean led = behind.leads(host, port) || behind.leadsAll(port);
    String own = station.address();
    if (point == null || own.isEmpty() || led) {
      return behind.connect(host, port, changed);
    }
    Station other = point.station(host);
    if (other == null && !point.hasGiven(host)) {
      return behind.connect(host, port, changed);
    }
    AirListener door = other == null ? null : other.inside().door(port);
    Lan between = new Lan(station.world());
    int fromPort = FIRST_PORT + calls++ % PORTS;
    between.listen(host, port, wire -> door.comes(wire, own, fromPort));
    if (door == null) {
      between.reach(host, port, other == null ? Lan.Reach.SILENT : Lan.Reach.REFUSED);
    }
    return between.connect(host, port, changed);
  }

  /// Whether this datagram is for another board in the access point; then it has gone there. From
  /// one board to all it goes another way.
  boolean takes(String host, int port, int fromPort, byte[] bytes) {
    AccessPoint point = station.accessPoint();
    String own = station.address();
    if (point == null || own.isEmpty() || station.uplink().leads(host, port)) {
      return false;
    }
    Station other = point.station(host);
    if (other == null) {
      return point.hasGiven(host);
    }
    AirUdp taker = other.inside().taker(port);
    if (taker != null) {
      taker.comes(new Udp.Datagram(own, fromPort, host, bytes));
    }
    return true;
  }

  private AirUdp taker(int port) {
    if (lodgers.taker(port) == null) {
      knockedByDatagram.accept(port);
    }
    return lodgers.taker(port);
  }

  private AirListener door(int port) {
    if (lodgers.door(port) == null) {
      knocked.accept(port);
    }
    return lodgers.door(port);
  }
}
