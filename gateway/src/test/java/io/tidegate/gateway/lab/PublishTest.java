package io.tidegate.gateway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.check.Published;
import io.tidegate.sim.check.Report;
import io.tidegate.sim.scenario.Run;
import io.tidegate.sim.scenario.Scenario;
import io.tidegate.sim.scenario.ScenarioReader;
import io.tidegate.strict.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a scenario publishes, in virtual time.
class PublishTest {
  private final List<String> told = new ArrayList<>();

  private Report played(String text) {
    Scenario scenario = ready(ScenarioReader.parse(text, Path.of("a.yaml")));
    LabStage stage = new LabStage(scenario, ready(LabSettings.of(scenario)), Transcript.NONE);
    Run run = new Run(scenario, stage, (nanos, words) -> told.add(nanos / 1_000_000 + " " + words));
    stage.play(run, _ -> {});
    return run.report(List.of(), "again");
  }

  private static <T> T ready(Result<T> result) {
    return switch (result) {
      case Result.Ready<T> ready -> ready.value();
      case Result.Refused<T> refused -> throw new AssertionError(refused.toString());
    };
  }

  @Test
  void aCommandSwitchesTheRelayOfALinkBoardAndItsResultComes() {
    Report report =
        played(
            """
            scenario: x
            lasts: 20 s
            boards: {a: {firmware: link}}
            publish:
              - {topic: "tidegate/lab/board/{board}/set/relay", payload: on, board: a, at: 10 s}
            expect:
              - {topic: tidegate/lab/board/a/set/relay, like: ^on$, times: 1}
              - {topic: tidegate/lab/board/a/result, value: result, like: ^ok$, times: 1}
            """);
    assertTrue(report.passed(), () -> String.join("\n", report.lines()));
    assertEquals(new Published(1, 1), report.published());
    assertTrue(report.counts().contains("published by the scenario: 1 message"));
    assertTrue(
        told.contains("10000 publishes on tidegate/lab/board/a/set/relay: on"), told::toString);
  }

  /// One that connects later has what is retained, and no longer when it was cleared.
  @Test
  void whatIsRetainedComesToWhoConnectsLaterUntilItIsCleared() {
    Report report =
        played(
            """
            scenario: x
            lasts: 2 min
            boards: {a: {firmware: wifi_right}}
            publish:
              - {topic: devices/a/set, payload: slow, retain: true, at: 0 s}
              - {topic: devices/a/set, payload: "", retain: true, at: 1 min}
            faults: [{fault: reset, board: a, at: 30 s}, {fault: reset, board: a, at: 80 s}]
            expect:
              - {board: a, prints: ^command slow, within: 1 min, times: 2}
              - {board: a, prints: ^command slow, from: 1 min, times: 0}
              - {board: a, prints: ^mqtt connected, from: 80 s, times: 1}
            """);
    assertTrue(report.passed(), () -> String.join("\n", report.lines()));
    assertTrue(told.contains("60000 clears what is retained on devices/a/set"), told::toString);
  }

  @Test
  void oneWaitsForWhatABoardPrintsAndOneIsRepeated() {
    Report report =
        played(
            """
            scenario: x
            lasts: 30 s
            boards: {a: {}, b: {}}
            publish:
              - {topic: "x/{board}", payload: "{n}", board: all, at: 10 s, every: 5 s}
              - {topic: y, payload: now, when_prints: '"n":3', printed_by: b, wait: 1 s}
              - {topic: z, payload: never, when_topic: no/such}
            expect:
              - {topic: x/a, like: "^[1357]$", every_message: true, times: 4}
              - {topic: x/b, like: "^[2468]$", every_message: true, times: 4}
              - {topic: y, times: 1, within: 10 s}
              - {topic: z, times: 0}
            """);
    assertFalse(report.passed());
    assertEquals(
        List.of(
            "a.yaml:7: publish[2].topic: publish on z did not happen: no message came on no/such"
                + " while boards measured"),
        report.troubles());
    assertEquals(0, report.missed(), () -> String.join("\n", report.lines()));
    assertEquals(new Published(9, 9), report.published());
  }
}
