package io.tidegate.sim.scenario;

import io.tidegate.sim.check.DeliveryExpectation.Count;
import io.tidegate.strict.FileKind;
import io.tidegate.strict.Problems;
import io.tidegate.strict.Result;
import io.tidegate.strict.Section;
import io.tidegate.strict.StrictFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Reads a scenario file. Every problem is collected, none is thrown.
public final class ScenarioReader {
  private static final int SIZE_LIMIT = 1 << 20;
  private static final int LIST_LIMIT = 1_000;
  private static final long USUAL_LASTS_NANOS = 1_000_000_000L;

  private static final FileKind KIND =
      new FileKind(
          "scenario",
          "  scenario: ...\n  lasts: 60 s\n  boards:\n    kitchen:\n      firmware: json",
          ScenarioKeys.ALL,
          Map.of(
              "duration", "write lasts: how long boards measure",
              "expect.min", "write in: 5.. or in: 5..10",
              "faults.duration", "write for: how long it lasts",
              "commands", "write publish: a list with topic, payload and at",
              "publish.retained", "write retain: true",
              "publish.message", "write payload: what is published",
              "expect.never", "write times: 0"),
          SIZE_LIMIT,
          LIST_LIMIT);

  private final Section root;
  private final Problems problems;
  private final Path file;

  private ScenarioReader(Section root, Problems problems, Path file) {
    this.root = root;
    this.problems = problems;
    this.file = file;
  }

  public static Result<Scenario> read(Path file) {
    return StrictFile.read(
        file, KIND, (root, problems) -> new ScenarioReader(root, problems, file).scenario());
  }

  /// `file` is where the text is said to come from; relative paths in it begin there.
  public static Result<Scenario> parse(String text, Path file) {
    return StrictFile.parse(
        text, file, KIND, (root, problems) -> new ScenarioReader(root, problems, file).scenario());
  }

  private Scenario scenario() {
    String title = root.need(ScenarioKeys.TITLE, problems);
    Long lasts = root.need(ScenarioKeys.LASTS, problems);
    long lastsNanos = lasts == null ? USUAL_LASTS_NANOS : lasts;
    List<BoardPlan> boards = new BoardsReader(root, problems, file).boards();
    Names known = new Names(boards, root.named("boards").keySet(), problems);
    // of a board that was refused nobody can say whether a fault or an expectation fits it
    boolean whole = known.areWhole();
    List<Trouble> troubles =
        whole ? new FaultsReader(root, problems, known, lastsNanos).troubles() : List.of();
    List<Publication> publications =
        whole ? new PublishReader(root, problems, known, lastsNanos).publications() : List.of();
    List<Wish> wishes = whole ? new ExpectReader(root, problems, known).wishes() : List.of();
    String gateway = root.get(ScenarioKeys.GATEWAY);
    return new Scenario(
        title == null ? "" : title,
        root.get(ScenarioKeys.SEED),
        lastsNanos,
        root.get(ScenarioKeys.SETTLE),
        root.get(ScenarioKeys.LATE),
        root.get(ScenarioKeys.SPEED),
        root.get(ScenarioKeys.BROKER, ""),
        root.get(ScenarioKeys.LISTEN, List.of("#")),
        gateway == null ? "" : file.resolveSibling(gateway).toString(),
        new WifiPlan(root.get(ScenarioKeys.SSID), root.get(ScenarioKeys.WIFI_PASSWORD)),
        boards,
        troubles,
        publications,
        wishes);
  }

  /// The keys that make a count, for messages.
  static String countKeys() {
    return String.join(", ", List.of(Count.values()).stream().map(Count::wireName).toList());
  }
}
