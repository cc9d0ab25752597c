package io.tidegate.sim.lx106.net;

import io.tidegate.sim.net.Udp;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// UDP: a port of the station for each port from which the guest sends, and for those at which it
/// is said to wait.
final class Datagrams {
  private static final int MOST_PORTS = 32;
  private static final int MOST_GROUPS = 16;

  /// Longer than the two minutes of RFC 4787, section 4.3.
  private static final long SILENT_NANOS = 150_000_000_000L;

  private static final class Port {
    final Udp udp;
    final boolean stays;
    long heardNanos;

    Port(Udp udp, boolean stays) {
      this.udp = udp;
      this.stays = stays;
    }
  }

  private final Frames frames;
  private final Around around;
  private final Counts counts;
  private final Predicate<String> others;
  private final Runnable wake;
  private final Map<Integer, Port> open = new LinkedHashMap<>();
  private final Set<String> groups = new LinkedHashSet<>();
  private long lastNanos;

  /// `others`: whose datagrams come another way, by their addresses.
  Datagrams(Frames frames, Around around, Counts counts, Predicate<String> others, Runnable wake) {
    this.others = others;
    this.frames = frames;
    this.around = around;
    this.counts = counts;
    this.wake = wake;
  }

  void clear() {
    open.values().forEach(each -> each.udp.close());
    open.clear();
    groups.clear();
  }

  /// The guest waits there.
  void await(int port) {
    open(port, true);
  }

  /// Another board in the access point sends there. Whether the guest waits is its own matter.
  void knocked(int port) {
    if (!open.containsKey(port) && open.size() < MOST_PORTS) {
      open(port, false).heardNanos = lastNanos;
    }
  }

  String place(int port) {
    Port there = open.get(port);
    return there == null ? "" : there.udp.place();
  }

  void fromGuest(Packet packet, long nowNanos) {
    int port = packet.u16(0);
    Port from = open.get(port);
    if (from == null) {
      silence(nowNanos);
      from = open(port, false);
    }
    from.heardNanos = nowNanos;
    lastNanos = nowNanos;
    int length = packet.length() - Frames.UDP_HEADER;
    from.udp.send(
        around.meant(packet.target()), packet.u16(2), packet.bytes(Frames.UDP_HEADER, length));
  }

  /// The guest wants what is sent to this group, too.
  void join(int group) {
    String name = Octets.text(group);
    if (groups.contains(name)) {
      return;
    }
    if (groups.size() == MOST_GROUPS) {
      counts.add(Count.GROUPS_FULL);
      return;
    }
    groups.add(name);
    open.values().forEach(each -> each.udp.join(name));
  }

  void run() {
    open.forEach(
        (port, each) -> {
          for (Udp.Datagram next = each.udp.next(); next != null; next = each.udp.next()) {
            toGuest(port, next);
          }
        });
  }

  private void toGuest(int port, Udp.Datagram datagram) {
    if (others.test(datagram.fromHost())) {
      return;
    }
    int guest = around.guest();
    int from = Octets.address(datagram.fromHost());
    int to = Octets.address(datagram.toHost());
    if (datagram.bytes().length > Udp.MOST_BYTES) {
      counts.add(Count.UDP_TOO_LONG);
    } else if (guest != 0) {
      boolean many = Octets.isGroup(to) || to != 0 && (to & 0xFF) == 0xFF;
      frames.udp(
          around.shown(from), datagram.fromPort(), many ? to : guest, port, datagram.bytes());
    }
  }

  private Port open(int port, boolean stays) {
    Port fresh = new Port(around.udp(port, wake), stays);
    groups.forEach(fresh.udp::join);
    open.put(port, fresh);
    return fresh;
  }

  /// Closes those that have been silent for long, and makes room for one.
  private void silence(long nowNanos) {
    List.copyOf(open.keySet()).stream()
        .filter(port -> !open.get(port).stays)
        .filter(port -> nowNanos - open.get(port).heardNanos > SILENT_NANOS)
        .forEach(this::close);
    while (open.size() >= MOST_PORTS) {
      counts.add(Count.UDP_EVICTED);
      close(
          open.entrySet().stream()
              .filter(each -> !each.getValue().stays)
              .min(Comparator.comparingLong(each -> each.getValue().heardNanos))
              .orElseThrow()
              .getKey());
    }
  }

  private void close(int port) {
    open.remove(port).udp.close();
  }
}
