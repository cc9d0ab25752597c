package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where messages wait until the broker has taken them. Owned by one thread; time comes in.
public final class Spool {
  private final SpoolLimits limits;
  private final Lanes lanes;
  private final MarkTable marks = new MarkTable();

  /// What can be released by its position: handed out, or an intent or end of a command.
  private final Map<Long, Entry> releasable = new HashMap<>();

  private List<Evicted> evictions = new ArrayList<>();
  private long nextPosition;
  private long waiting;
  private long waitingBytes;
  private long memoryBytes;
  private long appended;
  private long released;
  private long refused;
  private long setAside;

  Spool(SpoolLimits limits, long nextPosition) {
    this.limits = limits;
    this.nextPosition = nextPosition;
    this.lanes = new Lanes(limits.commitDelayNanos() == 0);
  }

  /// Takes a message, or says why not. Positions count up.
  public Appended append(Message message, long nowNanos) {
    int size = Entry.sizeBytes(message);
    if (size > limits.segmentBytes() / 4) {
      return refuse(Appended.Why.TOO_LARGE);
    }
    if (memoryBytes + size > limits.memoryBytes()) {
      return refuse(Appended.Why.MEMORY_FULL);
    }
    Entry entry = new Entry(nextPosition++, message, nowNanos);
    appended++;
    memoryBytes += size;
    if (message.kind() == Message.Kind.PUBLISH) {
      waiting++;
      waitingBytes += size;
      lanes.add(entry);
    } else {
      releasable.put(entry.position, entry);
    }
    return new Appended.Taken(entry.position);
  }

  private Appended refuse(Appended.Why why) {
    refused++;
    return new Appended.Refused(why);
  }

  /// The next message to publish, or null when none is ready. Each is handed out once until
  /// [#rewind]. Live lanes come first; late ones only when `alsoLate`.
  public Waiting next(long nowNanos, boolean alsoLate) {
    Entry entry = lanes.next(alsoLate);
    if (entry == null) {
      return null;
    }
    releasable.put(entry.position, entry);
    return new Waiting(entry.position, lateForm(entry), entry.lane.late);
  }

  /// A late message must not replace a retained newer one at the broker.
  private static Message lateForm(Entry entry) {
    Message m = entry.message;
    if (!entry.lane.late || !m.retain()) {
      return m;
    }
    return new Message(
        m.kind(), m.chain(), m.lane(), m.key(), m.topic(), m.payload(), m.qos(), false);
  }

  /// The position the next message will get: what waits now is below it.
  public long nextPosition() {
    return nextPosition;
  }

  /// The connection is gone: everything handed out and not released waits again, in order.
  public void rewind() {
    lanes.rewind();
    releasable.values().removeIf(entry -> entry.lane != null);
  }

  /// The connection is back. With `liveFirst` everything that waits now becomes late.
  public void connected() {
    if (limits.liveFirst()) {
      rewind();
      lanes.splitLate();
    }
  }

  /// The broker has taken the message at this position, or a command's record is not needed any
  /// more. Returns the message; null when nothing with this position was handed out.
  public Message release(long position, long nowNanos) {
    Entry entry = releasable.remove(position);
    if (entry == null) {
      return null;
    }
    entry.released = true;
    released++;
    memoryBytes -= entry.sizeBytes;
    if (entry.lane != null) {
      waiting--;
      waitingBytes -= entry.sizeBytes;
      entry.lane.handed.remove(position);
      lanes.tidy(entry.lane);
    }
    return entry.message;
  }

  /// Sets a handed out message aside that nobody takes: it is kept in a file of its own and counts
  /// as released once it is there.
  public Message setAside(long position, long nowNanos) {
    setAside++;
    return release(position, nowNanos);
  }

  /// A board's session has come to this number. Call it in the step that appended the reading, or
  /// later. It is written once everything appended before is durable or released.
  public void mark(String device, String session, long number, long nowNanos) {
    marks.raise(new Mark(device, session, number));
  }

  /// What a bound threw away since the last call. Append what announces it before calling [#due]
  /// again: then the announcement is durable before the messages are gone.
  public List<Evicted> takeEvicted() {
    List<Evicted> taken = evictions;
    evictions = new ArrayList<>();
    return taken;
  }

  /// Wall time, for ages that outlive a restart; call it when the clock is known to be right.
  public void wallClock(long wallMillis, long nowNanos) {}

  /// The next batch for the disk; null when nothing is to be done now or one is under way.
  /// `urgent`: commit now (a board's ring is half full, the process ends).
  public DiskBatch due(long nowNanos, boolean urgent) {
    return null;
  }

  /// When [#due] wants to be called next; Long.MAX_VALUE when only something new can change that.
  public long dueNanos() {
    return Long.MAX_VALUE;
  }

  /// The disk's answer. Returns the keys that became durable with it (none in memory mode).
  public List<Key> answered(DiskResult result, long nowNanos) {
    return List.of();
  }

  /// True when nothing is left that only memory holds: a process may end.
  public boolean settled() {
    return true;
  }

  public SpoolStatus status(long nowNanos) {
    return new SpoolStatus(
        waiting,
        waitingBytes,
        memoryBytes,
        0,
        limits.normalBytes(),
        0,
        limits.durable(),
        "",
        0,
        0,
        0,
        appended,
        released,
        0,
        refused,
        setAside,
        0);
  }
}
