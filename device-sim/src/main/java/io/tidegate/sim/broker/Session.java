package io.tidegate.sim.broker;

import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.mqtt.TopicFilter;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a client has subscribed to and has not yet taken. Messages of QoS 1 wait for an absent
/// client; those of QoS 0 do not. It belongs to its [Exchange].
final class Session {
  /// Messages under way without a PUBACK.
  static final int WINDOW = 64;

  /// Messages that wait; what comes beyond is dropped and counted.
  static final int QUEUE_LIMIT = 100_000;

  /// Messages of QoS 2 that the client has not released.
  static final int HELD_LIMIT = 100;

  private static final int LAST_ID = 65_535;

  // for the session's life
  final boolean kept;
  private final Map<String, Integer> qosByFilter = new LinkedHashMap<>();
  private final ArrayDeque<Packet.Publish> waiting = new ArrayDeque<>();
  private final LinkedHashMap<Integer, Packet.Publish> underWay = new LinkedHashMap<>();
  private final Map<Integer, Packet.Publish> held = new HashMap<>();
  private int lastId;

  // for a connection's life; null without one
  private Link link;

  Session(boolean kept) {
    this.kept = kept;
  }

  Link link() {
    return link;
  }

  void subscribe(String filter, int qos) {
    qosByFilter.put(filter, qos);
  }

  void unsubscribe(String filter) {
    qosByFilter.remove(filter);
  }

  /// The client is there: what was under way goes out again, marked as repeated, then the rest.
  void connected(Link fresh) {
    link = fresh;
    underWay.replaceAll((id, message) -> message.as(true, 1, message.retained(), id));
    List.copyOf(underWay.values()).forEach(fresh::send);
    pump();
  }

  void disconnected() {
    link = null;
  }

  /// A message for everybody; true unless it had to be dropped.
  boolean offer(Packet.Publish message) {
    int qos = -1;
    for (Map.Entry<String, Integer> each : qosByFilter.entrySet()) {
      if (TopicFilter.matches(each.getKey(), message.topic())) {
        qos = Math.max(qos, Math.min(each.getValue(), message.qos()));
      }
    }
    return qos < 0 || take(message.as(false, qos, false, 0));
  }

  /// A message for this client, with the QoS it is to have.
  boolean take(Packet.Publish message) {
    if (message.qos() == 0) {
      return link == null || link.send(message);
    }
    if (waiting.size() >= QUEUE_LIMIT) {
      return false;
    }
    waiting.add(message);
    pump();
    return true;
  }

  void acknowledged(int id) {
    underWay.remove(id);
    pump();
  }

  /// A message of QoS 2 has come; once more is no other one. False when too many are held.
  boolean hold(Packet.Publish message) {
    if (!held.containsKey(message.id()) && held.size() == HELD_LIMIT) {
      return false;
    }
    held.putIfAbsent(message.id(), message);
    return true;
  }

  /// The client has released it; null when it is not held.
  Packet.Publish release(int id) {
    return held.remove(id);
  }

  private void pump() {
    while (link != null && underWay.size() < WINDOW && !waiting.isEmpty()) {
      Packet.Publish next = waiting.peek();
      Packet.Publish numbered = next.as(false, 1, next.retained(), freeId());
      if (!link.send(numbered)) {
        return;
      }
      waiting.remove();
      underWay.put(numbered.id(), numbered);
    }
  }

  private int freeId() {
    do {
      lastId = lastId % LAST_ID + 1;
    } while (underWay.containsKey(lastId));
    return lastId;
  }
}
