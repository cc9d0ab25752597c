package io.tidegate.strict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// What may stand where: the table of keys as a tree.
sealed interface Shape {

  record Leaf(Key<?> key) implements Shape {}

  /// Names and what is behind them. Where there is a key for the whole, its value may stand instead
  /// of the section.
  final class Section implements Shape {
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private Key<?> whole;

    Map<String, Shape> shapes() {
      return shapes;
    }

    /// Null when only a section may stand here.
    Key<?> whole() {
      return whole;
    }

    /// What is behind names with dots between, through fixed sections only; itself behind the empty
    /// text; null when nothing is known there.
    Shape at(String path) {
      Shape at = this;
      for (String step : path.isEmpty() ? new String[0] : path.split("\\.")) {
        at = at instanceof Section section ? section.shapes.get(step) : null;
      }
      return at;
    }

    private void put(String step, Shape shape, Key<?> key) {
      if (shapes.putIfAbsent(step, shape) != null) {
        throw contradiction(key);
      }
    }

    private void whole(Key<?> key) {
      if (whole != null) {
        throw contradiction(key);
      }
      whole = key;
    }
  }

  /// A list of sections.
  record Listed(Section each) implements Shape {}

  /// Names that are free, a section behind each.
  record Named(Section each) implements Shape {}

  static Section of(List<Key<?>> keys) {
    Section root = new Section();
    for (Key<?> key : keys) {
      place(root, key.path().split("\\."), 0, key);
    }
    return root;
  }

  private static void place(Section section, String[] steps, int at, Key<?> key) {
    if (at == steps.length) {
      section.whole(key);
      return;
    }
    String step = steps[at];
    if (step.endsWith("[]")) {
      String name = step.substring(0, step.length() - 2);
      place(listed(section, name, key), steps, at + 1, key);
    } else if (at + 1 < steps.length && steps[at + 1].startsWith("<")) {
      place(named(section, step, key), steps, at + 2, key);
    } else if (at + 1 < steps.length) {
      place(inner(section, step, key), steps, at + 1, key);
    } else if (section.shapes.get(step) instanceof Section inner) {
      inner.whole(key);
    } else {
      section.put(step, new Leaf(key), key);
    }
  }

  private static Section listed(Section section, String name, Key<?> key) {
    if (section.shapes.computeIfAbsent(name, _ -> new Listed(new Section()))
        instanceof Listed(Section each)) {
      return each;
    }
    throw contradiction(key);
  }

  private static Section named(Section section, String name, Key<?> key) {
    if (section.shapes.computeIfAbsent(name, _ -> new Named(new Section()))
        instanceof Named(Section each)) {
      return each;
    }
    throw contradiction(key);
  }

  /// A key that was placed here before becomes that of the whole.
  private static Section inner(Section section, String name, Key<?> key) {
    Shape before = section.shapes.get(name);
    if (before instanceof Section inner) {
      return inner;
    }
    Section inner = new Section();
    if (before instanceof Leaf(Key<?> whole)) {
      inner.whole(whole);
    } else if (before != null) {
      throw contradiction(key);
    }
    section.shapes.put(name, inner);
    return inner;
  }

  private static IllegalArgumentException contradiction(Key<?> key) {
    return new IllegalArgumentException(
        "the table of keys says two things about what stands at " + key.path());
  }

  /// Where else a name is known, as the path of its section; empty when nowhere.
  static String homeOf(String name, List<Key<?>> keys) {
    TreeSet<String> homes = new TreeSet<>();
    for (Key<?> key : keys) {
      if (key.name().equals(name)) {
        int end = key.path().lastIndexOf('.');
        homes.add(end < 0 ? "the top level" : key.path().substring(0, end));
      }
    }
    return String.join(" or ", homes);
  }
}
