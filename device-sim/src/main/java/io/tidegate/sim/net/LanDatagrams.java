package io.tidegate.sim.net;

import io.tidegate.sim.world.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/// The datagrams of a [Lan]: to one machine, to all, or to a group. They are over at once, and
/// never lost while there is room.
final class LanDatagrams {
  private static final int FIRST_FREE_PORT = 49_152;

  private final World world;
  private final List<Port> open = new ArrayList<>();

  LanDatagrams(World world) {
    this.world = world;
  }

  Udp open(String address, int port, Runnable changed) {
    if (port != 0 && isTaken(address, port)) {
      return new Closed("somebody has " + address + ":" + port + " already");
    }
    Port fresh = new Port(address, port == 0 ? free(address) : port, changed);
    open.add(fresh);
    return fresh;
  }

  private boolean isTaken(String address, int port) {
    return open.stream().anyMatch(each -> each.port == port && each.address.equals(address));
  }

  private int free(String address) {
    int port = FIRST_FREE_PORT;
    while (isTaken(address, port)) {
      port++;
    }
    return port;
  }

  private final class Port implements Udp {
    private final String address;
    private final int port;
    private final Runnable changed;
    private final Set<String> groups = new HashSet<>();
    private final Queue<Datagram> waiting = new ArrayDeque<>();

    Port(String address, int port, Runnable changed) {
      this.address = address;
      this.port = port;
      this.changed = changed;
    }

    @Override
    public int port() {
      return port;
    }

    @Override
    public void send(String host, int toPort, byte[] bytes) {
      Datagram datagram = new Datagram(address, port, host, bytes.clone());
      for (Port each : List.copyOf(open)) {
        if (each != this && each.port == toPort && each.hears(host)) {
          world.at(world.nowNanos(), () -> each.arrived(datagram));
        }
      }
    }

    @Override
    public Datagram next() {
      return waiting.poll();
    }

    @Override
    public void join(String group) {
      groups.add(group);
    }

    @Override
    public String place() {
      return "";
    }

    @Override
    public String words() {
      return "";
    }

    @Override
    public void close() {
      open.remove(this);
      waiting.clear();
    }

    private boolean hears(String host) {
      return host.equals(address) || host.endsWith(".255") || groups.contains(host);
    }

    private void arrived(Datagram datagram) {
      if (open.contains(this) && waiting.size() < MOST_WAITING) {
        waiting.add(datagram);
        changed.run();
      }
    }
  }
}
