package io.tidegate.gateway.spool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All lanes and whose turn it is: one message per lane in turn, live lanes before late ones.
final class Lanes {
  /// A lane with fewer messages in memory, and more on disk, is read from disk.
  private static final int LOW_WATER = 64;

  private static final int KEPT_LANES = 256;

  private boolean durableOnly;
  private final Map<Message.Chain, Map<String, Lane>> live = new EnumMap<>(Message.Chain.class);
  private final Map<Message.Chain, Map<String, Lane>> late = new EnumMap<>(Message.Chain.class);
  private final ArrayDeque<Lane> liveRing = new ArrayDeque<>();
  private final ArrayDeque<Lane> lateRing = new ArrayDeque<>();
  private final ArrayDeque<Lane> hungry = new ArrayDeque<>();

  /// With `durableOnly` nothing is handed out before it is on disk.
  Lanes(boolean durableOnly) {
    this.durableOnly = durableOnly;
    for (Message.Chain chain : Message.Chain.values()) {
      live.put(chain, new HashMap<>());
      late.put(chain, new HashMap<>());
    }
  }

  /// From now on, or not any more.
  void durableOnly(boolean only) {
    durableOnly = only;
    all().forEach(this::wake);
  }

  Lane lane(Message.Chain chain, String name) {
    return live.get(chain).computeIfAbsent(name, _ -> new Lane(chain, name, false));
  }

  void add(Entry entry) {
    Lane lane = lane(entry.message.chain(), entry.message.lane());
    entry.lane = lane;
    lane.add(entry);
    wake(lane);
  }

  /// The next message in turn, or null.
  Entry next(boolean alsoLate) {
    Entry handed = next(liveRing);
    return handed == null && alsoLate ? next(lateRing) : handed;
  }

  private Entry next(ArrayDeque<Lane> ring) {
    while (!ring.isEmpty()) {
      Lane lane = ring.pollFirst();
      lane.queued = false;
      if (!ready(lane)) {
        continue;
      }
      Entry entry = lane.head.pollFirst();
      lane.handed.put(entry.token, entry);
      wake(lane);
      feed(lane);
      return entry;
    }
    return null;
  }

  /// Puts the lane at the end of its ring when it has something to hand out.
  void wake(Lane lane) {
    if (!lane.queued && ready(lane)) {
      lane.queued = true;
      (lane.late ? lateRing : liveRing).addLast(lane);
    }
  }

  private boolean ready(Lane lane) {
    return !lane.head.isEmpty() && (!durableOnly || lane.head.peekFirst().durable());
  }

  /// What waits now and goes to the broker becomes late: it is served behind what comes from here
  /// on. Critical and latest messages stay in their place. Returns messages that are on disk only
  /// because of it.
  List<Entry> splitLate() {
    List<Entry> left = new ArrayList<>();
    Map<String, Lane> normal = live.get(Message.Chain.NORMAL);
    for (Lane lane : normal.values()) {
      Lane behind =
          late.get(lane.chain)
              .computeIfAbsent(lane.name, _ -> new Lane(lane.chain, lane.name, true));
      left.addAll(behind.append(lane));
      lane.clear();
      wake(behind);
      feed(behind);
    }
    normal.clear();
    return left;
  }

  /// Everything handed out and not released waits again, in order.
  void rewind() {
    for (Lane lane : all()) {
      lane.rewind();
      wake(lane);
    }
  }

  /// Forgets a lane that has nothing left, once there are many: most come back soon.
  void tidy(Lane lane) {
    Map<String, Lane> lanes = (lane.late ? late : live).get(lane.chain);
    if (lanes.size() > KEPT_LANES && lane.isEmpty()) {
      lanes.remove(lane.name, lane);
    }
  }

  /// A lane that runs out of messages in memory and has more on disk wants to be read.
  void feed(Lane lane) {
    if (!lane.hungry && lane.diskCount > 0 && lane.head.size() < LOW_WATER) {
      lane.hungry = true;
      hungry.addLast(lane);
    }
  }

  boolean anyHungry() {
    while (!hungry.isEmpty() && hungry.peekFirst().diskCount == 0) {
      hungry.removeFirst().hungry = false;
    }
    return !hungry.isEmpty();
  }

  /// The lane that has waited longest to be read from disk, or null.
  Lane takeHungry() {
    if (!anyHungry()) {
      return null;
    }
    Lane lane = hungry.removeFirst();
    lane.hungry = false;
    return lane;
  }

  /// The lane in which this message is on disk only; null when it is in memory or gone.
  Lane onDiskOnly(Message.Chain chain, String name, long position) {
    for (Lane lane : named(chain, name)) {
      if (lane.isOnDiskOnly(position)) {
        return lane;
      }
    }
    return null;
  }

  /// The late lane and the live one of this name, as far as they exist.
  List<Lane> named(Message.Chain chain, String name) {
    List<Lane> lanes = new ArrayList<>(2);
    addIfThere(lanes, late.get(chain).get(name));
    addIfThere(lanes, live.get(chain).get(name));
    return lanes;
  }

  private static void addIfThere(List<Lane> lanes, Lane lane) {
    if (lane != null) {
      lanes.add(lane);
    }
  }

  Collection<Lane> all() {
    List<Lane> lanes = new ArrayList<>();
    for (Message.Chain chain : Message.Chain.values()) {
      lanes.addAll(late.get(chain).values());
      lanes.addAll(live.get(chain).values());
    }
    return lanes;
  }
}
