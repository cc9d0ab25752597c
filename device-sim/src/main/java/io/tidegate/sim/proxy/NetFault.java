package io.tidegate.sim.proxy;

import io.tidegate.sim.setting.Named;
import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.setting.Settings;
import java.util.List;
import java.util.function.Function;

/// What the network, or the broker behind it, can do to a connection. Of each kind one can be set
/// at a time, of several kinds one each; what they do adds up.
///
/// A fault that can only happen where a connection begins ends a present one, so that its client
/// comes again and meets it. The last four kinds look into MQTT 3.1.1; other connections pass.
public sealed interface NetFault {
  Kind kind();

  /// What there is, and what each kind is made from.
  enum Kind implements Named.Constant {
    REFUSE(
        "no connection is to be had; present ones are closed",
        List.of(FaultParts.REFUSAL),
        settings -> new Refuse(settings.get(FaultParts.REFUSAL))),
    BLACK_HOLE(
        "connections are taken and stay, and neither a byte nor an end passes; it comes when the"
            + " fault is gone",
        List.of(FaultParts.WAY),
        settings -> new BlackHole(settings.get(FaultParts.WAY))),
    CONNECTION_RESET(
        "connections end with a reset: present ones at once, new ones at their first byte",
        List.of(),
        _ -> new Reset()),
    SLOW(
        "few bytes a second pass",
        List.of(FaultParts.BYTES_PER_SECOND, FaultParts.WAY),
        settings ->
            new Slow(settings.get(FaultParts.WAY), settings.get(FaultParts.BYTES_PER_SECOND))),
    DRIBBLE(
        "one byte at a time passes",
        List.of(FaultParts.GAP, FaultParts.WAY),
        settings -> new Dribble(settings.get(FaultParts.WAY), settings.get(FaultParts.GAP))),
    CUT_AFTER(
        "a connection is closed when so many bytes have passed, from its beginning or from now",
        List.of(FaultParts.BYTES, FaultParts.CUT_WAY),
        settings -> new CutAfter(settings.get(FaultParts.CUT_WAY), settings.get(FaultParts.BYTES))),
    HALF_OPEN(
        "one end is closed, the other is not told: nothing it says is heard; a reset when the fault"
            + " is gone",
        List.of(FaultParts.CLOSED),
        settings -> new HalfOpen(settings.get(FaultParts.CLOSED))),
    LATENCY(
        "everything comes later, in its order",
        List.of(FaultParts.DELAY, FaultParts.JITTER, FaultParts.WAY),
        settings ->
            new Latency(
                settings.get(FaultParts.WAY),
                settings.get(FaultParts.DELAY),
                settings.get(FaultParts.JITTER))),
    CONNACK_REFUSED(
        "CONNECT is answered with this code, and the connection closed; the broker never hears of"
            + " it",
        List.of(FaultParts.CODE),
        settings -> new ConnackRefused(settings.get(FaultParts.CODE))),
    SESSION_LOST(
        "the broker has forgotten the client's session, as after a start without its disk; a"
            + " present client is thrown out",
        List.of(),
        _ -> new SessionLost()),
    TAKEN_OVER(
        "another client comes with the same id, and the broker throws this one out",
        List.of(FaultParts.AFTER),
        settings -> new TakenOver(settings.get(FaultParts.AFTER))),
    TOPIC_REFUSED(
        "messages on such topics may not be published",
        List.of(FaultParts.TOPIC, FaultParts.VETO),
        settings ->
            new TopicRefused(settings.get(FaultParts.TOPIC), settings.get(FaultParts.VETO)));

    private final String words;
    private final List<Setting<?>> settings;
    private final Function<Settings, NetFault> made;

    Kind(String words, List<Setting<?>> settings, Function<Settings, NetFault> made) {
      this.words = words;
      this.settings = settings;
      this.made = made;
    }

    /// What clients see, for a person.
    public String words() {
      return words;
    }

    public List<Setting<?>> settings() {
      return settings;
    }

    /// The fault that these say.
    public NetFault of(Settings values) {
      return made.apply(values);
    }
  }

  /// Where bytes go.
  enum Way implements Named.Constant {
    /// From the client to the server.
    UP,
    DOWN,
    BOTH;

    boolean covers(Way one) {
      return this == BOTH || this == one;
    }
  }

  /// Who stands at an end.
  enum End implements Named.Constant {
    CLIENT,
    SERVER;
  }

  /// How a client is turned away.
  enum Refusal implements Named.Constant {
    /// Nobody listens: the system answers for the absent program.
    REFUSED,
    /// Somebody listens, takes the connection and closes it at once.
    CLOSED;
  }

