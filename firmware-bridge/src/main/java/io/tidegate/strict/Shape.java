package io.tidegate.strict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// What may stand where: the table of keys as a tree.
sealed interface Shape {

  record Leaf(Key<?> key) implements Shape {}

  /// Names and what is behind them.
  record Section(Map<String, Shape> shapes) implements Shape {}

  /// A list of sections.
  record Listed(Section each) implements Shape {}

  /// Names that are free, a section behind each.
  record Named(Section each) implements Shape {}

  static Section of(List<Key<?>> keys) {
    Section root = new Section(new LinkedHashMap<>());
    for (Key<?> key : keys) {
      place(root, key.path().split("\\."), 0, key);
    }
    return root;
  }

  private static void place(Section section, String[] steps, int at, Key<?> key) {
    String step = steps[at];
    if (at == steps.length - 1) {
      section.shapes().put(step, new Leaf(key));
    } else if (step.endsWith("[]")) {
      String name = step.substring(0, step.length() - 2);
      Listed listed = (Listed) section.shapes().computeIfAbsent(name, _ -> new Listed(empty()));
      place(listed.each(), steps, at + 1, key);
    } else if (steps[at + 1].startsWith("<")) {
      Named named = (Named) section.shapes().computeIfAbsent(step, _ -> new Named(empty()));
      place(named.each(), steps, at + 2, key);
    } else {
      Section inner = (Section) section.shapes().computeIfAbsent(step, _ -> empty());
      place(inner, steps, at + 1, key);
    }
  }

  private static Section empty() {
    return new Section(new LinkedHashMap<>());
  }

  /// Where else a name is known, as the path of its section; empty when nowhere, `top` at the top.
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
