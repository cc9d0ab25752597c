package io.tidegate.sim.lx106.net;

import io.tidegate.sim.net.Listener;
import io.tidegate.sim.net.Tcp;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// TCP: the guest's connections out, and those of others in.
final class Connections {
  static final int MOST_OPEN = 64;

  private static final int MOST_DOORS = 128;
  private static final long SILENT_NANOS = 300_000_000_000L;
  private static final long LOOK_NANOS = 1_000_000_000L;
  private static final int FIRST_FREE_PORT = 49_152;
  private static final int LAST_PORT = 65_535;

  private final Frames frames;
  private final Around around;
  private final Counts counts;
  private final RandomGenerator random;
  private final Runnable wake;
  private final Map<Conversation.Ends, Conversation> open = new LinkedHashMap<>();
  private int freePort = FIRST_FREE_PORT;
  private final Map<Integer, Listener> doors = new TreeMap<>();
  private Relay.Seen seen = (_, _, tcp) -> tcp;

  Connections(Frames frames, Around around, Counts counts, RandomGenerator random, Runnable wake) {
    this.frames = frames;
    this.around = around;
    this.counts = counts;
    this.random = random;
    this.wake = wake;
  }

  void seen(Relay.Seen wanted) {
    seen = wanted;
  }

  void clear() {
    open.values().forEach(Conversation::vanish);
    open.clear();
    doors.values().forEach(Listener::close);
    doors.clear();
  }

  int open() {
    return open.size();
  }

  /// The guest waits there.
  void await(int port) {
    Listener door = around.listen(port, wake);
    door.staysOpen();
    doors.put(port, door);
  }

  /// Another board in the access point wants to come there. The guest says whether it waits.
  void knocked(int port) {
    if (doors.size() < MOST_DOORS && !doors.containsKey(port)) {
      Listener door = around.listenInside(port, wake);
      door.staysOpen();
      doors.put(port, door);
    }
  }

  String place(int port) {
    return doors.containsKey(port) ? doors.get(port).place() : "";
  }

  void fromGuest(Packet packet, long nowNanos) {
    Segment segment = Segment.read(packet);
    if (segment == null) {
      counts.add(Count.DAMAGED);
      return;
    }
    Conversation.Ends ends =
        new Conversation.Ends(
            packet.source(), segment.fromPort(), packet.target(), segment.toPort());
    boolean calls =
        segment.has(Segment.SYN) && !segment.has(Segment.ACK) && !segment.has(Segment.RST);
    Conversation there = open.get(ends);
    if (there != null && !(calls && there.isLingering())) {
      there.fromGuest(segment, nowNanos);
    } else if (calls && Octets.isMachine(packet.target())) {
      call(ends, segment, nowNanos);
    } else {
      refuse(segment);
    }
  }

  long run(long nowNanos) {
    doors.forEach((port, door) -> comeIn(port, door, nowNanos));
    long dueNanos = Long.MAX_VALUE;
    for (Conversation each : List.copyOf(open.values())) {
      dueNanos = Math.min(dueNanos, each.run(nowNanos));
    }
    open.values().removeIf(Conversation::isOver);
    // a connection that goes with the WiFi tells nobody
    return open.isEmpty() ? dueNanos : Math.min(dueNanos, nowNanos + LOOK_NANOS);
  }

  private void call(Conversation.Ends ends, Segment segment, long nowNanos) {
    Tcp far = hasRoom(nowNanos) ? around.connect(ends, wake) : null;
    if (far == null) {
      // without a word: the guest asks again
      return;
    }
    String host = around.meant(ends.other());
    Conversation fresh =
        Conversation.called(
            ends,
            segment,
            seen.begun(host, ends.otherPort(), far),
            frames,
            counts,
            random.nextInt());
    fresh.began(nowNanos);
    open.put(ends, fresh);
  }

  private void comeIn(int port, Listener door, long nowNanos) {
    // whoever comes before the guest has an address waits at the door
    while (around.guest() != 0) {
      Listener.Guest comes = door.accept(wake);
      if (comes == null) {
        return;
      }
      int from = around.shown(Octets.address(comes.host()));
      Conversation.Ends ends =
          free(new Conversation.Ends(around.guest(), port, from, comes.port()));
      if (!hasRoom(nowNanos)) {
        comes.tcp().close();
        continue;
      }
      Conversation fresh =
          Conversation.calling(ends, comes.tcp(), frames, counts, random.nextInt());
      fresh.began(nowNanos);
      open.put(ends, fresh);
    }
  }

  /// Different machines may come under the same address: then another port stands for one. Never
  /// the one of just before, as it would not be on any machine: the program still waits there.
  private Conversation.Ends free(Conversation.Ends wanted) {
    Conversation.Ends ends = wanted;
    while (ends.otherPort() == 0 || open.containsKey(ends)) {
      ends = new Conversation.Ends(wanted.guest(), wanted.guestPort(), wanted.other(), freePort);
      freePort = freePort == LAST_PORT ? FIRST_FREE_PORT : freePort + 1;
    }
    return ends;
  }

  private boolean hasRoom(long nowNanos) {
    open.values().removeIf(Conversation::isOver);
    if (open.size() < MOST_OPEN) {
      return true;
    }
    Map.Entry<Conversation.Ends, Conversation> oldest =
        open.entrySet().stream()
            .min(Comparator.comparingLong(each -> each.getValue().heardNanos()))
            .orElseThrow();
    Conversation silent = oldest.getValue();
    if (!silent.isLingering() && nowNanos - silent.heardNanos() < SILENT_NANOS) {
      counts.add(Count.TCP_FULL);
      return false;
    }
    counts.add(Count.TCP_EVICTED);
    silent.end();
    open.remove(oldest.getKey());
    return true;
  }

  /// RFC 9293, section 3.10.7.1.
  private void refuse(Segment segment) {
    if (segment.has(Segment.RST)) {
      return;
    }
    counts.add(Count.TCP_REFUSED);
    boolean says = segment.has(Segment.ACK);
    frames.send(
        Segment.frame(
            frames,
            segment.packet().target(),
            segment.toPort(),
            segment.packet().source(),
            segment.fromPort(),
            says ? segment.acknowledged() : 0,
            says ? 0 : segment.number() + segment.span(),
            says ? Segment.RST : Segment.RST | Segment.ACK,
            0,
            new byte[0]));
  }
}
