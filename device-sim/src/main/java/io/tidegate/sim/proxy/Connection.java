package io.tidegate.sim.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A client, its counterpart to the server, and what is between them.
///
/// Guarded by the lock of its loop.
final class Connection {
  private static final long NEVER = Long.MAX_VALUE;

  private final Loop loop;
  private final Proxy proxy;
  private final Side client;
  private Side server;
  private final Lane up;
  private final Lane down;
  private final Map<NetFault.Kind, NetFault> faults = new EnumMap<>(NetFault.Kind.class);
  /// The end that was not told, when the other is closed.
  private Side survivor;

  private long plannedNanos = NEVER;
  private boolean begun;
  private boolean gone;

  Connection(Loop loop, Proxy proxy, SocketChannel accepted, RandomGenerator random)
      throws IOException {
    this.loop = loop;
    this.proxy = proxy;
    this.client = Side.accepted(loop, accepted, this::clientReady);
    this.up = new Lane(random);
    this.down = new Lane(random);
  }

  boolean isGone() {
    return gone;
  }

  /// After the first faults are set.
  void begin(long nowNanos) {
    begun = true;
    reach(nowNanos);
    pump(nowNanos);
  }

  void set(NetFault fault, long nowNanos) {
    if (gone) {
      return;
    }
    faults.put(fault.kind(), fault);
    switch (fault) {
      case NetFault.Refuse _ -> leave(nowNanos);
      case NetFault.Reset _ -> {
        if (begun) {
          reset();
        }
      }
      case NetFault.HalfOpen(NetFault.End closed) -> halve(closed, nowNanos);
      case NetFault.CutAfter(NetFault.Way way, long bytes) -> {
        up.cutAfter(way.covers(NetFault.Way.UP) ? bytes : NEVER);
        down.cutAfter(way.covers(NetFault.Way.DOWN) ? bytes : NEVER);
      }
      case NetFault.BlackHole _, NetFault.Slow _, NetFault.Dribble _, NetFault.Latency _ ->
          adjust(fault.kind(), nowNanos);
    }
  }

  void lift(NetFault.Kind kind, long nowNanos) {
    if (gone || faults.remove(kind) == null) {
      return;
    }
    switch (kind) {
      case REFUSE, RESET -> {}
      case HALF_OPEN -> {
        if (survivor != null) {
          reset();
        }
      }
      case CUT_AFTER -> {
        up.cutAfter(NEVER);
        down.cutAfter(NEVER);
      }
      case BLACK_HOLE, SLOW, DRIBBLE, LATENCY -> adjust(kind, nowNanos);
    }
    reach(nowNanos);
  }

  /// Sets both lanes as the fault of this kind says, or as its absence.
  private void adjust(NetFault.Kind kind, long nowNanos) {
    adjust(up, NetFault.Way.UP, kind, nowNanos);
    adjust(down, NetFault.Way.DOWN, kind, nowNanos);
  }

  private void adjust(Lane lane, NetFault.Way way, NetFault.Kind kind, long nowNanos) {
    NetFault fault = faults.get(kind);
    switch (kind) {
      case BLACK_HOLE -> lane.block(fault instanceof NetFault.BlackHole(var at) && at.covers(way));
      case SLOW ->
          lane.pace(
              fault instanceof NetFault.Slow(var at, int bytes) && at.covers(way) ? bytes : 0,
              nowNanos);
      case DRIBBLE ->
          lane.gap(fault instanceof NetFault.Dribble(var at, long gap) && at.covers(way) ? gap : 0);
      default -> {
        if (fault instanceof NetFault.Latency(var at, long delay, long jitter) && at.covers(way)) {
          lane.delay(delay, jitter);
        } else {
          lane.delay(0, 0);
        }
      }
    }
  }

  /// A new connection is reset at its first word: sooner, the client might hear of it as of a
  /// connection that never was.
  private boolean isDoomed() {
    return server == null && faults.containsKey(NetFault.Kind.RESET);
  }

  /// Begins to connect to the server, unless a fault is in the way.
  private void reach(long nowNanos) {
    if (gone || server != null || up.isBlocked() || isDoomed()) {
      return;
    }
    try {
      server = Side.connecting(loop, proxy.target(), this::serverReady);
      if (server.isConnected()) {
        serverReady(nowNanos);
      }
    } catch (IOException _) {
      unreachable(nowNanos);
    }
  }

