package io.tidegate.sim.scenario;

import io.tidegate.sim.board.Quirks;
import io.tidegate.sim.line.LineFaults;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.sensor.SensorKind;
import io.tidegate.sim.setting.Settings;
import io.tidegate.sim.setting.TextFile;
import io.tidegate.sim.signal.ChangeKind;
import io.tidegate.sim.signal.SignalKind;
import io.tidegate.sim.world.World;
import io.tidegate.strict.Problems;
import io.tidegate.strict.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The `boards` of a scenario.
final class BoardsReader {
  /// A recording of a year, a value a minute, is 10 MB.
  private static final long FILE_LIMIT_BYTES = 32 << 20;

  private static final int MOST_BOARDS = 10_000;
  private static final long MILLI = 1_000_000;

  private final Section root;
  private final Problems problems;
  private final Path file;
  private final Set<String> names = new HashSet<>();

  BoardsReader(Section root, Problems problems, Path file) {
    this.root = root;
    this.problems = problems;
    this.file = file;
  }

  List<BoardPlan> boards() {
    List<BoardPlan> boards = new ArrayList<>();
    root.named("boards").forEach((name, section) -> add(boards, name, section));
    if (boards.isEmpty() && problems.isEmpty()) {
      problems.add(0, "boards", "is missing: a scenario has one board at least");
    }
    if (boards.size() > MOST_BOARDS) {
      problems.add(
          0, "boards", "expected at most " + MOST_BOARDS + " in all, got " + boards.size());
    }
    return boards;
  }

  private void add(List<BoardPlan> boards, String name, Section section) {
    if (!Names.NAME.matcher(name).matches()) {
      problems.add(section, "expected a name of " + Names.RANGE);
      return;
    }
    Function<String, BoardPlan> maker =
        section.has(ScenarioKeys.RECORDING) ? replaying(section) : measuring(section);
    if (maker == null) {
      return;
    }
    long count = section.get(ScenarioKeys.COUNT);
    for (int i = 1; i <= count; i++) {
      String each = section.has(ScenarioKeys.COUNT) ? name + i : name;
      if (!names.add(each)) {
        problems.add(section, "there are two boards \"" + each + "\"");
        return;
      }
      boards.add(maker.apply(each));
    }
    tryOut(boards.getLast(), section);
  }

  /// Null when something is wrong; it is told then.
  private Function<String, BoardPlan> replaying(Section section) {
    BoardPlan.Replay replay = new Replays(file, problems).read(section);
    boolean resetOnOpen = section.get(ScenarioKeys.RESET_ON_OPEN);
    LineFaults lineFaults = lineFaults(section);
    return replay == null
        ? null
        : name -> BoardPlan.replaying(name, replay, resetOnOpen, lineFaults);
  }

  private Function<String, BoardPlan> measuring(Section section) {
    Replays.misplaced(section, problems);
    List<SensorPlan> sensors = sensors(section);
    FirmwareKind firmware = section.get(ScenarioKeys.FIRMWARE);
    Settings settings =
        Texts.settings(section, ScenarioKeys.FIRMWARE_SETTINGS, firmware.settings(), problems);
    if (firmware != FirmwareKind.IMAGE) {
      Images.misplaced(section, problems);
    }
    if (firmware.isProgram()) {
      BoardPlan.Program program =
          firmware == FirmwareKind.SKETCH
              ? new Sketches(file, problems).read(section)
              : new Images(file, problems).read(section);
      return settings == null || program == null
          ? null
          : name -> board(name, section, settings, sensors).withProgram(program);
    }
    Sketches.misplaced(section, problems);
    return settings == null ? null : name -> board(name, section, settings, sensors);
  }

  private static LineFaults lineFaults(Section section) {
    Long meanBytes = section.get(ScenarioKeys.BAD_LINE);
    return meanBytes == null ? LineFaults.NONE : LineFaults.all(meanBytes);
  }

