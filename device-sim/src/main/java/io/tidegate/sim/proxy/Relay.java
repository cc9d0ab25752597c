package io.tidegate.sim.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// The connections that pass, and the faults that are set for them, present and to come. Neither
/// sockets nor a clock of its own.
///
/// Guarded as its ground is.
final class Relay {
  private static final int CHUNK_BYTES = 16 * 1_024;

  /// A fault for connections to come: for so much of them, by chance.
  private record Standing(NetFault fault, double share) {}

  /// Somebody has connected.
  interface Arrival {
    /// The task is run when there is something to read or to write.
    Side side(Ground.Task ready) throws IOException;
  }

  private final Ground ground;
  private final SplittableRandom random;
  private final Runnable hear;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK_BYTES);
  private final Set<Connection> connections = new LinkedHashSet<>();
  private final Map<NetFault.Kind, NetFault> set = new EnumMap<>(NetFault.Kind.class);
  private final Map<NetFault.Kind, Standing> forNew = new EnumMap<>(NetFault.Kind.class);
  private final Counts counts = new Counts();

  /// `hear` is run when [#isDeaf] may have changed, before anybody present is told of it.
  Relay(Ground ground, long seed, Runnable hear) {
    this.ground = ground;
    this.random = new SplittableRandom(seed);
    this.hear = hear;
  }

  /// Each connection it is for has it with this chance. It takes the place of one of the same kind
  /// on the connections that have it.
  void set(NetFault fault, Reach reach, double share) {
    long nowNanos = ground.now();
    set.put(fault.kind(), fault);
    if (reach.isForNew()) {
      forNew.put(fault.kind(), new Standing(fault, share));
      hear.run();
    }
    if (reach.isForPresent()) {
      for (Connection each : List.copyOf(connections)) {
        if (hits(share)) {
          each.set(fault, nowNanos);
          each.pump(nowNanos);
        }
      }
    }
  }

  /// From all connections, present and to come.
  void lift(List<NetFault.Kind> kinds) {
    long nowNanos = ground.now();
    kinds.forEach(set::remove);
    kinds.forEach(forNew::remove);
    hear.run();
    for (Connection each : List.copyOf(connections)) {
      kinds.forEach(kind -> each.lift(kind, nowNanos));
      each.pump(nowNanos);
    }
  }

  /// What is set.
  List<NetFault> faults() {
    return List.copyOf(set.values());
  }

  Traffic traffic() {
    return counts.traffic(connections.size());
  }

  /// So that nobody listens.
  static boolean deafens(NetFault fault) {
    return fault.equals(new NetFault.Refuse(NetFault.Refusal.REFUSED));
  }

  /// Nobody is to listen for connections.
  boolean isDeaf() {
    Standing refusal = forNew.get(NetFault.Kind.REFUSE);
    return refusal != null && deafens(refusal.fault());
  }

  private boolean hits(double share) {
    return share == 1 || random.nextDouble() < share;
  }

  int open() {
    return connections.size();
  }

  void admit(Arrival arrival) throws IOException {
    Connection connection = new Connection(ground, this, arrival, random.split());
    long nowNanos = ground.now();
    connections.add(connection);
    for (Standing each : forNew.values()) {
      if (hits(each.share())) {
        connection.set(each.fault(), nowNanos);
      }
    }
    if (connection.isGone()) {
      counts.turnedAway++;
    } else {
      connection.begin(nowNanos);
    }
  }

  // for the connections

  Counts counts() {
    return counts;
  }

  /// Where a turn reads to.
  ByteBuffer buffer(int mostBytes) {
    return buffer.clear().limit(Math.min(CHUNK_BYTES, mostBytes));
  }

  void ended(Connection connection) {
    connections.remove(connection);
  }
}
