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
  private final boolean durableOnly;
  private final Map<Message.Chain, Map<String, Lane>> live = new EnumMap<>(Message.Chain.class);
  private final Map<Message.Chain, Map<String, Lane>> late = new EnumMap<>(Message.Chain.class);
  private final ArrayDeque<Lane> liveRing = new ArrayDeque<>();
  private final ArrayDeque<Lane> lateRing = new ArrayDeque<>();

  /// With `durableOnly` nothing is handed out before it is on disk.
  Lanes(boolean durableOnly) {
    this.durableOnly = durableOnly;
    for (Message.Chain chain : Message.Chain.values()) {
      live.put(chain, new HashMap<>());
      late.put(chain, new HashMap<>());
    }
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
      lane.handed.put(entry.position, entry);
      wake(lane);
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
  /// on. Critical and latest messages stay in their place.
  void splitLate() {
    for (Lane lane : List.copyOf(live.get(Message.Chain.NORMAL).values())) {
      live.get(lane.chain).remove(lane.name);
      late.get(lane.chain)
          .computeIfAbsent(lane.name, _ -> new Lane(lane.chain, lane.name, true))
          .append(lane);
      liveRing.remove(lane);
      wake(late.get(lane.chain).get(lane.name));
    }
  }

  void rewind() {
    for (Lane lane : all()) {
      lane.rewind();
      wake(lane);
    }
  }

  /// Forgets a lane that has nothing left.
  void tidy(Lane lane) {
    if (lane.isEmpty()) {
      (lane.late ? late : live).get(lane.chain).remove(lane.name, lane);
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
