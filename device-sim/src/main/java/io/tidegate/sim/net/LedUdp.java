package io.tidegate.sim.net;

import java.util.LinkedHashMap;
import java.util.Map;

/// A port for datagrams of a [Led] network: those to places that lead elsewhere go there, and the
/// answers come from where they were sent to.
final class LedUdp implements Udp {
  /// Of more places than these the one that was asked first is forgotten: its answers keep the
  /// address that they have.
  private static final int MOST_ASKED = 16;

  private static final int MOST_SOUGHT = 16;

  private final Led led;
  private final Network beyond;
  private final Udp udp;
  private final Map<Led.Place, Led.Place> asked = new LinkedHashMap<>();
  private int sought;

  LedUdp(Led led, Network beyond, Udp udp) {
    this.led = led;
    this.beyond = beyond;
    this.udp = udp;
  }

  @Override
  public int port() {
    return udp.port();
  }

  @Override
  public void send(String host, int port, byte[] bytes) {
    Led.Place target = led.target(host, port);
    if (target == null) {
      udp.send(host, port, bytes);
    } else if (sought < MOST_SOUGHT) {
      sought++;
      Led.Place meant = new Led.Place(host, port);
      Lookup[] found = new Lookup[1];
      found[0] = beyond.lookup(target.host(), () -> found(found[0], target.port(), meant, bytes));
      if (found[0].over()) {
        found(found[0], target.port(), meant, bytes);
      }
    }
  }

  private void found(Lookup lookup, int port, Led.Place meant, byte[] bytes) {
    sought--;
    if (lookup.address().isEmpty()) {
      return;
    }
    Led.Place place = new Led.Place(lookup.address(), port);
    if (asked.put(place, meant) == null && asked.size() > MOST_ASKED) {
      asked.remove(asked.keySet().iterator().next());
    }
    udp.send(place.host(), port, bytes);
  }

  @Override
  public Datagram next() {
    Datagram next = udp.next();
    Led.Place meant =
        next == null ? null : asked.get(new Led.Place(next.fromHost(), next.fromPort()));
    return meant == null
        ? next
        : new Datagram(meant.host(), meant.port(), next.toHost(), next.bytes());
  }

  @Override
  public void join(String group) {
    udp.join(group);
  }

  @Override
  public String place() {
    return udp.place();
  }

  @Override
  public String words() {
    return udp.words();
  }

  @Override
  public void close() {
    udp.close();
  }
}
