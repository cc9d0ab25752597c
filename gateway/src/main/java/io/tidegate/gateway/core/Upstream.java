package io.tidegate.gateway.core;

import io.tidegate.gateway.spool.Message;
import io.tidegate.gateway.spool.Spool;
import io.tidegate.gateway.spool.Waiting;
import io.tidegate.gateway.topic.Payloads;
import io.tidegate.gateway.uplink.Backoff;
import io.tidegate.gateway.uplink.Connector;
import io.tidegate.gateway.uplink.DrainRate;
import io.tidegate.gateway.uplink.Suspicion;
import io.tidegate.gateway.uplink.Window;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// From the spool to the broker: keeps a connection, keeps the window full, gives up on one that
/// stalls, and finds the message that a broker will not have.
final class Upstream {
  private static final int TOLD_LIMIT = 16;

  // for the life of the process
  private final Uplink uplink;
  private final Spool spool;
  private final StateTopics stateTopics;
  private final Counters counters;
  private final Journal journal;
  private final Settings.Delivery delivery;
  private final Connector connector;
  private final Suspicion suspicion = new Suspicion();

  // for the life of a connection
  private final Window window;
  private final DrainRate drainRate;
  private long givenUp;
  private String server = "";
  private String words = "not tried yet";

  /// Why attempts failed since the last connection, as far as it was logged.
  private final Set<String> toldWords = new HashSet<>();

  // a message that was taken from the spool and may not go out yet
  private Waiting held;

  /// False at the end, when nothing more is taken from the spool.
  private boolean spoolToo = true;

  // a message while it is handed over; still set afterwards when that threw
  private Waiting handing;
  private final List<Message> settled = new ArrayList<>();

  Upstream(
      Uplink uplink,
      Spool spool,
      StateTopics stateTopics,
      Settings.Delivery delivery,
      Counters counters,
      Journal journal,
      RandomGenerator random,
      long nowNanos) {
    this.uplink = uplink;
    this.spool = spool;
    this.stateTopics = stateTopics;
    this.delivery = delivery;
    this.counters = counters;
    this.journal = journal;
    this.window = new Window(delivery.window());
    this.drainRate = new DrainRate(delivery.drainPerSecond());
    this.connector =
        new Connector(
            new Backoff(
                delivery.backoffMinNanos(),
                delivery.backoffMaxNanos(),
                delivery.stableNanos(),
                random),
            nowNanos);
  }

  /// A connection stands. True when it is the one we asked for.
  boolean up(Input.BrokerUp up, long nowNanos) {
    if (!connector.up(up.connection(), nowNanos)) {
      return false;
    }
    counters.add(Counter.CONNECTIONS);
    toldWords.clear();
    server = up.server();
    words = "connected to " + server;
    spool.connected();
    window.alone(suspicion.testsAlone());
    stateTopics.connected();
    journal.log(
        Journal.Level.NOTICE,
        "broker-up",
        "broker",
        words + ", messages waiting: " + spool.status(nowNanos).waiting());
    return true;
  }

  /// A connection ended or an attempt failed. Gives the message that was set aside because of it,
  /// or null.
  Message down(Input.BrokerDown down, long nowNanos) {
    boolean stood = connector.isUp();
    if (!connector.down(down.connection(), nowNanos)) {
      return null;
    }
    counters.add(Counter.DISCONNECTS);
    words = down.words();
    journal.log(level(stood), "broker-down", "broker", words);
    boolean convicted =
        stood
            && down.connection() != givenUp
            && down.cause() == DisconnectCause.LOST
            && suspicion.ended(window, nowNanos);
    Message setAside = convicted ? setAside(window.oldest(), nowNanos) : null;
    counters.add(Counter.REPEATED, window.size());
    window.clear();
    held = null;
    spool.rewind();
    return setAside;
  }

  /// An outage takes hours and as many attempts as it likes: each reason is told once.
  private Journal.Level level(boolean stood) {
    boolean told = toldWords.contains(words);
    if (!told && toldWords.size() < TOLD_LIMIT) {
      toldWords.add(words);
    }
    if (stood) {
      return Journal.Level.WARNING;
    }
    return told ? Journal.Level.INFO : Journal.Level.NOTICE;
  }

  private Message setAside(long position, long nowNanos) {
    Message message = spool.setAside(position, nowNanos);
    counters.add(Counter.SET_ASIDE);
    journal.log(
        Journal.Level.ERROR,
        "message-set-aside",
        message.topic(),
        "the broker closed the connection each time it was sent this message of "
            + message.payload().length
            + " bytes (key "
            + message.key().tag()
            + "); it is kept in the spool's quarantine, the rest goes on");
    return message;
  }

