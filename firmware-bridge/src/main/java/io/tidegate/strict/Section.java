package io.tidegate.strict;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The values of one section (with the fixed sections inside it), read and in range. A key that is
/// absent or was wrong has its fallback.
public final class Section {
  private final int line;
  private final String place;
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private final Set<String> meant = new HashSet<>();
  private final Map<String, List<Section>> lists = new HashMap<>();
  private final Map<String, Map<String, Section>> names = new HashMap<>();

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

  void put(String path, List<Section> sections) {
    lists.put(path.substring(place.length()), sections);
  }

  void put(String path, Map<String, Section> sections) {
    names.put(path.substring(place.length()), sections);
  }

  /// An unknown key was probably meant to be this one.
  void meant(String name) {
    meant.add(name);
  }

  /// Whether an unknown key here was probably meant to be this one: nobody is told twice.
  public boolean isMeant(String name) {
    return meant.contains(name);
  }

  /// Where the section begins; 0 for the file as a whole.
  public int line() {
    return line;
  }

  /// The section's own path in the file: `ports[0]`; empty at the top.
  public String path() {
    return place.isEmpty() ? "" : place.substring(0, place.length() - 1);
  }

  /// Null when it is neither here nor has a fallback.
  @SuppressWarnings("unchecked")
  public <T> T get(Key<T> key) {
    Object value = values.get(key.path());
    return value == null ? key.fallbackValue() : (T) value;
  }

  public <T> T get(Key<T> key, T otherwise) {
    T value = get(key);
    return value == null ? otherwise : value;
  }

  /// The key stands in the file, right or wrong.
  public boolean has(Key<?> key) {
    return lines.containsKey(key.path());
  }

  /// Where the key stands, else where its section does.
  public int line(Key<?> key) {
    return lines.getOrDefault(key.path(), line);
  }

  /// The key's path in the file: `ports[0].csv.columns`.
  public String path(Key<?> key) {
    String path = key.path();
    int inner = Math.max(path.lastIndexOf("[]."), path.lastIndexOf(">."));
    if (inner < 0) {
      return path;
    }
    return place + path.substring(path.indexOf('.', inner) + 1);
  }

  /// The entries of a list of sections: `list("ports")` for keys such as `ports[].path`.
  public List<Section> list(String name) {
    return lists.getOrDefault(name, List.of());
  }

  /// Sections behind free names, in the order of the file: `named("boards")` for keys such as
  /// `boards.<id>.name`.
  public Map<String, Section> named(String name) {
    return names.getOrDefault(name, Map.of());
  }
}
