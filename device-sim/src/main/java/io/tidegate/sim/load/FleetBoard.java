package io.tidegate.sim.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sim.net.Network;
import io.tidegate.sim.pubsub.Login;
import io.tidegate.sim.pubsub.PubSubClient;
import io.tidegate.sim.world.World;
import java.util.random.RandomGenerator;

/// One board: connects when it may, looks after its connection as a sketch does in its loop(), and
/// publishes every so often. After a failure it tries again five seconds later.
final class FleetBoard {
  /// What the library's own example waits.
  static final long RETRY_NANOS = 5_000_000_000L;

  private static final long MILLI = 1_000_000;

  private enum Doing {
    WAITING,
    CONNECTING,
    LOOPING,
    PUBLISHING,
    ONLINE,
    LEAVING
  }

  // for its whole life
  private final Fleet fleet;
  private final FleetPlan plan;
  private final int number;
  private final World world;
  private final World.Turn turn;
  private final RandomGenerator random;
  private final PubSubClient client;
  private boolean ever;
  private double value = 22.5;
  private long published;
  private boolean ending;

  // at this moment
  private Doing doing = Doing.WAITING;

  /// Long.MAX_VALUE until it has been connected.
  private long dueNanos = Long.MAX_VALUE;

  FleetBoard(Fleet fleet, FleetPlan plan, int number, World world, Network network) {
    this.fleet = fleet;
    this.plan = plan;
    this.number = number;
    this.world = world;
    this.random = fleet.random();
    this.client = new PubSubClient(network, plan.host(), plan.port(), this::wake, (_, _) -> {});
    this.turn = world.add(this::run);
  }

  /// It is let in.
  void connect() {
    Login login = Login.of(plan.id(number)).withUser(plan.username(), plan.password());
    doing = Doing.CONNECTING;
    client.connect(login, millis());
    wake();
  }

  /// It says goodbye and comes no more.
  void leave() {
    ending = true;
    wake();
  }

  boolean isOnline() {
    return client.state() == PubSubClient.CONNECTED;
  }

  private void wake() {
    turn.wake(world.nowNanos());
  }

  private int millis() {
    return (int) (world.nowNanos() / MILLI);
  }

  private long run(long nowNanos) {
    while (client.run(millis())) {
      switch (doing) {
        case WAITING -> {
          missWhatIsDue(nowNanos);
          return dueNanos;
        }
        case CONNECTING -> connected(nowNanos);
        case LOOPING -> looped(nowNanos);
        case PUBLISHING -> {
          fleet.book().published(client.result(), nowNanos - dueNanos);
          dueNanos += plan.everyNanos();
          doing = Doing.ONLINE;
        }
        case ONLINE -> {
          if (!next(nowNanos)) {
            return Math.min(dueNanos, nowNanos + client.idleMillis(millis()) * MILLI);
          }
        }
        case LEAVING -> {
          return Long.MAX_VALUE;
        }
      }
    }
    return nowNanos + Math.max(1, client.idleMillis(millis())) * MILLI;
  }

  /// Begins what is to be done on a connection; false when nothing is.
  private boolean next(long nowNanos) {
    if (!client.connected()) {
      lost();
    } else if (ending) {
      doing = Doing.LEAVING;
      client.disconnect(millis());
    } else if (nowNanos >= dueNanos) {
      doing = Doing.PUBLISHING;
      publish(nowNanos);
    } else if (client.idleMillis(millis()) == 0) {
      doing = Doing.LOOPING;
      client.loop(millis());
    } else {
      return false;
    }
    return true;
  }

  private void connected(long nowNanos) {
    fleet.gate().leave();
    if (!client.result()) {
      fleet.book().refused(refusal());
      again();
      return;
    }
    fleet.book().connected(!ever, nowNanos);
    if (ever) {
      missWhatIsDue(nowNanos);
    } else {
      // spread over the period, or all would publish at once
      dueNanos = nowNanos + random.nextLong(plan.everyNanos());
      ever = true;
    }
    doing = Doing.ONLINE;
  }

  private void looped(long nowNanos) {
    if (client.result()) {
      doing = Doing.ONLINE;
    } else {
      lost();
    }
  }

  private void lost() {
    String why =
        client.state() == PubSubClient.CONNECTION_TIMEOUT ? "no answer to a ping" : client.words();
    fleet.book().lost(why.isEmpty() ? "state " + client.state() : why);
    again();
  }

  private void again() {
    doing = Doing.WAITING;
    if (!ending) {
      world.at(world.nowNanos() + RETRY_NANOS, () -> fleet.gate().enter(this::connect));
    }
  }

  /// What is due while there is no connection is not published, as a sketch does not.
  private void missWhatIsDue(long nowNanos) {
    while (nowNanos >= dueNanos) {
      fleet.book().missed();
      dueNanos += plan.everyNanos();
    }
  }

  private void publish(long nowNanos) {
    value = Math.clamp(value + 0.2 * (random.nextDouble() - 0.5), 15, 30);
    Template.Values values =
        new Template.Values(plan.id(number), number, ++published, fleet.secondsSince1970(), value);
    byte[] payload = plan.payload().fill(values).getBytes(UTF_8);
    client.publish(plan.topic().fill(values), payload, false, millis());
  }

  private String refusal() {
    return switch (client.state()) {
      case 1 -> "protocol version not accepted (1)";
      case 2 -> "client id not accepted (2)";
      case 3 -> "broker not available (3)";
      case 4 -> "wrong user or password (4)";
      case 5 -> "not authorised (5)";
      case PubSubClient.CONNECTION_TIMEOUT -> "no CONNACK within 15 s";
      default -> client.words().isEmpty() ? "state " + client.state() : client.words();
    };
  }
}
