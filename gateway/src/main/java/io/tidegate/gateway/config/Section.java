package io.tidegate.gateway.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The values of one section (with the fixed sections inside it), read and in range. A key that is
/// absent or was wrong has its fallback.
final class Section {
  final int line;
  final String place;
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();
  /// Names that an unknown key was probably meant to be: nobody is told twice.
  final Set<String> meant = new HashSet<>();

  final Map<String, List<Section>> lists = new HashMap<>();
  final Map<String, Map<String, Section>> names = new HashMap<>();

  /// `place` is the path of the section, empty at the top, else with a dot behind it.
  Section(int line, String place) {
    this.line = line;
    this.place = place;
  }

  void put(Key<?> key, Object value, int line) {
    values.put(key.path(), value);
    lines.put(key.path(), line);
  }

  /// It stands in the file, but is of no use.
  void bad(Key<?> key, int line) {
    lines.put(key.path(), line);
  }

  /// Null when it is neither here nor has a fallback.
  @SuppressWarnings("unchecked")
  <T> T get(Key<T> key) {
    Object value = values.get(key.path());
    return value == null ? key.fallbackValue() : (T) value;
  }

  <T> T get(Key<T> key, T otherwise) {
    T value = get(key);
    return value == null ? otherwise : value;
  }

  /// The key stands in the file, right or wrong.
  boolean has(Key<?> key) {
    return lines.containsKey(key.path());
  }

  /// Where the key stands, else where its section does.
  int line(Key<?> key) {
    return lines.getOrDefault(key.path(), line);
  }

  /// The key's path in the file: `ports[0].csv.columns`.
  String path(Key<?> key) {
    String path = key.path();
    int inner = Math.max(path.lastIndexOf("[]."), path.lastIndexOf(">."));
    if (inner < 0) {
      return path;
    }
    return place + path.substring(path.indexOf('.', inner) + 1);
  }

  List<Section> list(String name) {
    return lists.getOrDefault(name, new ArrayList<>());
  }

  Map<String, Section> named(String name) {
    return names.getOrDefault(name, new LinkedHashMap<>());
  }
}
