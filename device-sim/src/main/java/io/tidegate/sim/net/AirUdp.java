package io.tidegate.sim.net;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// A port for datagrams of a [Station]. What its access point answers itself is the time.
final class AirUdp implements Udp, Lodger {
  static final int TIME_PORT = 123;

  private final Station station;
  private final int port;
  private final Runnable changed;
  private final Queue<Datagram> waiting = new ArrayDeque<>();
  private final List<String> groups = new ArrayList<>();
  private Udp far;

  AirUdp(Station station, int port, Runnable changed) {
    this.station = station;
    this.port = port;
    this.changed = changed;
  }

  @Override
  public void up(Network uplink, String address) {
    far = uplink.udp(address, port, this::farChanged);
    groups.forEach(far::join);
  }

  @Override
  public void down() {
    if (far != null) {
      far.close();
      far = null;
    }
  }

  @Override
  public int port() {
    return far == null ? port : far.port();
  }

  @Override
  public void send(String host, int toPort, byte[] bytes) {
    if (bytes.length <= MOST_BYTES) {
      over(() -> sent(host, toPort, bytes));
    }
  }

  @Override
  public Datagram next() {
    return waiting.poll();
  }

  @Override
  public void join(String group) {
    groups.add(group);
    if (far != null) {
      far.join(group);
    }
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
    down();
    station.leaves(this);
  }

  /// Takes its time over the air, or is lost there.
  private void over(Runnable then) {
    Air.carry(station, then);
  }

  private void sent(String host, int toPort, byte[] bytes) {
    if (far == null || station.uplink() == null) {
      return;
    }
    boolean asksTime = toPort == TIME_PORT && !station.uplink().leads(host, toPort);
    byte[] time = asksTime ? time(bytes) : null;
    if (time != null) {
      over(() -> arrived(new Datagram(host, toPort, station.address(), time)));
    } else if (!station.inside().takes(host, toPort, port(), bytes)) {
      far.send(host, toPort, bytes);
    }
  }

  private byte[] time(byte[] question) {
    return station.accessPoint() == null ? null : station.accessPoint().time(question);
  }

  /// From another board in the access point.
  void comes(Datagram datagram) {
    over(() -> arrived(datagram));
  }

  private void farChanged() {
    for (Datagram each = far == null ? null : far.next(); each != null; each = far.next()) {
      Datagram datagram = each;
      over(() -> arrived(datagram));
    }
  }

  private void arrived(Datagram datagram) {
    if (far != null && station.uplink() != null && waiting.size() < MOST_WAITING) {
      waiting.add(datagram);
      changed.run();
    }
  }
}
