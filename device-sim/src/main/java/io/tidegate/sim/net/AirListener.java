package io.tidegate.sim.net;

import java.util.ArrayDeque;
import java.util.Queue;

/// A [Station] that waits for connections. Who comes has come when the first packets are over the
/// air.
final class AirListener implements Listener, Lodger {
  /// More are turned away.
  private static final int MOST_WAITING = 5;

  private record Came(AirTcp tcp, Guest guest) {}

  private final Station station;
  private final int port;
  private final Runnable changed;

  /// For other boards in the access point, and nobody from beyond it.
  private final boolean inside;

  private final Queue<Came> waiting = new ArrayDeque<>();
  private boolean staysOpen;
  private Listener far;

  AirListener(Station station, int port, boolean inside, Runnable changed) {
    this.station = station;
    this.port = port;
    this.inside = inside;
    this.changed = changed;
  }

  int port() {
    return port;
  }

  /// Another board in the same access point has come. Gives what is to be called when its end is
  /// worth a look.
  Runnable comes(Lan.Wire wire, String host, int fromPort) {
    if (waiting.size() == MOST_WAITING) {
      wire.reset();
      return () -> {};
    }
    AirTcp tcp = station.guest(changed);
    waits(tcp, new Guest(wire, host, fromPort));
    return tcp::farChanged;
  }

  private void waits(AirTcp tcp, Guest guest) {
    if (staysOpen) {
      tcp.staysOpen();
    }
    waiting.add(new Came(tcp, new Guest(tcp, guest.host(), guest.port())));
    tcp.takes(guest.tcp());
  }

  @Override
  public void up(Network uplink, String address) {
    if (!inside) {
      far = uplink.listen(address, port, this::farChanged);
    }
  }

  @Override
  public void down() {
    if (far != null) {
      far.close();
      far = null;
    }
    waiting.clear();
  }

  @Override
  public Guest accept(Runnable wake) {
    Came first = waiting.peek();
    if (first == null || first.tcp().state() == Tcp.State.CONNECTING) {
      return null;
    }
    waiting.remove();
    first.tcp().changed(wake);
    return first.guest();
  }

  @Override
  public void staysOpen() {
    staysOpen = true;
  }

  @Override
  public String place() {
    return far == null ? "" : far.place();
  }

  @Override
  public String words() {
    return far == null ? "there is no WiFi" : far.words();
  }

  @Override
  public void close() {
    waiting.forEach(each -> each.tcp().close());
    down();
    station.leaves(this);
  }

  private void farChanged() {
    while (far != null) {
      AirTcp tcp = station.guest(changed);
      Guest guest = far.accept(tcp::farChanged);
      if (guest == null) {
        return;
      }
      if (waiting.size() == MOST_WAITING) {
        guest.tcp().close();
      } else {
        waits(tcp, guest);
      }
    }
  }
}
