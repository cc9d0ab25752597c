package io.tidegate.sim.lx106.net;

import io.tidegate.sim.net.ByteQueue;

/// What goes to the guest on one connection: kept until it is acknowledged, sent again when it is
/// not, never more under way than the guest has room for. Numbers are TCP's, and wrap.
final class Outflow {
  static final int MOST_BYTES = 5_840;
  static final int MOST_SEGMENT = 1_460;

  /// Who does not say how much he takes at once takes this: RFC 9293, section 3.7.1.
  static final int USUAL_SEGMENT = 536;

  private static final int LEAST_SEGMENT = 16;
  private static final long RETRY_NANOS = 1_000_000_000L;
  private static final int MOST_DOUBLINGS = 6;
  private static final int MOST_TRIES = 12;

  /// So many acknowledgements of the same say that the one after it is lost: RFC 5681, section 3.2.
  private static final int REPEATS = 3;

  /// Sends bytes, or the end, or both.
  interface Sender {
    void send(int number, byte[] bytes, boolean end);
  }

  private final ByteQueue queue = new ByteQueue(MOST_BYTES);
  private final Counts counts;
  private int segmentBytes = USUAL_SEGMENT;

  /// The first that is not acknowledged, the next to be sent, the first that was never sent.
  private int acknowledged;

  private int next;
  private int fresh;

  // the guest's room, and what said so
  private int window;
  private int windowNumber;
  private int windowAcknowledged;

  private boolean ended;
  private boolean endAcknowledged;
  private int repeats;

  /// Since it has got anything, and since it has said anything.
  private int tries;

  private int unheard;
  private long dueNanos = Long.MAX_VALUE;

  Outflow(int first, Counts counts) {
    this.counts = counts;
    acknowledged = first;
    next = first;
    fresh = first;
  }

  void segmentBytes(int wanted) {
    int said = wanted == 0 ? USUAL_SEGMENT : wanted;
    segmentBytes = Math.clamp(said, LEAST_SEGMENT, MOST_SEGMENT);
  }

  int next() {
    return next;
  }

  int room() {
    return ended ? 0 : queue.room();
  }

  void put(byte[] bytes, int count) {
    queue.put(bytes, 0, count);
  }

  void end() {
    ended = true;
  }

  boolean endAcknowledged() {
    return endAcknowledged;
  }

  long dueNanos() {
    return dueNanos;
  }

  /// The first word about how much room there is.
  void window(Segment segment) {
    window = segment.window();
    windowNumber = segment.number();
    windowAcknowledged = segment.acknowledged();
  }

  /// False when it acknowledges what was never sent.
  boolean heard(Segment segment, Sender sender) {
    int by = segment.acknowledged();
    if (by - fresh > 0) {
      return false;
    }
    if (by - acknowledged < 0) {
      return true;
    }
    unheard = 0;
    boolean same = segment.window() == window;
    boolean opens = hearWindow(segment);
    if (by == acknowledged) {
      if (opens) {
        tries = 0;
        dueNanos = Long.MAX_VALUE;
        next = acknowledged;
      } else if (same && segment.span() == 0 && next != acknowledged && ++repeats == REPEATS) {
        again(sender);
      }
      return true;
    }
    int gone = by - acknowledged;
    endAcknowledged |= ended && gone > queue.size();
    queue.drop(Math.min(gone, queue.size()));
    acknowledged = by;
    if (next - acknowledged < 0) {
      next = acknowledged;
    }
    repeats = 0;
    tries = 0;
    dueNanos = Long.MAX_VALUE;
    return true;
  }

  /// True when there was none and now is.
  private boolean hearWindow(Segment segment) {
    int later = segment.number() - windowNumber;
    if (later < 0 || later == 0 && segment.acknowledged() - windowAcknowledged < 0) {
      return false;
    }
    boolean opens = window == 0 && segment.window() > 0;
    window(segment);
    return opens;
  }

  /// Sends what may be sent. False when the guest has said nothing for too long.
  boolean run(long nowNanos, Sender sender) {
    if (nowNanos >= dueNanos) {
      if (unheard == MOST_TRIES) {
        return false;
      }
      unheard++;
      tries++;
      dueNanos = Long.MAX_VALUE;
      next = acknowledged;
      if (window == 0 && queue.size() > 0) {
        // a probe, to which the answer says how much room there is: RFC 9293, section 3.8.6.1
        send(1, sender);
      }
    }
    transmit(sender);
    boolean waits = next != acknowledged || queue.size() > 0;
    if (waits && dueNanos == Long.MAX_VALUE) {
      dueNanos = nowNanos + (RETRY_NANOS << Math.min(tries, MOST_DOUBLINGS));
    }
    return true;
  }

  private void transmit(Sender sender) {
    while (true) {
      int underWay = next - acknowledged;
      int left = queue.size() - underWay;
      int length = Math.min(Math.min(left, segmentBytes), window - underWay);
      boolean whole = length == Math.min(left, segmentBytes);
      if (left > 0 && length > 0 && (whole || underWay == 0)) {
        send(length, sender);
      } else if (ended && !endAcknowledged && left == 0) {
        send(0, sender);
      } else {
        return;
      }
    }
  }

  /// The end goes with the last bytes.
  private void send(int length, Sender sender) {
    int underWay = next - acknowledged;
    byte[] bytes = new byte[length];
    queue.peek(underWay, bytes, 0, length);
    boolean end = ended && underWay + length == queue.size();
    if (next - fresh < 0) {
      counts.add(Count.TCP_RESENT);
    }
    sender.send(next, bytes, end);
    next += length + (end ? 1 : 0);
    if (next - fresh > 0) {
      fresh = next;
    }
  }

  /// The oldest alone; what comes after it has probably arrived.
  private void again(Sender sender) {
    int before = next;
    next = acknowledged;
    send(Math.min(queue.size(), segmentBytes), sender);
    next = before;
  }
}
