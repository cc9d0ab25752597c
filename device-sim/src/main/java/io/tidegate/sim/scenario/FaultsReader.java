package io.tidegate.sim.scenario;

import io.tidegate.sim.setting.Settings;
import io.tidegate.strict.Key;
import io.tidegate.strict.Problems;
import io.tidegate.strict.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The `faults` of a scenario.
final class FaultsReader {
  private final Section root;
  private final Problems problems;
  private final Names names;
  private final PortNames ports;
  private final Set<String> stations;
  private final WhenReader whens;

  FaultsReader(Section root, Problems problems, Names names, long lastsNanos) {
    this.root = root;
    this.problems = problems;
    this.names = names;
    this.ports = new PortNames(names);
    this.stations = names.stations();
    this.whens = new WhenReader(ScenarioKeys.WHEN_FAULT, problems, names, lastsNanos);
  }

  List<Trouble> troubles() {
    List<Trouble> troubles = new ArrayList<>();
    for (Section section : root.list("faults")) {
      FaultKind kind = section.need(ScenarioKeys.FAULT_KIND, problems);
      When when = whens.read(section, ScenarioKeys.FAULT_KIND);
      if (kind != null && when != null) {
        add(troubles, section, kind, when);
      }
    }
    return troubles;
  }

  private void add(List<Trouble> troubles, Section section, FaultKind kind, When when) {
    Settings settings =
        Texts.settings(section, ScenarioKeys.FAULT_SETTINGS, kind.settings(), problems);
    List<String> boards = boards(section, kind);
    if (settings != null) {
      checkPorts(section, kind, boards, settings);
      checkSensors(section, kind, boards, settings);
      String place = problems.place(section, ScenarioKeys.FAULT_KIND);
      troubles.add(new Trouble(place, kind, boards, settings, when, nanos(section, kind)));
    }
  }

  private void checkPorts(Section section, FaultKind kind, List<String> boards, Settings settings) {
    String name = kind.takes(settings);
    for (String board : name.isEmpty() ? List.<String>of() : boards) {
      String wrong = ports.take(kind, board, name);
      if (!wrong.isEmpty()) {
        String key = kind == FaultKind.SWAP ? "with" : "to";
        tell(section, ScenarioKeys.FAULT_SETTINGS.get(key), wrong);
        return;
      }
    }
  }

  private void checkSensors(
      Section section, FaultKind kind, List<String> boards, Settings settings) {
    for (BoardPlan plan : kind == FaultKind.SENSOR ? names.plans() : List.<BoardPlan>of()) {
      String wrong =
          boards.contains(plan.name())
              ? plan.cannotFail(
                  settings.get(FaultSettings.SENSOR), settings.get(FaultSettings.FAILS))
              : "";
      if (!wrong.isEmpty()) {
        tell(section, ScenarioKeys.FAULT_KIND, wrong);
        return;
      }
    }
  }

  private List<String> boards(Section section, FaultKind kind) {
    boolean named = section.has(ScenarioKeys.FAULT_BOARDS);
    boolean ofWifi =
        kind.target() == FaultKind.Target.STATION || kind.target() == FaultKind.Target.ACCESS_POINT;
    if (ofWifi && stations.isEmpty()) {
      tell(section, ScenarioKeys.FAULT_KIND, "no board has WiFi");
    }
    if (kind.target() != FaultKind.Target.BOARD && kind.target() != FaultKind.Target.STATION) {
      if (named) {
        tell(section, ScenarioKeys.FAULT_BOARDS, kind.wireName() + " befalls no board");
      }
      return List.of();
    }
    if (!named) {
      problems.add(
          section.line(ScenarioKeys.FAULT_KIND),
          section.path(ScenarioKeys.FAULT_BOARDS),
          "is missing: " + kind.wireName() + " befalls a board; name one, several, or all");
    }
    List<String> meant = names.of(section, ScenarioKeys.FAULT_BOARDS);
    if (kind.target() == FaultKind.Target.STATION) {
      return stationsOf(section, kind, meant);
    }
    Optional<String> recorded = meant.stream().filter(names.replaying()::contains).findFirst();
    if (recorded.isPresent() && !kind.befallsRecordings()) {
      String words = "%s plays a recording, and %s cannot befall that";
      tell(section, ScenarioKeys.FAULT_BOARDS, words.formatted(recorded.get(), kind.wireName()));
    }
    Optional<String> emulated = meant.stream().filter(names.emulated()::contains).findFirst();
    if (emulated.isPresent() && kind == FaultKind.FLOOD) {
      tell(
          section,
          ScenarioKeys.FAULT_BOARDS,
          emulated.get() + " runs an image, which prints what it prints: flood cannot befall that");
    }
    return meant;
  }

  /// `all` are those that have WiFi; one that was named has to.
  private List<String> stationsOf(Section section, FaultKind kind, List<String> meant) {
    boolean all = section.get(ScenarioKeys.FAULT_BOARDS, List.of()).contains(Names.ALL);
    for (String board : meant) {
      if (!all && !stations.contains(board)) {
        tell(
            section,
            ScenarioKeys.FAULT_BOARDS,
            kind.wireName() + " befalls boards with WiFi, and " + board + " has none");
      }
    }
    return meant.stream().filter(stations::contains).toList();
  }

  private long nanos(Section section, FaultKind kind) {
    if (kind.lasting() == FaultKind.Lasting.NO) {
      if (section.has(ScenarioKeys.FOR)) {
        tell(section, ScenarioKeys.FOR, kind.wireName() + " happens and is over: it has no for");
      }
      return 0;
    }
    if (kind.lasting() == FaultKind.Lasting.ITSELF && !section.has(ScenarioKeys.FOR)) {
      problems.add(
          section.line(ScenarioKeys.FAULT_KIND),
          section.path(ScenarioKeys.FOR),
          "is missing: how long " + kind.wireName() + " lasts");
    }
    return section.get(ScenarioKeys.FOR, Long.MAX_VALUE);
  }

  private void tell(Section section, Key<?> key, String words) {
    problems.add(section.line(key), section.path(key), words);
  }
}