  /// The broker took it. Gives the message, or null when this is no news of the present connection.
  Message acknowledged(long connection, long token, long nowNanos) {
    if (connection != connector.connection()) {
      return null;
    }
    if (token < 0) {
      stateTopics.acknowledged(nowNanos);
      return null;
    }
    if (!window.acknowledged(token)) {
      return null;
    }
    suspicion.acknowledged(token);
    window.alone(suspicion.testsAlone());
    counters.add(Counter.DELIVERED);
    return spool.release(token, nowNanos);
  }

  /// Handing over a message threw: it is set aside, as it would throw again. Gives it, or null when
  /// no message was to blame.
  Message setAsideUnsendable(long nowNanos) {
    Waiting blamed = handing;
    handing = null;
    if (blamed == null) {
      return null;
    }
    counters.add(Counter.SET_ASIDE);
    return spool.setAside(blamed.position(), nowNanos);
  }

  /// Connects, gives up on what stalls, and sends what may go: of the spool only with `alsoSpool`.
  /// Gives the messages that were settled by handing them over (QoS 0).
  List<Message> pump(long nowNanos, boolean alsoSpool) {
    spoolToo = alsoSpool;
    settled.clear();
    long attempt = connector.due(nowNanos);
    if (attempt != 0) {
      uplink.connect(attempt);
    }
    if (!connector.isUp() || givenUp == connector.connection()) {
      return settled;
    }
    if (isStalled(nowNanos)) {
      giveUp();
      return settled;
    }
    stateTopics.pump(connector.connection(), nowNanos);
    while (alsoSpool && window.hasRoom() && sendNext(nowNanos)) {}
    return settled;
  }

  /// Ends the connection for good.
  void end() {
    uplink.close(connector.connection(), true);
    connector.end();
  }

  /// No connection has been up, or none is.
  boolean isUp() {
    return connector.isUp();
  }

  long connection() {
    return connector.connection();
  }

  boolean isQuiet() {
    return window.isEmpty() && stateTopics.isQuiet();
  }

  long dueNanos(long nowNanos) {
    if (!connector.isUp()) {
      return connector.dueNanos();
    }
    long due = givenUp == connector.connection() ? Long.MAX_VALUE : stalledNanos();
    if (held != null && spoolToo && window.hasRoom()) {
      due = Math.min(due, drainRate.dueNanos(nowNanos));
    }
    return due;
  }

  State.Broker state(long nowNanos) {
    return new State.Broker(
        connector.isUp(),
        server,
        words,
        (nowNanos - connector.sinceNanos()) / 1_000_000,
        window.size(),
        window.limit());
  }

  private boolean isStalled(long nowNanos) {
    return givenUp != connector.connection() && stalledNanos() - nowNanos <= 0;
  }

  /// When to give up if nothing is acknowledged until then; never while nothing is under way. State
  /// too: `online` that nobody sees is as good as no connection.
  private long stalledNanos() {
    long due = Long.MAX_VALUE;
    if (!window.isEmpty()) {
      due = window.oldestSentNanos() + delivery.stallNanos();
    }
    if (stateTopics.isUnderWay()) {
      due = Math.min(due, stateTopics.movedNanos() + delivery.stallNanos());
    }
    return due;
  }

  /// The broker neither answers nor closes: the adapter tells the end of it as [Input.BrokerDown].
  private void giveUp() {
    givenUp = connector.connection();
    counters.add(Counter.STALLS);
    journal.log(
        Journal.Level.WARNING,
        "broker-stalled",
        "broker",
        "no acknowledgement for "
            + delivery.stallNanos() / 1_000_000_000
            + " s; ending this connection");
    uplink.close(connector.connection(), false);
  }

  private boolean sendNext(long nowNanos) {
    Waiting next = held != null ? held : spool.next(nowNanos, true);
    held = null;
    if (next == null) {
      return false;
    }
    if (next.backlog() && !drainRate.allows(nowNanos) || !publish(next)) {
      held = next;
      return false;
    }
    if (next.backlog()) {
      drainRate.sent();
    }
    if (next.message().qos() == 0) {
      counters.add(Counter.DELIVERED);
      settled.add(spool.release(next.position(), nowNanos));
    } else {
      window.sent(next.position(), nowNanos);
    }
    return true;
  }

  private boolean publish(Waiting next) {
    Message message = next.message();
    handing = next;
    byte[] payload = next.late() ? Payloads.late(message.payload()) : message.payload();
    boolean handedOver =
        uplink.publish(
            connector.connection(),
            next.position(),
            message.topic(),
            payload,
            delivery.streams().qosToday(message.qos()),
            message.retain());
    handing = null;
    return handedOver;
  }
}
