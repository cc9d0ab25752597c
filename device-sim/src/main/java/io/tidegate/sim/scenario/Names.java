package io.tidegate.sim.scenario;

import io.tidegate.strict.Key;
import io.tidegate.strict.Nearest;
import io.tidegate.strict.Problems;
import io.tidegate.strict.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The boards that a scenario can name: each by its own name, those of a `count` together by what
/// they have in common, and `all`.
record Names(List<String> boards, Set<String> groups, Problems problems) {
  static final String ALL = "all";

  /// The boards that a key names; what is none is told.
  List<String> of(Section section, Key<List<String>> key) {
    List<String> found = new ArrayList<>();
    for (String name : section.get(key, List.of())) {
      List<String> meant = meant(name);
      if (meant.isEmpty()) {
        problems.add(
            section.line(key),
            section.path(key),
            "there is no board \"" + name + "\"" + Nearest.hint(name, boards));
      }
      found.addAll(meant);
    }
    return found.stream().distinct().toList();
  }

  private List<String> meant(String name) {
    if (name.equals(ALL)) {
      return boards;
    }
    if (boards.contains(name)) {
      return List.of(name);
    }
    return groups.contains(name)
        ? boards.stream().filter(each -> each.matches(name + "[0-9]+")).toList()
        : List.of();
  }
}
