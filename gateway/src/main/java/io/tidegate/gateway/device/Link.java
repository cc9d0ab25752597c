package io.tidegate.gateway.device;

import io.tidegate.bridge.ChannelKind;
import io.tidegate.bridge.Frame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a board's last hello said, and what is under way in the conversation it began.
final class Link {
  static final long NEVER = Long.MAX_VALUE;

  private static final long ASK_FIRST_NANOS = 1_000_000_000L;
  private static final long ASK_MOST_NANOS = 30_000_000_000L;

  final Frame.Hello hello;
  final long sleepNanos;

  /// The session of its readings; until the first one came, the one it was welcomed with.
  String session;

  /// The gateway made up the session, and no reading of it was heard yet.
  boolean fresh;

  /// The board has said the session itself, by its hello or a frame in it. Until then one that lost
  /// its memory meanwhile cannot be told from one that says its hello again: they say the same.
  boolean known;

  // Channels: filled by D frames.
  private final Frame.Describe[] channels;
  private final Map<String, ChannelKind> kinds = new HashMap<>();
  private int missing;

  /// The session of the last reading; null until there was one.
  Session current;

  // Timers and rate limits.
  long askDueNanos = Long.MIN_VALUE;
  private long askAgainNanos = ASK_FIRST_NANOS;
  long missingDueNanos = NEVER;
  long timeDueNanos = NEVER;
  long holdDueNanos = Long.MIN_VALUE;
  private long repeatSentNanos;
  private long repeatSentFor;
  private long holdSentNanos;
  private boolean holdSent;

  Link(Frame.Hello hello, String session, boolean fresh) {
    this.hello = hello;
    this.sleepNanos = hello.sleepSeconds() * 1_000_000_000L;
    this.session = session;
    this.fresh = fresh;
    this.known = hello.session().equals(session);
    this.channels = new Frame.Describe[hello.channels()];
    this.missing = hello.channels();
  }

  /// True when this was the last channel that was missing.
  boolean describe(Frame.Describe channel) {
    if (!channel.nonce().equals(hello.nonce())
        || channel.index() >= channels.length
        || channels[channel.index()] != null) {
      return false;
    }
    channels[channel.index()] = channel;
    kinds.put(channel.name(), channel.kind());
    return --missing == 0;
  }

  boolean described() {
    return missing == 0;
  }

  int missing() {
    return missing;
  }

  Map<String, ChannelKind> kinds() {
    return kinds;
  }

  /// Empty until all have come.
  List<Frame.Describe> channels() {
    return missing == 0 ? List.of(channels) : List.of();
  }

  /// True when it is to be asked for its session now: at once, and again after 1, 2, 4, ... 30 s.
  boolean askDue(long nowNanos) {
    if (known || nowNanos < askDueNanos) {
      return false;
    }
    askDueNanos = nowNanos + askAgainNanos;
    askAgainNanos = Math.min(2 * askAgainNanos, ASK_MOST_NANOS);
    return true;
  }

  /// `n` goes out at once for a hole that is new, and then at most every `intervalNanos`.
  boolean mayAskRepeat(long number, long intervalNanos, long nowNanos) {
    if (number == repeatSentFor && nowNanos - repeatSentNanos < intervalNanos) {
      return false;
    }
    repeatSentFor = number;
    repeatSentNanos = nowNanos;
    return true;
  }

  boolean mayHold(long intervalNanos, long nowNanos) {
    return !holdSent || nowNanos - holdSentNanos >= intervalNanos;
  }

  void holdSent(long nextDueNanos, long nowNanos) {
    holdSent = true;
    holdSentNanos = nowNanos;
    holdDueNanos = nextDueNanos;
  }
}
