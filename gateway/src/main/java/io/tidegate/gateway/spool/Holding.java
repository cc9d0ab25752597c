package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The messages in memory: who waits in which lane, what was handed out, and how many bytes that
/// takes.
///
/// Of the memory bound normal messages may use seven eighths and others fifteen sixteenths; what is
/// read back from disk may use all of it, so that reading never waits for writing. From three
/// quarters of the bound on, messages that are on disk too leave the memory.
final class Holding {
  private final long limitBytes;
  final Lanes lanes;

  /// What can be released by its token: handed out, or an intent or end of a command.
  private final Map<Long, Entry> releasable = new HashMap<>();

  /// The newest message of each topic of the latest chain.
  private final Map<String, Entry> latest = new HashMap<>();

  /// Somebody asked for messages since the connection ended: lanes on disk may be read.
  private boolean wanted;

  long latestBytes;
  long memoryBytes;
  long waiting;
  long waitingBytes;

  Holding(SpoolLimits limits) {
    this.limitBytes = limits.memoryBytes();
    this.lanes = new Lanes(limits.commitDelayNanos() == 0);
  }

  boolean hasRoomFor(Message.Chain chain, int sizeBytes) {
    long part = chain == Message.Chain.NORMAL ? limitBytes / 8 : limitBytes / 16;
    return memoryBytes + sizeBytes <= limitBytes - part;
  }

  /// Takes a new message in. Returns the one of the same topic whose place it takes, or null.
  Entry add(Entry entry) {
    memoryBytes += entry.sizeBytes;
    if (entry.message.kind() != Message.Kind.PUBLISH) {
      releasable.put(entry.token, entry);
      return null;
    }
    waiting++;
    waitingBytes += entry.sizeBytes;
    lanes.add(entry);
    return entry.message.chain() == Message.Chain.LATEST ? supersede(entry) : null;
  }

  private Entry supersede(Entry entry) {
    latestBytes += entry.sizeBytes;
    Entry old = latest.put(entry.message.topic(), entry);
    if (old == null || releasable.containsKey(old.token)) {
      return null;
    }
    old.lane.head.remove(old);
    forget(old);
    return old;
  }

  boolean knowsTopic(String topic) {
    return latest.containsKey(topic);
  }

  Entry next(boolean alsoLate) {
    wanted = true;
    Entry entry = lanes.next(alsoLate);
    if (entry != null) {
      releasable.put(entry.token, entry);
    }
    return entry;
  }

  /// Null when nothing with this token can be released.
  Entry release(long token) {
    Entry entry = releasable.remove(token);
    if (entry == null) {
      return null;
    }
    if (entry.lane != null) {
      entry.lane.handed.remove(token);
      lanes.tidy(entry.lane);
    }
    forget(entry);
    return entry;
  }

  private void forget(Entry entry) {
    memoryBytes -= entry.sizeBytes;
    if (entry.lane == null) {
      return;
    }
    waiting--;
    waitingBytes -= entry.sizeBytes;
    if (entry.message.chain() == Message.Chain.LATEST) {
      latestBytes -= entry.sizeBytes;
      latest.remove(entry.message.topic(), entry);
    }
  }

  /// Everything handed out waits again. Returns messages of the latest chain that were superseded
  /// while they were under way: they are gone.
  List<Entry> rewind() {
    wanted = false;
    lanes.rewind();
    List<Entry> superseded = new ArrayList<>();
    for (Entry entry : List.copyOf(releasable.values())) {
      if (entry.lane != null) {
        releasable.remove(entry.token);
        if (isSuperseded(entry)) {
          entry.lane.head.remove(entry);
          forget(entry);
          superseded.add(entry);
        }
      }
    }
    return superseded;
  }

  private boolean isSuperseded(Entry entry) {
    return entry.message.chain() == Message.Chain.LATEST
        && latest.get(entry.message.topic()) != entry;
  }

  /// What waits in the normal chain becomes late.
  void splitLate() {
    leftMemory(lanes.splitLate());
  }

  /// A lane should be read from disk now.
  boolean wantsLoad() {
    return wanted && lanes.anyHungry();
  }

  /// A message that was read from disk takes its place in its lane.
  void loaded(Entry entry, Lane lane) {
    entry.lane = lane;
    lane.loaded(entry);
    memoryBytes += entry.sizeBytes;
  }

  /// What may be read from disk now, in bytes: up to where shedding begins, and always a little, so
  /// that a lane which is on disk only is not stopped by others.
  long loadBudget() {
    long little = Math.min(limitBytes / 8, limitBytes - memoryBytes);
    return Math.max(0, Math.max(little, limitBytes * 3 / 4 - memoryBytes));
  }

  /// Messages became durable: those behind others that are on disk only need no memory any more,
  /// and under pressure the newest of every lane neither.
  void shed(Iterable<Lane> changed) {
    changed.forEach(lane -> leftMemory(lane.settleTail()));
    if (memoryBytes <= limitBytes * 3 / 4) {
      return;
    }
    for (Lane lane : lanes.all()) {
      long wanted = memoryBytes - limitBytes / 2;
      if (wanted <= 0) {
        return;
      }
      leftMemory(lane.shed(wanted));
      lanes.feed(lane);
    }
  }

  private void leftMemory(List<Entry> entries) {
    entries.forEach(entry -> memoryBytes -= entry.sizeBytes);
  }

  /// Messages are gone by a bound or a damage; `inMemory` says whether they took memory.
  void lost(long count, long sizeBytes, boolean inMemory) {
    waiting -= count;
    waitingBytes = Math.max(0, waitingBytes - sizeBytes);
    if (inMemory) {
      memoryBytes -= sizeBytes;
    }
  }

  /// All that can be released now: handed out, or records of commands.
  List<Entry> releasable() {
    return List.copyOf(releasable.values());
  }

  /// The one message of each topic of the latest chain.
  List<Entry> latest() {
    return List.copyOf(latest.values());
  }
}
