package io.tidegate.gateway.sketch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.gateway.system.MqttPacket;
import io.tidegate.gateway.system.RecordingProxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which measurements of the boards passed on their way to the broker, and which of them it has
/// taken. A measurement is known by `a0`, which the world counts, not by anything of a sketch or
/// the gateway.
final class Tally implements RecordingProxy.Witness {
  private static final Pattern MEASURED = Pattern.compile("\"a0\":(\\d+)[,}]");
  private static final Pattern KEY = Pattern.compile("\"tg\":\"([^\"]+)\"");

  /// A message on one connection.
  private record Way(long connection, int id) {}

  private record Reading(String topic, int number) {}

  private final Map<Way, Reading> underWay = new HashMap<>();
  private final Map<String, TreeSet<Integer>> taken = new TreeMap<>();
  private final Map<String, Reading> byKey = new HashMap<>();
  private final Map<Reading, Long> connections = new HashMap<>();
  private final List<String> wrongs = new ArrayList<>();
  private final Map<String, String> last = new HashMap<>();

  @Override
  public synchronized void published(long connection, MqttPacket publish) {
    String text = new String(publish.payload(), UTF_8);
    Matcher measured = MEASURED.matcher(text);
    Matcher key = KEY.matcher(text);
    if (!measured.find() || !key.find()) {
      return;
    }
    Reading reading = new Reading(publish.topic(), Integer.parseInt(measured.group(1)));
    last.put(reading.topic(), text);
    underWay.put(new Way(connection, publish.id()), reading);
    Reading known = byKey.putIfAbsent(reading.topic() + " " + key.group(1), reading);
    if (known != null && !known.equals(reading)) {
      wrongs.add("one key for " + known + " and " + reading);
    }
    Long before = connections.put(reading, connection);
    // on the next connection it is sent again when its answer was lost with the one before
    if (before != null && (known == null || before == connection)) {
      wrongs.add("twice without a reason: " + publish.topic() + " " + text);
    }
  }

  @Override
  public synchronized void acknowledged(long connection, int id) {
    Reading reading = underWay.remove(new Way(connection, id));
    if (reading != null) {
      taken.computeIfAbsent(reading.topic(), _ -> new TreeSet<>()).add(reading.number());
    }
  }

  /// How many the broker has taken.
  synchronized int taken(String topic) {
    return taken.getOrDefault(topic, new TreeSet<>()).size();
  }

  synchronized List<Integer> missing(String topic, int upTo) {
    List<Integer> missing = new ArrayList<>();
    for (int number = 1; number <= upTo; number++) {
      if (!taken.getOrDefault(topic, new TreeSet<>()).contains(number)) {
        missing.add(number);
      }
    }
    return missing;
  }

  /// What came last on this topic.
  synchronized String last(String topic) {
    return last.getOrDefault(topic, "nothing");
  }

  synchronized List<String> wrongs() {
    return List.copyOf(wrongs);
  }
}