  /// What a broker does with a message that may not be published.
  enum Veto implements Named.Constant {
    /// It closes the connection and acknowledges nothing of it.
    CLOSE,
    /// It acknowledges the message and throws it away.
    DROP;
  }

  /// Connections are not to be had; present ones are closed.
  record Refuse(Refusal how) implements NetFault {
    @Override
    public Kind kind() {
      return Kind.REFUSE;
    }
  }

  /// Connections are taken and stay, and no byte passes, nor an end: a router that has lost its
  /// way. What was sent meanwhile arrives when the fault is gone. A connection that begins in a
  /// hole for what goes up reaches the server only then.
  record BlackHole(Way way) implements NetFault {
    @Override
    public Kind kind() {
      return Kind.BLACK_HOLE;
    }
  }

  /// Connections end with a reset (RST): present ones at once, new ones at their first byte. What
  /// was under way is lost.
  record Reset() implements NetFault {
    @Override
    public Kind kind() {
      return Kind.CONNECTION_RESET;
    }
  }

  /// So many bytes a second pass in each direction.
  record Slow(Way way, int bytesPerSecond) implements NetFault {
    public Slow {
      FaultParts.BYTES_PER_SECOND.check(bytesPerSecond);
    }

    @Override
    public Kind kind() {
      return Kind.SLOW;
    }
  }

  /// One byte at a time, each in a packet of its own, so long after the one before.
  record Dribble(Way way, long gapNanos) implements NetFault {
    public Dribble {
      FaultParts.GAP.check(gapNanos);
    }

    @Override
    public Kind kind() {
      return Kind.DRIBBLE;
    }
  }

  /// A connection is closed when so many bytes have passed that way: counted from its beginning, on
  /// a present one from now. With both ways each counts for itself.
  record CutAfter(Way way, int bytes) implements NetFault {
    public CutAfter {
      FaultParts.BYTES.check(bytes);
    }

    @Override
    public Kind kind() {
      return Kind.CUT_AFTER;
    }
  }

  /// One end is closed and the other is not told: for it the connection stands, and nobody answers.
  /// When the fault is gone it is reset, as by a machine that has come back and knows nothing of
  /// it.
  record HalfOpen(End closed) implements NetFault {
    @Override
    public Kind kind() {
      return Kind.HALF_OPEN;
    }
  }

  /// Every byte is so much later, and by up to the jitter more; none overtakes another. What waits
  /// takes room: at 200 ms not more than [Lane#LIMIT_BYTES] pass in 200 ms.
  record Latency(Way way, long delayNanos, long jitterNanos) implements NetFault {
    public Latency {
      FaultParts.DELAY.check(delayNanos);
      FaultParts.JITTER.check(jitterNanos);
    }

    @Override
    public Kind kind() {
      return Kind.LATENCY;
    }
  }

  /// The broker answers CONNECT with this code, and closes. It never hears of the client.
  ///
  /// @param code 1 protocol level, 2 client id, 3 not available, 4 user or password, 5 not allowed
  record ConnackRefused(int code) implements NetFault {
    public ConnackRefused {
      FaultParts.CODE.check(code);
    }

    @Override
    public Kind kind() {
      return Kind.CONNACK_REFUSED;
    }
  }

  /// The broker has forgotten the session that it kept for a client, as one does that was started
  /// again without its disk: subscriptions and waiting messages are gone, and it says so in its
  /// CONNACK. It really has: the proxy connects in the client's name and asks for a clean session
  /// before the client's own CONNECT goes on. A present client is thrown out by that.
  record SessionLost() implements NetFault {
    @Override
    public Kind kind() {
      return Kind.SESSION_LOST;
    }
  }

  /// Another client comes with the same id, so long after the broker has taken this one, and the
  /// broker throws this one out. The other asks for the session as this one did, takes none of its
  /// messages and leaves. A new connection is taken over again, as long as the fault is there.
  record TakenOver(long afterNanos) implements NetFault {
    public TakenOver {
      FaultParts.AFTER.check(afterNanos);
    }

    @Override
    public Kind kind() {
      return Kind.TAKEN_OVER;
    }
  }

  /// The broker does not let this client publish to such topics.
  ///
  /// @param filter a topic, or a filter with `+` and `#`
  record TopicRefused(String filter, Veto how) implements NetFault {
    public TopicRefused {
      FaultParts.TOPIC.check(filter);
    }

    @Override
    public Kind kind() {
      return Kind.TOPIC_REFUSED;
    }
  }
}
