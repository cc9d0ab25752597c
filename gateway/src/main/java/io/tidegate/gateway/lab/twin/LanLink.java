package io.tidegate.gateway.lab.twin;

import io.tidegate.gateway.core.DisconnectCause;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.mqtt.Arrivals;
import io.tidegate.gateway.mqtt.ConnectFailure;
import io.tidegate.gateway.mqtt.MqttSettings;
import io.tidegate.gateway.mqtt.Server;
import io.tidegate.gateway.mqtt.Words;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.mqtt.PacketDecoder;
import io.tidegate.sim.mqtt.ProtocolException;
import io.tidegate.sim.net.Network;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// One connection of a [LanUplink], or an attempt at one.
///
/// ```
/// OPENING --TCP stands, CONNECT--> GREETING --CONNACK, SUBSCRIBE--> SUBSCRIBING --SUBACK--> UP
///                                                                  --DISCONNECT--> LEAVING
/// ```
/// From each it may be OVER, which is told once.
final class LanLink {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;

  /// Written by a thread of its own: what comes meanwhile goes with it.
  private static final long WRITE_NANOS = MILLI / 2;

  /// How long a broker that was told the end has for closing.
  private static final long FAREWELL_NANOS = 500 * MILLI;

  /// For the commands that did find room to be worked off and acknowledged.
  private static final long RENEW_NANOS = 2 * SECOND;

  private static final int SUBSCRIBE_ID = 1;
  private static final int BOARDS_ID = 2;
  private static final int SUBSCRIPTION_REFUSED = 0x80;

  private enum Stage {
    OPENING,
    GREETING,
    SUBSCRIBING,
    UP,
    LEAVING,
    OVER
  }

  final long connection;
  private final World world;
  private final World.Turn turn;
  private final MqttSettings settings;
  private final Server server;
  private final Consumer<Input> control;
  private final Arrivals arrivals;
  private final LanOutbox outbox;
  private final PacketDecoder decoder = new PacketDecoder();
  private final byte[] come = new byte[1_024];
  private final Tcp tcp;
  private Stage stage = Stage.OPENING;
  private boolean sessionPresent;

  /// When this stage has lasted too long; when up, the next ping.
  private long limitNanos;

  private long writeNanos = Long.MAX_VALUE;
  private boolean pinged;

  private long renewNanos = Long.MAX_VALUE;

  private String farewell = Words.ENDED;
  private boolean lastWordSaid;

  LanLink(
      long connection,
      World world,
      Network network,
      Server server,
      MqttSettings settings,
      Consumer<Input> control,
      Predicate<Input.Arrived> command) {
    this.connection = connection;
    this.world = world;
    this.server = server;
    this.settings = settings;
    this.control = control;
    this.arrivals = new Arrivals(command, this::overflowed);
    this.outbox =
        new LanOutbox(
            settings.window(), token -> control.accept(new Input.Acknowledged(connection, token)));
    this.limitNanos = world.nowNanos() + settings.connectLimitSeconds() * SECOND;
    this.turn = world.add(this::due);
    this.tcp = network.connect(server.host(), server.port(), this::look);
  }

  // --- what the core wants ---

  boolean publish(long token, String topic, byte[] payload, int qos, boolean retain) {
    boolean taken = stage == Stage.UP && outbox.add(token, topic, payload, qos, retain);
    if (taken) {
      writeSoon();
    }
    return taken;
  }

  /// What a board wants or wants no more; the broker's answer changes nothing.
  void subscribe(String filter, boolean wanted) {
    if (stage == Stage.UP) {
      outbox.say(
          wanted
              ? new Packet.Subscribe(BOARDS_ID, List.of(new Packet.Wish(filter, 0)))
              : new Packet.Unsubscribe(BOARDS_ID, List.of(filter)));
      writeSoon();
    }
  }

  void acknowledge(int messageId) {
    if ((stage == Stage.UP || stage == Stage.LEAVING) && !lastWordSaid && messageId > 0) {
      outbox.say(new Packet.Puback(messageId));
      writeSoon();
    }
  }

