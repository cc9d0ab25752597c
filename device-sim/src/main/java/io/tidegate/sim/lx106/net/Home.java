package io.tidegate.sim.lx106.net;

import io.tidegate.sim.net.AccessPoint;
import io.tidegate.sim.net.Listener;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.net.Udp;
import java.util.function.IntConsumer;

/// Which addresses there are around the guest: its own, and the router's.
final class Home implements Around {
  static final int MASK = 0xFFFF_FF00;

  private final Station station;
  private int heard;
  private boolean asks;
  private boolean waits;

  /// Of the host's own addresses the one that was met; a program would take it for itself.
  private int near;

  Home(Station station) {
    this.station = station;
  }

  void whenKnocked(IntConsumer wanted, IntConsumer byDatagram) {
    station.inside().whenKnocked(wanted, byDatagram);
  }

  void clear() {
    heard = 0;
    asks = false;
    waits = false;
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

  @Override
  public int guest() {
    return asks || heard == 0 ? given() : heard;
  }

  int router() {
    int router = Octets.address(AccessPoint.OWN_ADDRESS);
    int own = given();
    return own == 0 || (own & MASK) == (router & MASK) ? router : (own & MASK) | 1;
  }

  /// The host itself is found under the router's.
  @Override
  public int shown(int address) {
    if (address >>> 24 != 127) {
      return address == 0 ? router() : address;
    }
    near = address;
    return router();
  }

  @Override
  public String meant(int address) {
    return Octets.text(near != 0 && address == router() ? near : address);
  }

  /// Without an address there is no network.
  @Override
  public Tcp connect(Conversation.Ends ends, Runnable wake) {
    return station.address().isEmpty()
        ? null
        : station.connect(meant(ends.other()), ends.otherPort(), wake);
  }

  @Override
  public Listener listen(int port, Runnable wake) {
    return station.listen(port, wake);
  }

  @Override
  public Listener listenInside(int port, Runnable wake) {
    return station.inside().listen(port, wake);
  }

  @Override
  public Udp udp(int port, Runnable wake) {
    return station.udp(port, wake);
  }

  /// The guest wants to be told its address. It asks by its own patience, not by the station's.
  void asks() {
    station.asksForAddress();
    if (!asks) {
      asks = true;
      station.ownAddress("");
    }
  }

  /// Whether what it has asked has not been answered yet.
  void waits(boolean waiting) {
    waits = waiting;
  }

  /// The guest has taken this address; unless it was told to, the station is to have it, too. One
  /// that comes into a network and has an address without having asked there has its own, whatever
  /// it did the last time.
  void heard(int address) {
    if (asks && !waits && given() == 0) {
      asks = false;
      heard = 0;
    }
    if (!asks && address != heard && Octets.isMachine(address)) {
      heard = address;
      station.ownAddress(Octets.text(address));
    }
  }
}
