package io.tidegate.sim.lx106.net;

import io.tidegate.sim.net.Door;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.net.Tcp;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Between a program that sends and takes frames of Ethernet, and the network behind its station.
/// All calls are on the thread that owns the station's world, with the world's time.
public final class Relay {
  /// Makes of a connection that the program begins another one, through which it goes on.
  @FunctionalInterface
  public interface Seen {
    Tcp begun(String host, int port, Tcp tcp);
  }

  /// The router's, locally administered; whoever is asked for has it.
  private static final byte[] OWN = {0x02, 0x54, 0x69, 0x64, 0x65, 0x01};

  // IGMP: RFC 1112 and 2236
  private static final int IGMP_BYTES = 8;
  private static final int REPORT_1 = 0x12;
  private static final int REPORT_2 = 0x16;

  private final Doors doors;
  private final Home home;
  private final Counts counts = new Counts();
  private final Frames frames;
  private final Arp arp;
  private final Dhcp dhcp;
  private final Dns dns;
  private final Datagrams datagrams;
  private final Echo echo;
  private final Connections connections;
  private final Neighbours neighbours;
  private final Fragments fragments = new Fragments(counts);
  private boolean awaiting;

  /// `mac`: the program's. `random`: for the first numbers of connections. `wake`: called whenever
  /// [#run] has something to do before it said.
  public Relay(Station station, byte[] mac, Doors doors, RandomGenerator random, Runnable wake) {
    if (mac.length != 6) {
      throw new IllegalArgumentException("hardware address: expected 6 bytes, got " + mac.length);
    }
    this.doors = doors;
    home = new Home(station);
    frames = new Frames(OWN, mac, counts, home::air);
    arp = new Arp(frames, home, counts);
    dhcp = new Dhcp(frames, home, counts);
    dns = new Dns(station, frames, home, counts, doors.namesFor(), wake);
    neighbours = new Neighbours(station, frames, counts, wake);
    datagrams = new Datagrams(frames, home, counts, neighbours::has, wake);
    echo = new Echo(station, frames, counts, wake);
    connections = new Connections(frames, home, counts, random, wake);
  }

  /// From now on the program's own connections are what `wanted` makes of them.
  public void seen(Seen wanted) {
    connections.seen(wanted);
  }

  /// The program has sent this; it is not kept. What comes of it waits for [#run].
  public void fromGuest(byte[] frame, int length, long nowNanos) {
    counts.add(Count.FROM_GUEST);
    if (length < Packet.START || length > Frames.MOST_BYTES || length > frame.length) {
      counts.add(Count.DAMAGED);
    } else if (!home.air()) {
      counts.add(Count.NO_AIR);
    } else if (!frames.isForUs(frame)) {
      counts.add(Count.NOT_FOR_US);
    } else {
      switch (Octets.u16(frame, Packet.START - 2)) {
        case Frames.ARP -> arp.fromGuest(frame, length);
        case Frames.IPV4 -> packet(Packet.read(frame, length, counts), nowNanos);
        default -> counts.add(Count.NOT_IPV4);
      }
    }
  }

  /// Does what is due, and hands over what there is for the program. Gives when it wants to be run
  /// again, unless it wakes before.
  public long run(long nowNanos, Consumer<byte[]> toGuest) {
    if (!awaiting) {
      awaiting = true;
      neighbours.begin();
      home.whenKnocked(connections::knocked, datagrams::knocked);
      doors.tcp().forEach(connections::await);
      doors.udp().forEach(datagrams::await);
    }
    long addressNanos = dhcp.run(nowNanos);
    dns.run();
    datagrams.run();
    neighbours.run();
    long dueNanos = connections.run(nowNanos);
    frames.take(toGuest);
    return Math.min(dueNanos, addressNanos);
  }

  /// The program has begun anew, or lost its power: whoever it was connected to hears no more of
  /// it. To be called after the station's own reset.
  public void reset() {
    connections.clear();
    datagrams.clear();
    neighbours.clear();
    fragments.clear();
    dns.clear();
    dhcp.clear();
    home.clear();
    frames.clear();
    home.whenKnocked(_ -> {}, _ -> {});
    awaiting = false;
  }

  public long count(Count what) {
    return counts.of(what);
  }

  /// Connections that it holds.
  public int connections() {
    return connections.open();
  }

  /// Where the program's ports are found from outside; those that are not are left out.
  public List<Door> doors() {
    return doors.found("", connections, datagrams);
  }

  private void packet(Packet packet, long nowNanos) {
    if (packet == null) {
      return;
    }
    boolean named = Octets.isMachine(packet.source());
    if (named) {
      home.heard(packet.source());
      if (neighbours.take(packet)) {
        return;
      }
    }
    if (packet.part()) {
      packet(fragments.take(packet, nowNanos), named, nowNanos);
    } else {
      packet(packet, named, nowNanos);
    }
  }

  /// A whole one, null for none.
  private void packet(Packet packet, boolean named, long nowNanos) {
    if (packet == null) {
      return;
    }
    if (packet.protocol() == Packet.UDP) {
      datagram(packet, named, nowNanos);
    } else if (!named) {
      counts.add(Count.DAMAGED);
    } else {
      switch (packet.protocol()) {
        case Packet.TCP -> connections.fromGuest(packet, nowNanos);
        case Packet.ICMP -> echo.fromGuest(packet);
        case Packet.IGMP -> group(packet);
        default -> counts.add(Count.OTHER_PROTOCOL);
      }
    }
  }

  private void datagram(Packet packet, boolean named, long nowNanos) {
    if (!packet.isDatagram()) {
      counts.add(Count.DAMAGED);
    } else if (packet.u16(2) == Dhcp.SERVER_PORT) {
      dhcp.fromGuest(packet, nowNanos);
    } else if (!named || packet.u16(0) == 0) {
      counts.add(Count.DAMAGED);
    } else if (packet.u16(2) == Dns.PORT && Octets.isMachine(packet.target())) {
      dns.fromGuest(packet);
    } else {
      datagrams.fromGuest(packet, nowNanos);
    }
  }

  private void group(Packet packet) {
    boolean whole =
        packet.length() >= IGMP_BYTES
            && Octets.complement(Octets.sum(packet.frame(), packet.offset(), packet.length(), 0))
                == 0;
    if (!whole) {
      counts.add(Count.DAMAGED);
    } else if (packet.u8(0) == REPORT_1 || packet.u8(0) == REPORT_2) {
      datagrams.join(packet.u32(4));
    }
  }
}
