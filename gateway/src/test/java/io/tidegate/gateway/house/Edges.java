package io.tidegate.gateway.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Who may see whom. A room is a package of the gateway, another module, or a library.
///
/// ```
/// cli lab -> run -> serial gpio mqtt file ops service -> core
/// core -> device topic spool uplink -> bridge
/// device -> stream
/// gpio -> pin -> bridge
/// ```
final class Edges {
  private static final String GATEWAY = "io.tidegate.gateway.";

  /// The libraries, by the start of their packages.
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "org.eclipse.paho.", "paho",
          "com.fazecast.", "jSerialComm",
          "com.pi4j.", "pi4j",
          "org.tinylog.", "tinylog",
          "picocli.", "picocli",
          "org.snakeyaml.", "snakeyaml",
          "io.moquette.", "broker",
          "io.netty.", "broker",
          "org.junit.", "junit");

  private static final Set<String> BELOW_CORE =
      Set.of("bridge", "device", "stream", "topic", "spool", "uplink");

  private static final Map<String, Set<String>> MAY_SEE = new TreeMap<>();

  static {
    MAY_SEE.put("bridge", Set.of());
    MAY_SEE.put("strict", Set.of("snakeyaml"));
    MAY_SEE.put("terminal", Set.of());
    MAY_SEE.put(
        "sim", Set.of("bridge", "strict", "terminal", "picocli", "broker", "paho", "junit"));
    MAY_SEE.put("spool", Set.of());
    MAY_SEE.put("uplink", Set.of());
    // of spool the key of a reading only, see their package-info
    MAY_SEE.put("device", Set.of("bridge", "stream", "spool"));
    MAY_SEE.put("stream", Set.of());
    MAY_SEE.put("topic", Set.of("bridge", "spool", "device"));
    MAY_SEE.put("core", BELOW_CORE);
    MAY_SEE.put("audit", Set.of("bridge", "spool"));
    MAY_SEE.put("serial", and(BELOW_CORE, "core", "jSerialComm"));
    MAY_SEE.put("i2c", Set.of());
    MAY_SEE.put("pin", Set.of("bridge"));
    MAY_SEE.put("gpio", and(BELOW_CORE, "core", "i2c", "pin", "pi4j"));
    MAY_SEE.put("mqtt", and(BELOW_CORE, "core", "paho"));
    MAY_SEE.put("file", and(BELOW_CORE, "core"));
    MAY_SEE.put("ops", and(BELOW_CORE, "core", "tinylog"));
    MAY_SEE.put("service", Set.of("core"));
    Set<String> adapters =
        and(BELOW_CORE, "core", "serial", "i2c", "pin", "gpio", "mqtt", "file", "ops", "service");
    MAY_SEE.put("config", and(adapters, "strict"));
    MAY_SEE.put("run", and(adapters, "config", "tinylog"));
    MAY_SEE.put("doctor", and(adapters, "config", "strict"));
    MAY_SEE.put(
        "cli",
        and(
            adapters,
            "audit",
            "config",
            "doctor",
            "run",
            "strict",
            "terminal",
            "tinylog",
            "picocli"));
    MAY_SEE.put("lab", and(MAY_SEE.get("cli"), "cli", "sim", "paho"));
  }

  private Edges() {}

  /// What each class sees that its room may not, a sentence each.
  static List<String> forbidden(List<Compiled> classes) {
    List<String> found = new ArrayList<>();
    for (Compiled one : classes) {
      String room = room(one.name());
      Set<String> allowed = MAY_SEE.get(room);
      if (allowed == null) {
        found.add(
            "%s lies in '%s', which has no row in Edges.MAY_SEE: give it one".formatted(one, room));
        continue;
      }
      for (String seen : one.sees()) {
        String other = room(seen);
        if (!other.equals("jdk") && !other.equals(room) && !allowed.contains(other)) {
          found.add(
              "%s sees %s, but '%s' may see only %s: pass it in as a value or behind a port of core, or move the code up"
                  .formatted(one.name(), seen, room, new TreeSet<>(allowed)));
        }
      }
    }
    return found;
  }

  /// Cycles between packages, each as the path that closes it.
  static List<String> cycles(List<Compiled> classes) {
    Map<String, Set<String>> graph = new TreeMap<>();
    for (Compiled one : classes) {
      Set<String> to = graph.computeIfAbsent(one.packageName(), _ -> new TreeSet<>());
      for (String seen : one.sees()) {
        if (seen.startsWith("io.tidegate.")) {
          to.add(seen.substring(0, seen.lastIndexOf('.')));
        }
      }
      to.remove(one.packageName());
    }
    List<String> found = new ArrayList<>();
    Set<String> done = new TreeSet<>();
    for (String start : graph.keySet()) {
      follow(start, graph, new ArrayList<>(), done, found);
    }
    return found;
  }

  private static void follow(
      String at,
      Map<String, Set<String>> graph,
      List<String> path,
      Set<String> done,
      List<String> found) {
    int before = path.indexOf(at);
    if (before >= 0) {
      found.add(String.join(" -> ", path.subList(before, path.size())) + " -> " + at);
      return;
    }
    if (!done.contains(at)) {
      path.add(at);
      for (String next : graph.getOrDefault(at, Set.of())) {
        follow(next, graph, path, done, found);
      }
      path.removeLast();
      done.add(at);
    }
  }

  static String room(String className) {
    if (className.startsWith("io.tidegate.bridge.")) {
      return "bridge";
    }
    if (className.startsWith("io.tidegate.strict.")) {
      return "strict";
    }
    if (className.startsWith("io.tidegate.terminal.")) {
      return "terminal";
    }
    if (className.startsWith("io.tidegate.sim.")) {
      return "sim";
    }
    if (className.startsWith(GATEWAY)) {
      String rest = className.substring(GATEWAY.length());
      return rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : "";
    }
    for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
      if (className.startsWith(library.getKey())) {
        return library.getValue();
      }
    }
    return className.startsWith("java.") || className.startsWith("javax.") ? "jdk" : className;
  }

  private static Set<String> and(Set<String> some, String... others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(List.of(others));
    return all;
  }
}
