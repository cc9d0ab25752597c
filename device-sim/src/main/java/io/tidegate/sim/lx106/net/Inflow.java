package io.tidegate.sim.lx106.net;

import io.tidegate.sim.net.ByteQueue;
import io.tidegate.sim.net.Tcp;

/// What comes from the guest on one connection, in its order: kept until `far` takes it, and
/// acknowledged when it is over there. Numbers are TCP's, and wrap.
final class Inflow {
  static final int MOST_BYTES = 5_840;

  private final Tcp far;
  private final Counts counts;
  private final ByteQueue pending = new ByteQueue(MOST_BYTES);
  private final byte[] chunk = new byte[Outflow.MOST_SEGMENT];

  /// The guest's first number, the next that is expected, and what the guest was told.
  private int begun;

  private int expected;
  private int told;
  private int toldWindow;

  private boolean ended;
  private boolean settled;
  private boolean unread;
  private boolean due;

  Inflow(Tcp far, Counts counts) {
    this.far = far;
    this.counts = counts;
  }

  void begins(int number) {
    begun = number;
    expected = number + 1;
    told = expected;
  }

  boolean beganAt(int number) {
    return number == begun;
  }

  int expected() {
    return expected;
  }

  /// It has said that it has no more to say.
  boolean ended() {
    return ended;
  }

  /// All that it had to say, its end included, is over there.
  boolean settled() {
    return settled;
  }

  /// Whether a number lies where something may come from.
  boolean isNear(int number) {
    return number - told >= 0 && number - expected <= MOST_BYTES;
  }

  /// The guest is to hear what is true, at the next chance.
  void due() {
    due = true;
  }

  boolean isDue() {
    return due;
  }

  /// From now on `far` takes nothing.
  void unread() {
    unread = true;
  }

  /// False when it has sent bytes that nobody reads any more.
  boolean take(Segment segment) {
    int known = expected - segment.number();
    if (segment.span() == 0) {
      // one that is behind asks whether we are there: RFC 1122, section 4.2.3.6
      due |= segment.number() != expected;
    } else if (known < 0) {
      counts.add(Count.OUT_OF_ORDER);
      due = true;
    } else if (known >= segment.span() || ended) {
      // it has come before; what is on its way will be acknowledged
      due |= segment.number() + segment.span() - told <= 0;
    } else if (unread && segment.length() > known) {
      return false;
    } else {
      keep(segment, known);
    }
    return true;
  }

  private void keep(Segment segment, int known) {
    int count = Math.max(0, segment.length() - known);
    int taken = pending.put(segment.packet().frame(), segment.offset() + known, count);
    expected += taken;
    due |= taken < count;
    if (segment.has(Segment.FIN) && taken == count) {
      expected++;
      ended = true;
    }
  }

  /// Hands over what `far` takes. True at the moment at which the guest has ended and all is over
  /// there.
  boolean push() {
    for (int count = 1; count > 0 && pending.size() > 0; ) {
      count = far.write(chunk, 0, pending.peek(chunk, 0, chunk.length));
      pending.drop(count);
    }
    boolean over = ended && !settled && pending.size() == 0 && far.unacknowledged() == 0;
    settled |= over;
    return over;
  }

  /// Bytes that `far` did not take.
  int left() {
    return settled ? 0 : pending.size() + far.unacknowledged();
  }

  private int settledTo() {
    boolean end = ended && !settled && !(unread && left() == 0);
    return expected - left() - (end ? 1 : 0);
  }

  /// Whether there is news for the guest; small news of room are kept: RFC 9293, section
  /// 3.8.6.2.2.
  boolean hasNews() {
    int grown = expected + pending.room() - (told + toldWindow);
    return due || settledTo() - told > 0 || grown >= Outflow.MOST_SEGMENT && !ended;
  }

  /// What the guest is told with a segment that is sent now.
  int tell() {
    int settledTo = settledTo();
    told = settledTo - told > 0 ? settledTo : told;
    toldWindow = expected - told + pending.room();
    due = false;
    return told;
  }

  /// How much room there is after what it was told.
  int window() {
    return expected - told + pending.room();
  }
}
