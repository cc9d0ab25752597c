package io.tidegate.sim.scenario;

import io.tidegate.strict.Key;
import io.tidegate.strict.Nearest;
import io.tidegate.strict.Problems;
import io.tidegate.strict.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The boards that a scenario can name: each by its own name, those of a `count` together by what
/// they have in common, and `all`.
record Names(List<BoardPlan> plans, Set<String> groups, Problems problems) {
  static final String ALL = "all";
  static final String RANGE = "a letter, then letters, digits, _ and -, at most 48";
  static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,47}");

  List<String> boards() {
    return plans.stream().map(BoardPlan::name).toList();
  }

  /// False when a board stands in the file and was refused.
  boolean areWhole() {
    return groups.stream()
        .allMatch(
            group -> boards().stream().anyMatch(each -> each.equals(group) || isOne(each, group)));
  }

  private static boolean isOne(String board, String group) {
    return board.matches(Pattern.quote(group) + "[0-9]+");
  }

  /// Those that play a recording.
  Set<String> replaying() {
    return plans.stream()
        .filter(plan -> plan.replay() != null)
        .map(BoardPlan::name)
        .collect(Collectors.toSet());
  }

  /// Those that are emulated.
  Set<String> emulated() {
    return plans.stream()
        .filter(plan -> plan.firmware() == FirmwareKind.IMAGE)
        .map(BoardPlan::name)
        .collect(Collectors.toSet());
  }

  /// Boards with WiFi.
  Set<String> stations() {
    return plans.stream()
        .filter(BoardPlan::hasWifi)
        .map(BoardPlan::name)
        .collect(Collectors.toSet());
  }

  /// The boards that a key names; what is none is told.
  List<String> of(Section section, Key<List<String>> key) {
    List<String> found = new ArrayList<>();
    for (String name : section.get(key, List.of())) {
      List<String> meant = meant(name);
      if (meant.isEmpty()) {
        problems.add(section, key, unknown(name));
      }
      found.addAll(meant);
    }
    return found.stream().distinct().toList();
  }

  /// In words.
  String unknown(String name) {
    return "there is no board \"" + name + "\"" + Nearest.hint(name, boards());
  }

  private List<String> meant(String name) {
    List<String> boards = boards();
    if (name.equals(ALL)) {
      return boards;
    }
    if (boards.contains(name)) {
      return List.of(name);
    }
    return groups.contains(name)
        ? boards.stream().filter(each -> isOne(each, name)).toList()
        : List.of();
  }
}
