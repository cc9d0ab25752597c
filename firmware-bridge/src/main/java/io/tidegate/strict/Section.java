package io.tidegate.strict;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The values of one section (with the fixed sections inside it), read and in range. A key that is
/// absent or was wrong has its fallback.
///
/// A list has a section for each entry, and so has each free name: a key is asked of the section
/// that its last `[]` or `<name>` stands for, every other one throws. Inside a section, `path` is
/// what follows that: `csv.columns` of `ports[].csv.columns`.
public final class Section {
  private final Shape.Section shape;
  private final int line;
  private final String place;

  // by path
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private final Map<String, List<Section>> lists = new HashMap<>();
  private final Map<String, Map<String, Section>> names = new HashMap<>();

  /// `place` is the path of the section in the file, empty at the top, else with a dot behind it.
  Section(Shape.Section shape, int line, String place) {
    this.shape = shape;
    this.line = line;
    this.place = place;
  }

  /// Null when it is neither here nor has a fallback.
  @SuppressWarnings("unchecked")
  public <T> T get(Key<T> key) {
    Object value = values.get(inner(key));
    return value == null ? key.fallbackValue() : (T) value;
  }

  public <T> T get(Key<T> key, T otherwise) {
    T value = get(key);
    return value == null ? otherwise : value;
  }

  /// The value of a key that must be there. Null when it is not, or was wrong: it is told then.
  public <T> T need(Key<T> key, Problems problems) {
    T value = get(key);
    if (value == null && !has(key) && !isTold(inner(key))) {
      String range = key.type().range().isEmpty() ? "" : ", " + key.type().range();
      problems.add(this, key, "is missing (" + key.type().label() + range + "): " + key.words());
    }
    return value;
  }

  /// The entries of a list of sections: `list("ports")` for keys such as `ports[].path`.
  public List<Section> list(String path) {
    if (!(shape.at(path) instanceof Shape.Listed)) {
      throw unknown(path, "list");
    }
    return lists.getOrDefault(path, List.of());
  }

  /// Sections behind free names, in the order of the file: `named("boards")` for keys such as
  /// `boards.<id>.name`.
  public Map<String, Section> named(String path) {
    if (!(shape.at(path) instanceof Shape.Named)) {
      throw unknown(path, "section of free names");
    }
    return names.getOrDefault(path, Map.of());
  }

  /// The key stands in the file, right or wrong.
  public boolean has(Key<?> key) {
    return lines.containsKey(inner(key));
  }

  /// Something stands there: a value, a list or a section, right or wrong.
  public boolean has(String path) {
    if (shape.at(path) == null) {
      throw unknown(path, "key");
    }
    return lines.containsKey(path);
  }

  /// What stands there could not be read, or an unknown name was probably meant to be this one: it
  /// was told already, and nobody should be told twice that it is missing.
  public boolean isTold(String path) {
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      if (told.contains(path.substring(0, dot))) {
        return true;
      }
    }
    return told.contains("") || told.contains(path);
  }

  /// Where the section begins; 0 for the file as a whole.
  public int line() {
    return line;
  }

  /// Where the key stands, else where its section does.
  public int line(Key<?> key) {
    return lines.getOrDefault(inner(key), line);
  }

  /// The section's own path in the file: `ports[0]`; empty at the top.
  public String path() {
    return place.isEmpty() ? "" : place.substring(0, place.length() - 1);
  }

  /// The key's path in the file: `ports[0].csv.columns`.
  public String path(Key<?> key) {
    String inner = inner(key);
    return inner.isEmpty() ? path() : place + inner;
  }

  void put(String path, Object value, int line) {
    values.put(path, value);
    lines.put(path, line);
  }

  void put(String path, List<Section> sections) {
    lists.put(path, sections);
  }

  void put(String path, Map<String, Section> sections) {
    names.put(path, sections);
  }

  void stands(String path, int line) {
    lines.put(path, line);
  }

  void tell(String path) {
    told.add(path);
  }

  private String inner(Key<?> key) {
    String inner = key.inner();
    Key<?> known =
        switch (shape.at(inner)) {
          case Shape.Leaf(Key<?> leaf) -> leaf;
          case Shape.Section section -> section.whole();
          case null, default -> null;
        };
    if (known == null || !known.path().equals(key.path())) {
      throw unknown(key.path(), "key");
    }
    return inner;
  }

  private IllegalArgumentException unknown(String path, String what) {
    String here = place.isEmpty() ? "the top level" : path();
    return new IllegalArgumentException(
        "the table of keys has no " + what + " " + path + " in " + here);
  }
}
