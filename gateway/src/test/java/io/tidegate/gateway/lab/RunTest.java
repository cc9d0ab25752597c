package io.tidegate.gateway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.sim.check.Seen;
import io.tidegate.sim.scenario.Run;
import io.tidegate.sim.scenario.Scenario;
import io.tidegate.sim.scenario.ScenarioReader;
import io.tidegate.strict.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What comes when a run is over.
class RunTest {
  /// A board that nobody stops says its next number while the report is written.
  @Test
  void whatABoardSaysBehindTheEndIsNotMissed() throws IOException {
    Scenario scenario =
        ready(
            ScenarioReader.parse(
                """
                scenario: a board that goes on
                lasts: 10 s
                boards: {cellar: {firmware: link}}
                expect: [{board: cellar, lost: 0}]
                """,
                Path.of("test.yaml")));
    Configuration configuration = ready(LabSettings.of(scenario));
    LabStage stage = new LabStage(scenario, configuration, Transcript.NONE);
    Run run = new Run(scenario, stage, (_, _) -> {});
    stage.play(run, _ -> {});
    assertTrue(run.isOver());
    long measured = run.accounts().of("cellar").measured();
    assertTrue(measured >= 9, "measured " + measured);
    run.see(new Seen.Measured(run.nanos(), "cellar", measured + 1));
    assertTrue(run.report(List.of(), "again").passed());
    assertEquals(measured, run.accounts().of("cellar").measured());
  }

  private static <T> T ready(Result<T> result) {
    return switch (result) {
      case Result.Ready<T> ready -> ready.value();
      case Result.Refused<T> refused -> throw new AssertionError(refused.toString());
    };
  }
}