  private void unreachable(long nowNanos) {
    proxy.unreachable();
    leave(nowNanos);
  }

  private void clientReady(long nowNanos) {
    if (isDoomed()) {
      proxy.turnedAway();
      reset();
    }
    read(client, up, nowNanos);
    pump(nowNanos);
  }

  private void serverReady(long nowNanos) {
    if (server.isConnected() || connected(nowNanos)) {
      read(server, down, nowNanos);
      pump(nowNanos);
    }
  }

  /// The attempt has come to something.
  private boolean connected(long nowNanos) {
    try {
      if (!server.connect()) {
        return false;
      }
    } catch (IOException _) {
      unreachable(nowNanos);
      return false;
    }
    if (faults.get(NetFault.Kind.HALF_OPEN) instanceof NetFault.HalfOpen(NetFault.End closed)) {
      halve(closed, nowNanos);
    }
    return true;
  }

  private void read(Side from, Lane lane, long nowNanos) {
    if (gone || survivor != null || !from.isReadable() || !lane.wantsMore()) {
      return;
    }
    ByteBuffer buffer = proxy.buffer(lane.room());
    try {
      if (from.read(buffer) < 0) {
        lane.end(nowNanos);
        return;
      }
    } catch (IOException _) {
      // what ends with a reset here ends with one there
      reset();
      return;
    }
    byte[] bytes = new byte[buffer.flip().remaining()];
    buffer.get(bytes);
    lane.put(bytes, nowNanos);
  }

  private void timer(long nowNanos) {
    plannedNanos = NEVER;
    pump(nowNanos);
  }

  /// Lets pass what may, and sees to what is to be waited for.
  void pump(long nowNanos) {
    if (gone || survivor != null) {
      return;
    }
    try {
      boolean serverFull = isServed() && flow(up, server, nowNanos);
      boolean clientFull = flow(down, client, nowNanos);
      if (up.isCut() || down.isCut() || up.isOver() && down.isOver()) {
        leave(nowNanos);
        return;
      }
      client.await(up.wantsMore(), clientFull);
      if (isServed()) {
        server.await(down.wantsMore(), serverFull);
      }
      long upDueNanos = serverFull || !isServed() ? NEVER : up.dueNanos(nowNanos);
      plan(Math.min(upDueNanos, clientFull ? NEVER : down.dueNanos(nowNanos)));
    } catch (IOException _) {
      reset();
    }
  }

  private boolean isServed() {
    return server != null && server.isConnected();
  }

  /// True when the socket takes no more and there is more.
  private boolean flow(Lane lane, Side to, long nowNanos) throws IOException {
    for (ByteBuffer next = lane.next(nowNanos); next.hasRemaining(); next = lane.next(nowNanos)) {
      int count = to.write(next);
      lane.taken(count, nowNanos);
      proxy.passed(lane == up, count);
      if (next.hasRemaining()) {
        return true;
      }
    }
    if (lane.passesEnd(nowNanos)) {
      to.finish();
    }
    return false;
  }

  private void plan(long dueNanos) {
    if (dueNanos < plannedNanos) {
      plannedNanos = dueNanos;
      loop.at(dueNanos, this::timer);
      loop.wake();
    }
  }

  /// One end is closed; the other hears nothing any more, not even that. A connection that has not
  /// reached its server is halved when it has.
  private void halve(NetFault.End closed, long nowNanos) {
    if (survivor == null && isServed()) {
      survivor = closed == NetFault.End.CLIENT ? server : client;
      survivor.await(false, false);
      (closed == NetFault.End.CLIENT ? client : server).leave(nowNanos);
    }
  }

  private void leave(long nowNanos) {
    if (begone()) {
      client.leave(nowNanos);
      if (server != null) {
        server.leave(nowNanos);
      }
    }
  }

  private void reset() {
    if (begone()) {
      client.reset();
      if (server != null) {
        server.reset();
      }
    }
  }

  private boolean begone() {
    if (gone) {
      return false;
    }
    gone = true;
    proxy.ended(this);
    return true;
  }
}
