package io.tidegate.sim.lx106.net;

import io.tidegate.sim.net.Door;
import io.tidegate.sim.net.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Where a program waits for others: ports of TCP and UDP at which it can be reached from the
/// network. `namesFor`: the port that it means to connect to, so that a network that leads whoever
/// wants that port to one machine gives names an address that nobody has; 0 for none. `outside`:
/// where those are who come to these ports in the network that the program opens itself; null for
/// nowhere.
public record Doors(Set<Integer> tcp, Set<Integer> udp, int namesFor, Network outside) {
  public static final Doors NONE = new Doors(Set.of(), Set.of(), 0);

  /// Ports of each kind.
  public static final int MOST = 16;

  private static final int MOST_PORT = 65_535;

  public Doors {
    tcp = new TreeSet<>(check("tcp", tcp));
    udp = new TreeSet<>(check("udp", udp));
    if (namesFor < 0 || namesFor > MOST_PORT) {
      throw new IllegalArgumentException(
          "names for: expected a port of 1 to 65535, or 0 for none, got " + namesFor);
    }
  }

  public Doors(Set<Integer> tcp, Set<Integer> udp, int namesFor) {
    this(tcp, udp, namesFor, null);
  }

  public Doors outside(Network network) {
    return new Doors(tcp, udp, namesFor, network);
  }

  public boolean isEmpty() {
    return tcp.isEmpty() && udp.isEmpty();
  }

  /// Those that have a place outside.
  List<Door> found(String within, Connections connections, Datagrams datagrams) {
    if (isEmpty()) {
      return List.of();
    }
    List<Door> found = new ArrayList<>();
    tcp.forEach(port -> found.add(new Door("TCP", port, within, connections.place(port))));
    udp.forEach(port -> found.add(new Door("UDP", port, within, datagrams.place(port))));
    found.removeIf(each -> each.place().isEmpty());
    return found;
  }

  private static Set<Integer> check(String what, Set<Integer> ports) {
    if (ports.size() > MOST) {
      throw new IllegalArgumentException(
          what + ": expected " + MOST + " ports at most, got " + ports.size());
    }
    for (int port : ports) {
      if (port < 1 || port > MOST_PORT) {
        throw new IllegalArgumentException(what + ": expected ports of 1 to 65535, got " + port);
      }
    }
    return ports;
  }
}