  private static BoardPlan board(
      String name, Section section, Settings settings, List<SensorPlan> sensors) {
    return new BoardPlan(
        name,
        section.get(ScenarioKeys.FIRMWARE),
        settings,
        section.get(ScenarioKeys.CHIP),
        section.get(ScenarioKeys.EVERY),
        Math.toIntExact(section.get(ScenarioKeys.BAUD)),
        section.get(ScenarioKeys.RESET_ON_OPEN),
        Math.toIntExact(section.get(ScenarioKeys.RING)),
        new Quirks(
            section.get(ScenarioKeys.MILLIS) / MILLI,
            Math.toIntExact(section.get(ScenarioKeys.DRIFT)),
            Math.toIntExact(section.get(ScenarioKeys.LEAK))),
        lineFaults(section),
        sensors,
        null,
        null);
  }

  /// What lies between the keys shows when the board is made.
  private void tryOut(BoardPlan plan, Section section) {
    World world = new World(1);
    WifiPlan wifi = new WifiPlan("any", "");
    try {
      plan.build(1, new Air(world, wifi, new Lan(world), "broker", 1), _ -> {});
    } catch (IllegalArgumentException e) {
      problems.add(section.line(), section.path(), e.getMessage());
    }
  }

  private List<SensorPlan> sensors(Section board) {
    List<SensorPlan> sensors = new ArrayList<>();
    for (Section section : board.list("sensors")) {
      SensorKind kind = section.need(ScenarioKeys.SENSOR_KIND, problems);
      if (kind == null) {
        continue;
      }
      Settings settings =
          Texts.settings(
              section, ScenarioKeys.SENSOR_SETTINGS, kind.settings(), problems, this::text);
      List<SignalPlan> signals = signals(section, kind);
      if (settings != null && signals != null) {
        sensors.add(
            new SensorPlan(
                kind,
                settings,
                signals,
                section.get(ScenarioKeys.SENSOR_PIN),
                section.get(ScenarioKeys.SENSOR_ADDRESS)));
      }
    }
    return sensors;
  }

  /// Null when something is wrong with them.
  private List<SignalPlan> signals(Section sensor, SensorKind kind) {
    List<String> inputs = kind.inputs().stream().map(SensorKind.Input::name).toList();
    Map<String, Section> given = sensor.named("signals");
    boolean whole = true;
    for (Map.Entry<String, Section> each : given.entrySet()) {
      if (!inputs.contains(each.getKey())) {
        String looksAt = String.join(", ", inputs);
        problems.add(each.getValue(), kind.wireName() + " looks at " + looksAt + ", not at this");
        whole = false;
      }
    }
    List<SignalPlan> signals = new ArrayList<>();
    for (SensorKind.Input each : kind.inputs()) {
      String input = each.name();
      Section section = given.get(input);
      if (section == null && !each.required()) {
        signals.add(SignalPlan.steady(Double.toString(each.usual())));
        continue;
      }
      SignalPlan signal = section == null ? null : signal(section);
      if (section == null) {
        problems.add(
            sensor.line(),
            sensor.path() + ".signals." + input,
            "is missing: what " + kind.wireName() + " looks at, such as {value: 20}");
      }
      whole &= signal != null;
      signals.add(signal);
    }
    return whole ? signals : null;
  }

  private SignalPlan signal(Section section) {
    SignalKind kind = section.get(ScenarioKeys.SIGNAL_KIND);
    Settings settings =
        Texts.settings(
            section, ScenarioKeys.SIGNAL_SETTINGS, kind.settings(), problems, this::text);
    List<SignalPlan.Change> changes = new ArrayList<>();
    for (Section each : section.list("changes")) {
      ChangeKind change = each.need(ScenarioKeys.CHANGE_KIND, problems);
      if (change != null) {
        Settings values =
            Texts.settings(each, ScenarioKeys.CHANGE_SETTINGS, change.settings(), problems);
        changes.add(new SignalPlan.Change(change, values));
      }
    }
    return settings == null ? null : new SignalPlan(kind, settings, changes);
  }

  private TextFile text(String name) {
    Path path = file.resolveSibling(name);
    try {
      if (Files.size(path) > FILE_LIMIT_BYTES) {
        throw new IllegalArgumentException(
            "file: expected at most " + (FILE_LIMIT_BYTES >> 20) + " MB, " + path + " is larger");
      }
      return new TextFile(name, Files.readString(path));
    } catch (IOException e) {
      throw new IllegalArgumentException("file: " + path + " cannot be read: " + e, e);
    }
  }
}
