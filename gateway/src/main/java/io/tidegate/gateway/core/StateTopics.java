package io.tidegate.gateway.core;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// Topics that show how things are now (status, health, availability): never spooled, but published
/// from the present state at each connect. Only the newest value of a topic waits; at most [#LIMIT]
/// are under way.
final class StateTopics {
  static final int LIMIT = 32;

  private final Uplink uplink;
  private final Settings.Stream stream;
  private final Map<String, byte[]> current = new HashMap<>();
  private final SequencedMap<String, byte[]> waiting = new LinkedHashMap<>();
  private long nextToken = -1;
  private int underWay;
  private long movedNanos;

  StateTopics(Uplink uplink, Settings.Stream stream) {
    this.uplink = uplink;
    this.stream = stream;
  }

  /// Sets a topic's value; it is published when it differs from what was last set.
  void set(String topic, byte[] payload) {
    if (!Arrays.equals(current.put(topic, payload), payload)) {
      waiting.put(topic, payload);
    }
  }

  /// Publishes a topic's value although it has not changed: somebody overwrote it.
  void again(String topic) {
    byte[] payload = current.get(topic);
    if (payload != null) {
      waiting.put(topic, payload);
    }
  }

  boolean isOurs(String topic, byte[] payload) {
    return Arrays.equals(current.get(topic), payload);
  }

  boolean knows(String topic) {
    return current.containsKey(topic);
  }

  /// A connection stands: everything is published anew, in the order it was first set.
  void connected() {
    underWay = 0;
    waiting.putAll(current);
  }

  void acknowledged(long nowNanos) {
    underWay = Math.max(0, underWay - 1);
    movedNanos = nowNanos;
  }

  boolean isUnderWay() {
    return underWay > 0;
  }

  /// When one was last acknowledged, or the first of those under way sent; only while some are.
  long movedNanos() {
    return movedNanos;
  }

  /// Publishes what waits, as far as the limit allows.
  void pump(long connection, long nowNanos) {
    while (underWay < LIMIT && !waiting.isEmpty()) {
      Map.Entry<String, byte[]> first = waiting.firstEntry();
      if (!uplink.publish(
          connection, nextToken, first.getKey(), first.getValue(), stream.qos(), stream.retain())) {
        return;
      }
      waiting.pollFirstEntry();
      nextToken--;
      // what is not acknowledged by the broker is settled when it is handed over
      if (stream.qos() > 0 && underWay++ == 0) {
        movedNanos = nowNanos;
      }
    }
  }

  boolean isQuiet() {
    return waiting.isEmpty() && underWay == 0;
  }
}
