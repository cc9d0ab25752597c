package io.tidegate.sim.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A network in which connections lead elsewhere: those to one port to the same machine, whatever
/// name or address they are asked for by, so that a sketch that has somebody's broker in it finds
/// ours; and those, and datagrams, to names that [#lead] has. For these, names that nobody knows
/// have an address, too. Other datagrams go where they say.
public final class Led implements Network {
  /// `port` 0: all; `toPort` 0: the same.
  private record Way(String host, int port, String toHost, int toPort) {}

  /// A name or an address, and a port there.
  record Place(String host, int port) {}

  private final Network beyond;
  private final int port;
  private final String toHost;
  private final int toPort;
  private final List<Way> ways = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();

  public Led(Network beyond, int port, String toHost, int toPort) {
    this.beyond = beyond;
    this.port = port;
    this.toHost = toHost;
    this.toPort = toPort;
  }

  /// Connections and datagrams to this name, at this port or with 0 at any, lead there; to port 0:
  // the same port.
  public void lead(String host, int from, String target, int targetPort) {
    ways.add(new Way(host, from, target, targetPort));
  }

  @Override
  public Tcp connect(String host, int wanted, Runnable changed) {
    Place goal = goal(host, wanted);
    return beyond.connect(goal.host(), goal.port(), changed);
  }

  @Override
  public String leadsTo(String host, int wanted) {
    Place goal = goal(host, wanted);
    return beyond.leadsTo(names.getOrDefault(goal.host(), goal.host()), goal.port());
  }

  private Place goal(String host, int wanted) {
    Place target = target(host, wanted);
    if (target != null) {
      return target;
    }
    return wanted == port ? new Place(toHost, toPort) : new Place(host, wanted);
  }

  @Override
  public boolean leads(String host, int wanted) {
    return target(host, wanted) != null;
  }

  @Override
  public boolean leadsAll(int wanted) {
    return wanted == port;
  }

  /// Where it leads by somebody's wish, null for nowhere else.
  Place target(String host, int wanted) {
    String name = names.getOrDefault(host, host);
    for (Way way : ways) {
      if (way.host().equalsIgnoreCase(name) && (way.port() == 0 || way.port() == wanted)) {
        return new Place(way.toHost(), way.toPort() == 0 ? wanted : way.toPort());
      }
    }
    return null;
  }

  @Override
  public Lookup lookup(String host, int forPort, Runnable changed) {
    boolean led =
        forPort == port || ways.stream().anyMatch(way -> way.host().equalsIgnoreCase(host));
    return led ? Lookup.found(address(host)) : beyond.lookup(host, forPort, changed);
  }

  @Override
  public Listener listen(String address, int wanted, Runnable changed) {
    return beyond.listen(address, wanted, changed);
  }

  @Override
  public Udp udp(String address, int wanted, Runnable changed) {
    return new LedUdp(this, beyond, beyond.udp(address, wanted, changed));
  }

  /// Of the addresses that belong to nobody on the internet.
  private String address(String host) {
    int hash = host.hashCode();
    String address =
        "10.%d.%d.%d".formatted(hash >> 16 & 0xFF, hash >> 8 & 0xFF, 1 + (hash & 0xFF) % 254);
    names.put(address, host);
    return address;
  }
}
