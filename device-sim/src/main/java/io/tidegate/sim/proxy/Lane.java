package io.tidegate.sim.proxy;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.random.RandomGenerator;

/// One direction of a connection, between reading and writing: what waits, and when how much of it
/// may go on. Pure: time and chance come in.
///
/// It is bounded: when [#wantsMore] is false nothing is to be read, and the sender's own machine
/// makes it wait.
final class Lane {
  static final int LIMIT_BYTES = 64 * 1_024;

  /// A sender of single bytes may not make us hold an object for each.
  private static final int LIMIT_CHUNKS = 1_024;

  private static final long NEVER = Long.MAX_VALUE;

  /// At a slow pace, what was not used in the last moment may be made up for, no more.
  private static final long BURST_NANOS = 100_000_000L;

  /// Bytes read together. Empty: the sender's end.
  private record Chunk(byte[] bytes, long dueNanos) {}

  private final NetFault.Way way;
  private final RandomGenerator random;

  // what waits
  private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
  private int headOffset;
  private int waitingBytes;
  private long lastDueNanos;
  private boolean ended;
  private boolean over;

  // the faults
  private boolean blocked;
  private long delayNanos;
  private long jitterNanos;
  private int bytesPerSecond;
  private long paidUntilNanos;
  private long gapNanos;
  private long nextByteNanos;
  private long cutLeft = NEVER;

  Lane(NetFault.Way way, RandomGenerator random) {
    this.way = way;
    this.random = random;
  }

  /// A fault of the kinds that change a lane; none for this way is none at all.
  void set(NetFault fault, long nowNanos) {
    lift(fault.kind(), nowNanos);
    switch (fault) {
      case NetFault.BlackHole(var at) when at.covers(way) -> block(true);
      case NetFault.Slow(var at, int bytesASecond) when at.covers(way) ->
          pace(bytesASecond, nowNanos);
      case NetFault.Dribble(var at, long betweenNanos) when at.covers(way) -> gap(betweenNanos);
      case NetFault.CutAfter(var at, int bytes) when at.covers(way) -> cutAfter(bytes);
      case NetFault.Latency(var at, long delay, long jitter) when at.covers(way) ->
          delay(delay, jitter);
      default -> {}
    }
  }

  void lift(NetFault.Kind kind, long nowNanos) {
    switch (kind) {
      case BLACK_HOLE -> block(false);
      case SLOW -> pace(0, nowNanos);
      case DRIBBLE -> gap(0);
      case CUT_AFTER -> cutAfter(NEVER);
      case LATENCY -> delay(0, 0);
      default -> {}
    }
  }

  void block(boolean now) {
    blocked = now;
  }

  /// For what is put from now on.
  void delay(long byNanos, long upToNanosMore) {
    delayNanos = byNanos;
    jitterNanos = upToNanosMore;
  }

  /// 0: as fast as it goes.
  void pace(int bytesASecond, long nowNanos) {
    bytesPerSecond = bytesASecond;
    paidUntilNanos = nowNanos;
  }

  /// 0: no gaps.
  void gap(long betweenBytesNanos) {
    gapNanos = betweenBytesNanos;
    nextByteNanos = 0;
  }

  /// [Long#MAX_VALUE]: never.
  void cutAfter(long bytes) {
    cutLeft = bytes;
  }

  boolean isBlocked() {
    return blocked;
  }

  /// So many bytes have passed as may.
  boolean isCut() {
    return cutLeft == 0;
  }

  /// May be read from the sender.
  boolean wantsMore() {
    return !blocked && !ended && waitingBytes < LIMIT_BYTES && chunks.size() < LIMIT_CHUNKS;
  }

  int room() {
    return Math.max(0, LIMIT_BYTES - waitingBytes);
  }

  void put(byte[] bytes, long nowNanos) {
    lastDueNanos = Math.max(lastDueNanos, nowNanos + delayNanos + jitter());
    chunks.add(new Chunk(bytes, lastDueNanos));
    waitingBytes += bytes.length;
  }

  /// The sender sends no more.
  void end(long nowNanos) {
    if (!ended) {
      ended = true;
      put(new byte[0], nowNanos);
    }
  }

  /// What may be written now; nothing remaining when nothing may.
  ByteBuffer next(long nowNanos) {
    Chunk head = chunks.peek();
    int count = head == null ? 0 : ready(head, nowNanos);
    return count == 0 ? ByteBuffer.allocate(0) : ByteBuffer.wrap(head.bytes(), headOffset, count);
  }

  private int ready(Chunk head, long nowNanos) {
    if (blocked || head.dueNanos() > nowNanos || gapNanos > 0 && nextByteNanos > nowNanos) {
      return 0;
    }
    long most = Math.min(head.bytes().length - headOffset, cutLeft);
    if (gapNanos > 0) {
      most = Math.min(most, 1);
    }
    if (bytesPerSecond > 0) {
      long sinceNanos = nowNanos - paidUntilNanos(nowNanos);
      most = Math.min(most, sinceNanos * bytesPerSecond / Ground.SECOND_NANOS);
    }
    return (int) most;
  }

  /// So many of them were written.
  void taken(int count, long nowNanos) {
    if (count == 0) {
      return;
    }
    headOffset += count;
    waitingBytes -= count;
    if (headOffset == chunks.element().bytes().length) {
      chunks.remove();
      headOffset = 0;
    }
    nextByteNanos = nowNanos + gapNanos;
    if (bytesPerSecond > 0) {
      paidUntilNanos = paidUntilNanos(nowNanos) + costNanos(count);
    }
    if (cutLeft != NEVER) {
      cutLeft -= count;
    }
  }

  /// True once: all has gone on that ever will, and the end is to be told.
  boolean passesEnd(long nowNanos) {
    Chunk head = chunks.peek();
    if (head == null || head.bytes().length > 0 || blocked || head.dueNanos() > nowNanos) {
      return false;
    }
    chunks.clear();
    over = true;
    return true;
  }

  /// The end was told.
  boolean isOver() {
    return over;
  }

  /// When it is worth to look again; [Long#MAX_VALUE] when only another event can change anything.
  long dueNanos(long nowNanos) {
    Chunk head = chunks.peek();
    if (head == null || blocked || cutLeft == 0) {
      return NEVER;
    }
    long due = head.dueNanos();
    if (gapNanos > 0 && head.bytes().length > 0) {
      due = Math.max(due, nextByteNanos);
    }
    if (bytesPerSecond > 0 && head.bytes().length > 0) {
      int portion = Math.clamp(bytesPerSecond / 50, 1, head.bytes().length - headOffset);
      due = Math.max(due, paidUntilNanos(nowNanos) + costNanos(portion));
    }
    return due;
  }

  /// The time from which on bytes are free to go: a pause saves up a moment of them, at least one.
  private long paidUntilNanos(long nowNanos) {
    return Math.max(paidUntilNanos, nowNanos - Math.max(BURST_NANOS, costNanos(1)));
  }

  private long costNanos(int count) {
    return Math.ceilDiv(count * Ground.SECOND_NANOS, bytesPerSecond);
  }

  private long jitter() {
    return jitterNanos == 0 ? 0 : random.nextLong(jitterNanos + 1);
  }
}