  void close(boolean courteous) {
    if (stage == Stage.OVER || stage == Stage.LEAVING && courteous) {
      return;
    }
    if (!courteous || stage == Stage.OPENING) {
      end(DisconnectCause.STOPPED, farewell);
      return;
    }
    next(Stage.LEAVING, FAREWELL_NANOS);
    sayLastWord();
  }

  /// Nobody is told anything any more. The kernel closes the connection of a process that has died,
  /// after what it had taken; a machine without power says nothing.
  void die(boolean power) {
    stage = Stage.OVER;
    if (power) {
      tcp.vanish();
    } else {
      tcp.close();
    }
  }

  boolean isOver() {
    return stage == Stage.OVER;
  }

  // --- time ---

  private void next(Stage stage, long limit) {
    this.stage = stage;
    this.limitNanos = world.nowNanos() + limit;
    turn.wake(limitNanos);
  }

  private void writeSoon() {
    if (writeNanos == Long.MAX_VALUE) {
      writeNanos = world.nowNanos() + WRITE_NANOS;
      turn.wake(writeNanos);
    }
  }

  private long due(long nowNanos) {
    if (nowNanos >= writeNanos) {
      write();
    }
    if (nowNanos >= limitNanos) {
      limitReached();
    }
    if (nowNanos >= renewNanos) {
      renewNanos = Long.MAX_VALUE;
      farewell = Words.OVERFLOWED;
      close(true);
    }
    return stage == Stage.OVER
        ? Long.MAX_VALUE
        : Math.min(limitNanos, Math.min(writeNanos, renewNanos));
  }

  private void limitReached() {
    switch (stage) {
      case OPENING -> fail(ConnectFailure.notReached(server, settings.connectLimitSeconds(), null));
      case GREETING, SUBSCRIBING -> fail(ConnectFailure.noAnswer(settings, server, null));
      case UP -> ping();
      case LEAVING -> end(DisconnectCause.STOPPED, farewell);
      case OVER -> {}
    }
  }

  /// As often as the keep-alive says, whatever else is said; each is to be answered before the next
  /// is due.
  private void ping() {
    if (pinged) {
      end(DisconnectCause.LOST, Words.NO_PING);
      return;
    }
    pinged = true;
    outbox.say(new Packet.Pingreq());
    limitNanos = world.nowNanos() + settings.keepAliveSeconds() * SECOND;
    write();
  }

  // --- the connection ---

  private void write() {
    writeNanos = Long.MAX_VALUE;
    outbox.writeTo(tcp);
  }

  /// Bytes have come or were taken, or the connection stands or has ended.
  private void look() {
    if (stage == Stage.OVER) {
      return;
    }
    if (stage == Stage.OPENING && tcp.state() == Tcp.State.ESTABLISHED) {
      greet();
    }
    read();
    if (stage != Stage.OVER && writeNanos == Long.MAX_VALUE) {
      write();
    }
    if (stage != Stage.OVER && tcp.state() == Tcp.State.CLOSED) {
      closed();
    }
  }

  private void read() {
    try {
      for (int count = tcp.read(come, 0, come.length);
          count > 0 && stage != Stage.OVER;
          count = tcp.read(come, 0, come.length)) {
        decoder.feed(come, 0, count, this::take);
      }
    } catch (IOException e) {
      if (stage == Stage.GREETING) {
        fail(ConnectFailure.lost(server, ": " + e.getMessage(), null));
      } else {
        end(DisconnectCause.LOST, "connection lost: " + e.getMessage());
      }
    }
  }

  private void closed() {
    switch (stage) {
      case OPENING -> fail(notConnected(tcp.words()));
      case GREETING -> fail(ConnectFailure.closed(server, null));
      case LEAVING -> end(DisconnectCause.STOPPED, farewell);
      default -> end(DisconnectCause.LOST, Words.CLOSED);
    }
  }

  private ConnectFailure notConnected(String words) {
    if (words.equals(Network.REFUSED)) {
      return ConnectFailure.nobodyListens(server, null);
    }
    return words.startsWith(Network.NO_SUCH_HOST)
        ? ConnectFailure.unknownHost(server, null)
        : ConnectFailure.unreachable(server, words, null);
  }

  private void fail(ConnectFailure failure) {
    end(failure.reason, failure.getMessage());
  }

