package io.tidegate.sim.sketch.net;

import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.mqtt.PublishTap;
import io.tidegate.sim.net.Door;
import io.tidegate.sim.net.Listener;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.sketch.In;
import io.tidegate.sim.sketch.Out;
import io.tidegate.sim.sketch.SketchLink;
import io.tidegate.sim.sketch.WireFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// `WiFiClient` and `WiFiServer`: the connections of a sketch.
final class Sockets {
  private static final int MOST_OPEN = 64;

  /// Numbers of those who have come are ours.
  private static final long FIRST_GUEST = 0x8000_0000L;

  private static final int GRACEFULLY = 0;

  /// One that waits for connections, and what was told of where it is.
  private static final class Server {
    final int port;
    final Listener listener;
    String told = "";

    Server(int port, Listener listener) {
      this.port = port;
      this.listener = listener;
    }
  }

  private final Station station;
  private final SketchLink link;
  private final Runnable changed;
  private final Consumer<Packet.Publish> published;
  private final Map<Long, Socket> open = new LinkedHashMap<>();
  private final Map<Long, Server> servers = new LinkedHashMap<>();
  private long guests;

  Sockets(Station station, SketchLink link, Runnable changed, Consumer<Packet.Publish> published) {
    this.published = published;
    this.station = station;
    this.link = link;
    this.changed = changed;
  }

  boolean message(int kind, In in) {
    switch (kind) {
      case NetKinds.TCP_CONNECT -> connect(in.u32(), in.u32(), in.u16());
      case NetKinds.TCP_READ -> {
        Socket socket = open.get(in.u32());
        long count = in.u32();
        if (socket != null) {
          socket.consumed(count);
        }
      }
      case NetKinds.TCP_WRITE -> {
        Socket socket = open.get(in.u32());
        byte[] bytes = in.blob();
        if (socket != null) {
          socket.write(bytes);
        }
      }
      case NetKinds.TCP_CLOSE -> close(in.u32(), in.u8());
      case NetKinds.TLS_START -> tls(in.u32(), TlsPlan.read(in));
      case NetKinds.LISTEN -> listen(in.u32(), in.u16());
      case NetKinds.UNLISTEN -> unlisten(in.u32());
      default -> {
        return false;
      }
    }
    return true;
  }

  void run() {
    servers.forEach(this::look);
    open.values().removeIf(each -> !each.run());
  }

  /// Where its servers are found from outside.
  void doors(List<Door> into) {
    for (Server each : servers.values()) {
      if (!each.listener.place().isEmpty()) {
        into.add(new Door("TCP", each.port, each.listener.place()));
      }
    }
  }

  /// The board is gone without a word.
  void vanish() {
    open.values().forEach(Socket::vanish);
    open.clear();
    servers.clear();
  }

  private void connect(long id, long address, int port) {
    if (id >= FIRST_GUEST || open.containsKey(id)) {
      throw new WireFault("expected the number of a new connection, got " + id);
    }
    add(id, station.connect(Ipv4.text(address), port, changed));
  }

  private void add(long id, Tcp tcp) {
    if (open.size() == MOST_OPEN) {
      throw new WireFault("expected at most " + MOST_OPEN + " connections");
    }
    open.put(id, new Socket(id, tcp, link, new PublishTap(published)));
  }

  private void close(long id, int how) {
    Socket socket = open.get(id);
    if (socket != null) {
      if (how == GRACEFULLY) {
        socket.close();
      } else {
        socket.vanish();
        open.remove(id);
      }
    }
  }

  private void tls(long id, TlsPlan plan) {
    Socket socket = open.get(id);
    if (socket != null) {
      socket.tls(plan);
    }
  }

  private void listen(long id, int port) {
    if (servers.size() == MOST_OPEN || servers.containsKey(id)) {
      throw new WireFault("expected the number of a new server, got " + id);
    }
    servers.put(id, new Server(port, station.listen(port, changed)));
  }

  private void unlisten(long id) {
    Server server = servers.remove(id);
    if (server != null) {
      server.listener.close();
    }
  }

  private void look(long id, Server server) {
    String place = server.listener.place() + server.listener.words();
    if (!place.equals(server.told)) {
      server.told = place;
      link.event(
          new Out(NetKinds.LISTENING)
              .u32(id)
              .text(server.listener.place())
              .text(server.listener.words()));
    }
    while (open.size() < MOST_OPEN) {
      Listener.Guest guest = server.listener.accept(changed);
      if (guest == null) {
        return;
      }
      long number = FIRST_GUEST + guests++;
      link.event(
          new Out(NetKinds.CAME).u32(id).u32(number).u32(Ipv4.of(guest.host())).u16(guest.port()));
      add(number, guest.tcp());
    }
  }
}
