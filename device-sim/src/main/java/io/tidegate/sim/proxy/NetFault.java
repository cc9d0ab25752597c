package io.tidegate.sim.proxy;

import java.util.Locale;

/// What the network can do to a connection. Of each kind one can be set at a time, of several kinds
/// one each; what they do adds up.
///
/// A fault that can only happen where a connection begins ends a present one, so that its client
/// comes again and meets it.
public sealed interface NetFault {
  long SECOND_NANOS = 1_000_000_000L;

  /// Delays and pauses are not longer.
  long LONGEST_NANOS = 60 * SECOND_NANOS;

  Kind kind();

  /// What there is.
  enum Kind {
    REFUSE,
    BLACK_HOLE,
    RESET,
    SLOW,
    DRIBBLE,
    CUT_AFTER,
    HALF_OPEN,
    LATENCY;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /// As it is written in files and commands: `black_hole`.
    public String wireName() {
      return wireName;
    }
  }

  /// Where bytes go.
  enum Way {
    /// From the client to the server.
    UP,
    DOWN,
    BOTH;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
      return wireName;
    }

    boolean covers(Way one) {
      return this == BOTH || this == one;
    }
  }

  /// Who stands at an end.
  enum End {
    CLIENT,
    SERVER;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
      return wireName;
    }
  }

  /// How a client is turned away.
  enum Refusal {
    /// Nobody listens: the system answers for the absent program.
    REFUSED,
    /// Somebody listens, takes the connection and closes it at once.
    CLOSED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
      return wireName;
    }
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
      return Kind.RESET;
    }
  }

  /// So many bytes a second pass in each direction.
  record Slow(Way way, int bytesPerSecond) implements NetFault {
    public static final int MOST = 1_000_000_000;

    public Slow {
      demand(bytesPerSecond, 1, MOST, "bytes per second");
    }

    @Override
    public Kind kind() {
      return Kind.SLOW;
    }
  }

  /// One byte at a time, each in a packet of its own, so long after the one before.
  record Dribble(Way way, long gapNanos) implements NetFault {
    public static final long SHORTEST_NANOS = 1_000_000;

    public Dribble {
      demand(gapNanos, SHORTEST_NANOS, LONGEST_NANOS, "nanoseconds between two bytes");
    }

    @Override
    public Kind kind() {
      return Kind.DRIBBLE;
    }
  }

  /// A connection is closed when so many bytes have passed that way: counted from its beginning, on
  /// a present one from now. With both ways each counts for itself.
  record CutAfter(Way way, long bytes) implements NetFault {
    public static final long MOST = 1L << 40;

    public CutAfter {
      demand(bytes, 0, MOST, "bytes");
    }

    @Override
    public Kind kind() {
      return Kind.CUT_AFTER;
    }
  }

  /// One end is closed and the other is not told: for it the connection stands, and nobody answers.
  /// When the fault is gone it is reset, as by a machine that has come back and knows nothing of
  // it.
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
      demand(delayNanos, 0, LONGEST_NANOS, "nanoseconds of delay");
      demand(jitterNanos, 0, LONGEST_NANOS, "nanoseconds of jitter");
    }

    @Override
    public Kind kind() {
      return Kind.LATENCY;
    }
  }

  private static void demand(long value, long least, long most, String what) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "expected %,d to %,d %s, got %,d".formatted(least, most, what, value));
    }
  }
}
