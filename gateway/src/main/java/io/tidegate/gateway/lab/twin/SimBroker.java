package io.tidegate.gateway.lab.twin;

import io.tidegate.gateway.core.DisconnectCause;
import io.tidegate.gateway.core.Input;
import io.tidegate.sim.world.World;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// A broker and the network to it, as the gateway's adapter shows them. Messages of a connection
/// arrive in order; what the broker has taken is told to the watch.
public final class SimBroker implements SimUplink {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;
  private static final long CONNECT_LIMIT_NANOS = 10 * SECOND;

  /// A message for the gateway that the broker keeps until it is acknowledged.
  public record Parcel(String topic, byte[] payload) {}

  private record Publish(long atNanos, long token, String topic, byte[] payload, boolean retain) {}

  private record Ack(long atNanos, long token) {}

  private final World world;
  private final World.Turn turn;
  private final RandomGenerator random;
  private final Coverage coverage;
  private final Watch watch;
  private final Trace trace;
  private Consumer<Input> control = _ -> {};
  private Predicate<Input.Arrived> command = _ -> false;

  // the broker
  private boolean up = true;
  private boolean silent;

  /// Null: whoever connects is let in.
  private DisconnectCause refusal;

  private boolean session;
  private Predicate<String> refusedTopic = _ -> false;
  private final ArrayDeque<Parcel> queued = new ArrayDeque<>();
  private final Map<String, byte[]> retained = new TreeMap<>();

  // the connection
  private long connection;
  private boolean connecting;
  private boolean established;
  private long connectNanos;
  private boolean broken;
  private long lastNanos;
  private final ArrayDeque<Publish> coming = new ArrayDeque<>();
  private final ArrayDeque<Ack> acks = new ArrayDeque<>();
  private final Map<Integer, Parcel> unacknowledged = new LinkedHashMap<>();
  private final Map<Integer, Parcel> retainedUnacknowledged = new LinkedHashMap<>();
  private int nextMessageId = 1;
  private int window;
  private final java.util.HashSet<Long> inFlight = new java.util.HashSet<>();

  public SimBroker(World world, Watch watch, int window, Coverage coverage, Trace trace) {
    this.world = world;
    this.random = world.chance();
    this.watch = watch;
    this.window = window;
    this.coverage = coverage;
    this.trace = trace;
    this.turn = world.add(this::run);
  }

  @Override
  public void attach(Consumer<Input> control, Predicate<Input.Arrived> command) {
    this.control = control;
    this.command = command;
  }

  @Override
  public void gatewayGone(boolean power) {
    attach(_ -> {}, _ -> false);
    cut();
  }

  // --- as the adapter ---

  /// The boards of these worlds open no streams.
  @Override
  public void subscribe(long number, String filter, boolean wanted) {
    watch.require(false, "a subscription of a board: " + filter);
  }

  @Override
  public void connect(long number) {
    watch.require(
        !connecting && !established, "connect while connection " + connection + " is open");
    connection = number;
    connecting = true;
    connectNanos = world.nowNanos() + delay();
    turn.wake(connectNanos);
  }

  @Override
  public boolean publish(
      long number, long token, String topic, byte[] payload, int qos, boolean retain) {
    if (number != connection || !established) {
      return false;
    }
    if (qos > 0) {
      watch.require(inFlight.add(token), "token " + token + " is under way already");
      long own = inFlight.stream().filter(each -> each >= 0).count();
      watch.require(own <= window, own + " messages under way, the window is " + window);
    }
    lastNanos = Math.max(lastNanos, world.nowNanos() + random.nextLong(3 * MILLI));
    coming.add(new Publish(lastNanos, token, topic, payload, retain));
    turn.wake(coming.peek().atNanos());
    return true;
  }

  @Override
  public void acknowledge(long number, int messageId) {
    if (number == connection && established && !broken && !silent) {
      Parcel parcel = unacknowledged.remove(messageId);
      parcel = parcel == null ? retainedUnacknowledged.remove(messageId) : parcel;
      if (parcel != null) {
        watch.parcelTaken(parcel);
      }
    }
  }

  @Override
  public void close(long number, boolean courteous) {
    if (number != connection || !connecting && !established) {
      return;
    }
    trace.line(world.nowNanos(), "broker", "closed by the gateway");
    coverage.add(silent ? Fault.CONNECTION_STALLED : Fault.CONNECTION_LOST, courteous ? 0 : 1);
    end(number, DisconnectCause.STOPPED, "closed");
  }

  // --- as the broker ---

  public void stop(boolean losesSession) {
    up = false;
    if (losesSession) {
      session = false;
      queued.forEach(watch::parcelLost);
      unacknowledged.values().forEach(watch::parcelLost);
      queued.clear();
      unacknowledged.clear();
    }
    breakConnection("the broker stopped");
  }

  public void start() {
    up = true;
  }

  public void silent(boolean silent) {
    this.silent = silent;
    turn.wake(world.nowNanos());
  }

  /// From now on every CONNECT is refused for this cause; null lets everybody in again.
  public void refuseConnects(DisconnectCause cause) {
    refusal = cause;
  }

  public boolean isUp() {
    return up && !silent;
  }

  public boolean isEstablished() {
    return established && !broken;
  }

  public void refuse(Predicate<String> topic) {
    refusedTopic = topic;
  }

  /// The connection is cut somewhere on the way.
  public void breakConnection(String why) {
    if (!established || broken) {
      return;
    }
    trace.line(world.nowNanos(), "broker", why);
    coverage.add(Fault.CONNECTION_LOST);
    takeSome();
    broken = true;
    long number = connection;
    world.at(
        world.nowNanos() + random.nextLong(2 * SECOND),
        () -> end(number, DisconnectCause.LOST, why));
  }

