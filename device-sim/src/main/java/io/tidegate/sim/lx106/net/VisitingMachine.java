package io.tidegate.sim.lx106.net;

import io.tidegate.sim.net.Door;
import io.tidegate.sim.net.Listener;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.net.Udp;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// A machine in the network that the program opens itself. It has its address from the program, and
/// goes to the program's doors for those outside, who find them at the address that the program has
/// there. All calls are on the thread that owns the network.
public final class VisitingMachine {
  /// It has asked so often for an address when it says that nobody gives one.
  private static final int TRIES_BEFORE_WORDS = 4;

  private static final byte[] OWN = {0x02, 0x54, 0x69, 0x64, 0x65, 0x02};
  private static final byte[] NOBODY = new byte[OWN.length];

  private final Doors doors;
  private final RandomGenerator random;
  private final Counts counts = new Counts();
  private final Frames frames = new Frames(OWN, NOBODY, counts, this::isIn);
  private final AddressWish wish = new AddressWish(OWN, frames);
  private final Nearby nearby = new Nearby();
  private final Connections connections;
  private final Datagrams datagrams;
  private boolean in;
  private boolean awaiting;

  /// `random`: for what it asks with, and the first numbers of connections. `wake`: called whenever
  /// [#run] has something to do before it said.
  public VisitingMachine(Doors doors, RandomGenerator random, Runnable wake) {
    this.doors = doors;
    this.random = random;
    connections = new Connections(frames, nearby, counts, random, wake);
    datagrams = new Datagrams(frames, nearby, counts, _ -> false, wake);
  }

  /// Whether it has anything to do there.
  public boolean comes() {
    return !doors.tcp().isEmpty() || !doors.udp().isEmpty();
  }

  /// Its hardware address.
  public byte[] mac() {
    return OWN.clone();
  }

  /// The program has let it in.
  public void joined(long nowNanos) {
    left();
    in = true;
    wish.begin(random.nextInt(), nowNanos);
  }

  /// It is out: whoever is connected through it hears no more of the program.
  public void left() {
    in = false;
    awaiting = false;
    wish.end();
    connections.clear();
    datagrams.clear();
    frames.clear();
  }

  /// The program has sent this; it is not kept.
  public void fromGuest(byte[] frame, int length, long nowNanos) {
    counts.add(Count.FROM_GUEST);
    if (length < Packet.START || length > Frames.MOST_BYTES || length > frame.length) {
      counts.add(Count.DAMAGED);
    } else if (!frames.isForUs(frame)) {
      counts.add(Count.NOT_FOR_US);
    } else {
      frames.guest(frame, OWN.length);
      switch (Octets.u16(frame, Packet.START - 2)) {
        case Frames.ARP -> arp(frame, length);
        case Frames.IPV4 -> packet(Packet.read(frame, length, counts), nowNanos);
        default -> counts.add(Count.NOT_IPV4);
      }
    }
  }

  /// As with [Relay#run].
  public long run(long nowNanos, Consumer<byte[]> toGuest) {
    if (!in) {
      return Long.MAX_VALUE;
    }
    long addressNanos = wish.run(nowNanos);
    if (wish.address() != 0 && !awaiting) {
      awaiting = true;
      doors.tcp().forEach(connections::await);
      doors.udp().forEach(datagrams::await);
    }
    datagrams.run();
    long dueNanos = connections.run(nowNanos);
    frames.take(toGuest);
    return Math.min(dueNanos, addressNanos);
  }

  public long count(Count what) {
    return counts.of(what);
  }

  /// Where the program's doors in its own network are found from outside.
  public List<Door> doors() {
    return doors.isEmpty() ? List.of() : doors.found(address(), connections, datagrams);
  }

  /// Why they are not, in words; empty when there is no reason.
  public String trouble() {
    return in && wish.address() == 0 && wish.tries() >= TRIES_BEFORE_WORDS
        ? "its own network: whoever comes in gets no address from it"
        : "";
  }

  /// The program's.
  private String address() {
    return Octets.text(wish.server());
  }

  private boolean isIn() {
    return in;
  }

  private void arp(byte[] frame, int length) {
    if (!Arp.isWhole(frame, length)) {
      counts.add(Count.DAMAGED);
      return;
    }
    int asked = Octets.u32(frame, Arp.SENDER + 16);
    if (Arp.asks(frame) && asked == wish.address()) {
      frames.arp(frame, Octets.u32(frame, Arp.SENDER + 6), asked);
    }
  }

  private void packet(Packet packet, long nowNanos) {
    if (packet == null) {
      return;
    }
    if (packet.protocol() == Packet.UDP) {
      datagram(packet, nowNanos);
    } else if (packet.protocol() != Packet.TCP) {
      counts.add(Count.OTHER_PROTOCOL);
    } else if (packet.target() == wish.address()) {
      connections.fromGuest(packet, nowNanos);
    }
  }

  /// What is for all is for nobody outside.
  private void datagram(Packet packet, long nowNanos) {
    if (!packet.isDatagram()) {
      counts.add(Count.DAMAGED);
    } else if (packet.u16(2) == Dhcp.CLIENT_PORT) {
      wish.fromGuest(packet, nowNanos);
    } else if (packet.target() == wish.address() && doors.udp().contains(packet.u16(0))) {
      datagrams.fromGuest(packet, nowNanos);
    }
  }

  /// All who come are this machine.
  private final class Nearby implements Around {
    private int last;

    @Override
    public int guest() {
      return wish.address() == 0 ? 0 : wish.server();
    }

    @Override
    public int shown(int address) {
      last = address;
      return wish.address();
    }

    @Override
    public String meant(int address) {
      return Octets.text(last);
    }

    /// It waits for nobody.
    @Override
    public Tcp connect(Conversation.Ends ends, Runnable wake) {
      return null;
    }

    @Override
    public Listener listen(int port, Runnable wake) {
      return doors.outside().listen(address(), port, wake);
    }

    @Override
    public Udp udp(int port, Runnable wake) {
      return doors.outside().udp(address(), port, wake);
    }
  }
}