  private void end(DisconnectCause cause, String words) {
    stage = Stage.OVER;
    tcp.close();
    control.accept(new Input.BrokerDown(connection, cause, words + outbox.remark()));
  }

  // --- what is said ---

  private void greet() {
    MqttSettings.Will will = settings.will();
    byte[] payload = will.payload().getBytes(StandardCharsets.UTF_8);
    outbox.say(
        new Packet.Connect(
            Packet.LEVEL,
            settings.clientId(),
            false,
            settings.keepAliveSeconds(),
            new Packet.Publish(false, will.qos(), will.retain(), will.topic(), 0, payload),
            settings.username().isEmpty() ? null : settings.username(),
            null));
    next(Stage.GREETING, settings.connectLimitSeconds() * SECOND);
    write();
  }

  private void take(Packet packet) throws ProtocolException {
    switch (packet) {
      case Packet _ when stage == Stage.OVER -> {}
      case Packet.Connack answer when stage == Stage.GREETING -> greeted(answer);
      case Packet _ when stage == Stage.GREETING -> throw unexpected(packet);
      case Packet.Suback(int id, var codes) when stage == Stage.SUBSCRIBING && id == SUBSCRIBE_ID ->
          subscribed(codes);
      case Packet.Suback(int id, var codes) when id == BOARDS_ID -> boardsSubscribed(codes);
      case Packet.Unsuback(int id) when id == BOARDS_ID -> {}
      case Packet.Publish message when message.qos() < 2 ->
          arrivals.add(
              new Input.Arrived(
                  connection,
                  message.id(),
                  message.qos(),
                  message.retained(),
                  message.topic(),
                  message.payload()));
      case Packet.Puback(int id) -> outbox.acknowledged(id);
      case Packet.Pubrec(int id) -> {
        outbox.received(id);
        writeSoon();
      }
      case Packet.Pubcomp(int id) -> {
        outbox.completed(id);
        writeSoon();
        if (stage == Stage.LEAVING) {
          sayLastWord();
        }
      }
      case Packet.Pingresp() -> pinged = false;
      default -> throw unexpected(packet);
    }
  }

  private static ProtocolException unexpected(Packet packet) {
    return new ProtocolException("nobody expects this of a broker now: " + packet);
  }

  private void greeted(Packet.Connack answer) {
    if (answer.code() != 0) {
      fail(ConnectFailure.refused(answer.code(), settings, server, null));
      return;
    }
    sessionPresent = answer.sessionPresent();
    if (sessionPresent) {
      outbox.resumed();
    }
    if (settings.subscriptions().isEmpty()) {
      up();
      return;
    }
    outbox.say(
        new Packet.Subscribe(
            SUBSCRIBE_ID,
            settings.subscriptions().stream().map(each -> new Packet.Wish(each, 1)).toList()));
    next(Stage.SUBSCRIBING, settings.connectLimitSeconds() * SECOND);
  }

  private void boardsSubscribed(List<Integer> codes) {
    if (codes.contains(SUBSCRIPTION_REFUSED)) {
      control.accept(new Input.NotSubscribed(connection, "a board's", Words.NOT_SUBSCRIBED));
    }
  }

  private void subscribed(List<Integer> codes) {
    int refused = codes.indexOf(SUBSCRIPTION_REFUSED);
    if (refused < 0) {
      up();
    } else {
      fail(ConnectFailure.notSubscribed(server, settings.subscriptions().get(refused)));
    }
  }

  private void up() {
    next(Stage.UP, settings.keepAliveSeconds() * SECOND);
    control.accept(new Input.BrokerUp(connection, sessionPresent, server.toString()));
    arrivals.begin();
  }

  /// A message of QoS 2 is to be said to its end first: the broker would not deliver one that it
  /// has only received. If that takes too long, the will is right.
  private void sayLastWord() {
    if (outbox.mayLeave() && !lastWordSaid) {
      lastWordSaid = true;
      outbox.say(new Packet.Disconnect());
      write();
    }
  }

  /// Commands found no room and stay unacknowledged. When those before them are worked off, a new
  /// connection makes the broker send them again.
  private void overflowed() {
    renewNanos = world.nowNanos() + RENEW_NANOS;
    turn.wake(renewNanos);
  }
}
