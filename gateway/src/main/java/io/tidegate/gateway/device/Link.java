package io.tidegate.gateway.device;

import io.tidegate.bridge.ChannelKind;
import io.tidegate.bridge.Frame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a board's last hello said, and what is under way in the conversation it began.
final class Link {
  static final long NEVER = Long.MAX_VALUE;

  final Frame.Hello hello;
  final long sleepNanos;

  /// The session of its readings; until the first one came, the one it was welcomed with.
  String session;

  /// The gateway made up the session, and no reading of it was heard yet.
  boolean fresh;

  // Channels: filled by D frames.
  private final Frame.Describe[] channels;
  private final Map<String, ChannelKind> kinds = new HashMap<>();
  private int missing;

  /// The session of the last reading; null until there was one.
  Session current;

  // Timers and rate limits.
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
