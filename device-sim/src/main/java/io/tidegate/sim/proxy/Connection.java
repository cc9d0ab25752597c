package io.tidegate.sim.proxy;

import io.tidegate.sim.mqtt.Packet;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// A client, its counterpart to the server, and what is between them.
///
/// Guarded as its ground is.
final class Connection implements Talk.Steps {
  private static final long NEVER = Long.MAX_VALUE;

  /// How long a broker may go on when its client is dismissed.
  private static final long LAST_WORDS_NANOS = Ground.SECOND_NANOS;

  private final Ground ground;
  private final Relay relay;
  private final Side client;
  private Side server;
  private final Lane up;
  private final Lane down;
  private final Talk talk;
  private final Map<NetFault.Kind, NetFault> faults = new EnumMap<>(NetFault.Kind.class);
  /// The end that was not told, when the other is closed.
  private Side survivor;

  private long plannedNanos = NEVER;
  private boolean begun;
  private boolean dismissed;
  private boolean gone;

  Connection(Ground ground, Relay relay, Relay.Arrival client, RandomGenerator random)
      throws IOException {
    this.ground = ground;
    this.relay = relay;
    this.client = client.side(this::clientReady);
    this.up = new Lane(NetFault.Way.UP, random);
    this.down = new Lane(NetFault.Way.DOWN, random);
    this.talk = new Talk(this, relay.counts());
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
      case NetFault.CutAfter _,
          NetFault.BlackHole _,
          NetFault.Slow _,
          NetFault.Dribble _,
          NetFault.Latency _ -> {
        up.set(fault, nowNanos);
        down.set(fault, nowNanos);
      }
      case NetFault.ConnackRefused(int code) -> {
        if (begun) {
          leave(nowNanos);
        } else {
          talk.refuse(code);
        }
      }
      case NetFault.SessionLost _ -> {
        talk.loseSession(true);
        if (talk.isWelcome()) {
          visit(talk.client(), true, () -> {});
        }
      }
      case NetFault.TakenOver over -> planTakeover(over);
      case NetFault.TopicRefused topics -> talk.forbid(topics);
    }
  }

  void lift(NetFault.Kind kind, long nowNanos) {
    if (gone || faults.remove(kind) == null) {
      return;
    }
    switch (kind) {
      case REFUSE, CONNECTION_RESET -> {}
      case HALF_OPEN -> {
        if (survivor != null) {
          reset();
        }
      }
      case CUT_AFTER, BLACK_HOLE, SLOW, DRIBBLE, LATENCY -> {
        up.lift(kind, nowNanos);
        down.lift(kind, nowNanos);
      }
      case CONNACK_REFUSED -> talk.refuse(0);
      case SESSION_LOST -> talk.loseSession(false);
      case TAKEN_OVER -> {}
      case TOPIC_REFUSED -> talk.forbid(null);
    }
    reach(nowNanos);
  }

  /// A new connection is reset at its first word: sooner, the client might hear of it as of a
  /// connection that never was.
  private boolean isDoomed() {
    return server == null && faults.containsKey(NetFault.Kind.CONNECTION_RESET);
  }

  /// Begins to connect to the server, unless a fault is in the way.
  private void reach(long nowNanos) {
    if (gone || server != null || up.isBlocked() || isDoomed()) {
      return;
    }
    try {
      server = ground.reach(this::serverReady);
      if (server.isConnected()) {
        serverReady(nowNanos);
      }
    } catch (IOException _) {
      unreachable(nowNanos);
    }
  }

  private void unreachable(long nowNanos) {
    relay.counts().unreachable++;
    leave(nowNanos);
  }

  private void clientReady(long nowNanos) {
    if (isDoomed()) {
      relay.counts().turnedAway++;
      reset();
    }
    read(client, up, talk::up, talk::upEnded, nowNanos);
    pump(nowNanos);
  }

  private void serverReady(long nowNanos) {
    if (server.isConnected() || connected(nowNanos)) {
      read(server, down, talk::down, () -> {}, nowNanos);
      pump(nowNanos);
    }
  }

  /// The attempt has come to something.
  private boolean connected(long nowNanos) {
    try {
      if (!server.connect()) {
        return false;
      }
    } catch (ConnectException | NoRouteToHostException _) {
      unreachable(nowNanos);
      return false;
    } catch (IOException _) {
      // it stood, and was reset before we looked
      reset();
      return false;
    }
    if (faults.get(NetFault.Kind.HALF_OPEN) instanceof NetFault.HalfOpen(NetFault.End closed)) {
      halve(closed, nowNanos);
    }
    return true;
  }

  private void read(Side from, Lane lane, Consumer<byte[]> bytesTo, Runnable endTo, long nowNanos) {
    if (gone || survivor != null || !from.isReadable() || !lane.wantsMore()) {
      return;
    }
    ByteBuffer buffer = relay.buffer(lane.room());
    try {
      if (from.read(buffer) < 0) {
        endTo.run();
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
    bytesTo.accept(bytes);
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
      if (up.isCut() || down.isCut() || down.isOver() && (up.isOver() || dismissed)) {
        leave(nowNanos);
        return;
      }
      client.await(up.wantsMore() && !talk.isHeld(), clientFull);
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
      relay.counts().passed(lane == up, count);
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
      ground.at(dueNanos, this::timer);
      ground.wake();
    }
  }

  @Override
  public void toServer(byte[] bytes) {
    up.put(bytes, ground.now());
  }

  @Override
  public void toClient(byte[] bytes) {
    down.put(bytes, ground.now());
  }

  @Override
  public void welcomed() {
    if (faults.get(NetFault.Kind.TAKEN_OVER) instanceof NetFault.TakenOver over) {
      planTakeover(over);
    }
  }

  @Override
  public void loseSession(Packet.Connect named) {
    visit(
        named,
        true,
        () -> {
          talk.resume();
          pump(ground.now());
        });
  }

  /// What was said passes; then both are closed, the broker's last words waited for or not.
  @Override
  public void end(boolean atOnce) {
    long nowNanos = ground.now();
    dismissed = true;
    up.end(nowNanos);
    if (atOnce) {
      down.end(nowNanos);
    }
    ground.at(nowNanos + LAST_WORDS_NANOS, this::leave);
  }

  private void planTakeover(NetFault.TakenOver over) {
    if (talk.isWelcome()) {
      ground.at(ground.now() + over.afterNanos(), _ -> takeOver(over));
      ground.wake();
    }
  }

  private void takeOver(NetFault.TakenOver over) {
    if (!gone && survivor == null && faults.get(NetFault.Kind.TAKEN_OVER) == over) {
      visit(talk.client(), talk.client().cleanSession(), () -> {});
    }
  }

  /// Goes to the broker under the client's name. Who has none cannot be taken for another.
  private void visit(Packet.Connect named, boolean clean, Runnable done) {
    if (named.clientId().isEmpty()) {
      relay.counts().failedErrands++;
      done.run();
      return;
    }
    Errand errand =
        new Errand(
            ground,
            named,
            clean,
            taken -> {
              relay.counts().failedErrands += taken ? 0 : 1;
              done.run();
            });
    errand.start(ground.now());
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
    relay.ended(this);
    return true;
  }
}
