package io.tidegate.sim.sketch.net;

import io.tidegate.sim.net.Door;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.net.Udp;
import io.tidegate.sim.sketch.In;
import io.tidegate.sim.sketch.Out;
import io.tidegate.sim.sketch.SketchLink;
import io.tidegate.sim.sketch.WireFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `WiFiUDP`.
final class Datagrams {
  private static final int MOST_OPEN = 16;

  /// One open port, and what was told of where it is.
  private static final class Port {
    final Udp udp;
    String told = "";

    Port(Udp udp) {
      this.udp = udp;
    }
  }

  private final Station station;
  private final SketchLink link;
  private final Runnable changed;
  private final Map<Long, Port> open = new LinkedHashMap<>();

  Datagrams(Station station, SketchLink link, Runnable changed) {
    this.station = station;
    this.link = link;
    this.changed = changed;
  }

  boolean message(int kind, In in) {
    switch (kind) {
      case NetKinds.UDP_OPEN -> open(in.u32(), in.u16());
      case NetKinds.UDP_SEND -> the(in).udp.send(Ipv4.text(in.u32()), in.u16(), in.blob());
      case NetKinds.UDP_JOIN -> the(in).udp.join(Ipv4.text(in.u32()));
      case NetKinds.UDP_CLOSE -> close(in.u32());
      default -> {
        return false;
      }
    }
    return true;
  }

  void run() {
    open.forEach(this::look);
  }

  /// Where its ports are found from outside.
  void doors(List<Door> into) {
    for (Port each : open.values()) {
      if (!each.udp.place().isEmpty()) {
        into.add(new Door("UDP", each.udp.port(), each.udp.place()));
      }
    }
  }

  private void open(long id, int port) {
    if (open.size() == MOST_OPEN || open.containsKey(id)) {
      throw new WireFault("expected at most " + MOST_OPEN + " ports, each with its own number");
    }
    open.put(id, new Port(station.udp(port, changed)));
  }

  private void close(long id) {
    Port port = open.remove(id);
    if (port != null) {
      port.udp.close();
    }
  }

  private Port the(In in) {
    long id = in.u32();
    Port port = open.get(id);
    if (port == null) {
      throw new WireFault("expected the number of an open port, got " + id);
    }
    return port;
  }

  private void look(long id, Port port) {
    String place = port.udp.place();
    if (!place.equals(port.told)) {
      port.told = place;
      link.event(new Out(NetKinds.UDP_OPENED).u32(id).u16(port.udp.port()).text(place));
    }
    for (Udp.Datagram each = port.udp.next(); each != null; each = port.udp.next()) {
      link.event(
          new Out(NetKinds.UDP_CAME)
              .u32(id)
              .u32(Ipv4.of(each.fromHost()))
              .u16(each.fromPort())
              .u32(Ipv4.of(each.toHost()))
              .blob(each.bytes()));
    }
  }
}