  /// Somebody publishes a command. False when nobody will get it.
  public boolean send(Parcel parcel) {
    if (!session || !up) {
      return false;
    }
    queued.add(parcel);
    turn.wake(world.nowNanos() + delay());
    return true;
  }

  /// Stands at the broker from now on, and comes with each subscription.
  public void retain(Parcel parcel) {
    retained.put(parcel.topic(), parcel.payload());
  }

  /// Somebody else overwrites a state topic of the gateway.
  public void overwrite(String topic, byte[] payload) {
    retained.put(topic, payload);
    send(new Parcel(topic, payload));
  }

  public byte[] retained(String topic) {
    return retained.get(topic);
  }

  public int inFlight() {
    return inFlight.size();
  }

  private long delay() {
    return 500_000 + random.nextLong(20 * MILLI);
  }

  private long run(long nowNanos) {
    if (connecting && connectNanos <= nowNanos) {
      answerConnect(nowNanos);
    }
    if (established && !broken && !silent) {
      takeArrived(nowNanos);
      acknowledgeArrived(nowNanos);
      deliver();
    }
    return dueNanos();
  }

  private long dueNanos() {
    long due = connecting ? connectNanos : Long.MAX_VALUE;
    if (established && !broken && !silent) {
      due = coming.isEmpty() ? due : Math.min(due, coming.peek().atNanos());
      due = acks.isEmpty() ? due : Math.min(due, acks.peek().atNanos());
    }
    return due;
  }

  private void answerConnect(long nowNanos) {
    if (!up) {
      end(connection, DisconnectCause.REFUSED, "connection refused");
    } else if (silent) {
      if (nowNanos - connectNanos >= CONNECT_LIMIT_NANOS) {
        end(connection, DisconnectCause.NO_ANSWER, "no answer");
      } else {
        long number = connection;
        connectNanos = Long.MAX_VALUE;
        world.at(
            nowNanos + CONNECT_LIMIT_NANOS,
            () -> end(number, DisconnectCause.NO_ANSWER, "no answer"));
      }
    } else if (refusal != null) {
      end(connection, refusal, "refused by the broker");
    } else {
      connecting = false;
      established = true;
      broken = false;
      lastNanos = nowNanos;
      trace.line(nowNanos, "broker", "connection " + connection + " stands");
      control.accept(new Input.BrokerUp(connection, session, "sim"));
      session = true;
      watch.connectionChanged();
      queued.addAll(unacknowledged.values());
      unacknowledged.clear();
      retained.forEach((topic, payload) -> arrive(new Parcel(topic, payload), true));
    }
  }

  private void takeArrived(long nowNanos) {
    while (!coming.isEmpty() && coming.peek().atNanos() <= nowNanos) {
      Publish next = coming.poll();
      if (refusedTopic.test(next.topic()) || watch.isPoisonous(next.topic(), next.payload())) {
        coming.clear();
        breakConnection("the broker closed over a message on " + next.topic());
        return;
      }
      take(next);
      acks.add(new Ack(nowNanos + random.nextLong(4 * MILLI), next.token()));
    }
  }

  private void take(Publish next) {
    if (trace.on()) {
      trace.bytes(world.nowNanos(), "broker", "takes " + next.topic(), next.payload());
    }
    if (next.retain()) {
      retained.put(next.topic(), next.payload());
    }
    watch.published(next.topic(), next.payload(), next.retain());
  }

  private void acknowledgeArrived(long nowNanos) {
    while (!acks.isEmpty() && acks.peek().atNanos() <= nowNanos) {
      Ack ack = acks.poll();
      inFlight.remove(ack.token());
      control.accept(new Input.Acknowledged(connection, ack.token()));
    }
    // They arrive in any order of their times; each is due by itself.
  }

  private void deliver() {
    while (!queued.isEmpty() && unacknowledged.size() < 20) {
      Parcel parcel = queued.poll();
      int id = messageId();
      unacknowledged.put(id, parcel);
      command.test(new Input.Arrived(connection, id, 1, false, parcel.topic(), parcel.payload()));
    }
  }

  private void arrive(Parcel parcel, boolean retain) {
    int id = messageId();
    if (retain) {
      retainedUnacknowledged.put(id, parcel);
    }
    command.test(new Input.Arrived(connection, id, 1, retain, parcel.topic(), parcel.payload()));
  }

  private int messageId() {
    nextMessageId = nextMessageId % 65_535 + 1;
    return nextMessageId;
  }

  private void end(long number, DisconnectCause cause, String words) {
    if (number == connection && (connecting || established)) {
      cut();
      control.accept(new Input.BrokerDown(number, cause, words));
    }
  }

  /// What is under way may or may not still reach the broker.
  private void cut() {
    if (established && !broken) {
      takeSome();
    }
    if (!acks.isEmpty()) {
      coverage.add(Fault.ACKNOWLEDGEMENT_LOST);
    }
    connecting = false;
    established = false;
    broken = false;
    coming.clear();
    acks.clear();
    inFlight.clear();
    retainedUnacknowledged.clear();
    watch.connectionChanged();
  }

  private void takeSome() {
    int some = up && !coming.isEmpty() ? random.nextInt(coming.size() + 1) : 0;
    for (int i = 0; i < some; i++) {
      Publish next = coming.poll();
      if (refusedTopic.test(next.topic()) || watch.isPoisonous(next.topic(), next.payload())) {
        break;
      }
      take(next);
      coverage.add(Fault.ACKNOWLEDGEMENT_LOST);
    }
    coming.clear();
  }
}
