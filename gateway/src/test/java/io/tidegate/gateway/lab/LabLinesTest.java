package io.tidegate.gateway.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.sim.check.Report;
import io.tidegate.sim.scenario.Run;
import io.tidegate.sim.scenario.Scenario;
import io.tidegate.sim.scenario.ScenarioReader;
import io.tidegate.strict.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the gateway does to DTR and RTS when it opens a port reaches the boards of a lab.
class LabLinesTest {
  @TempDir Path folder;

  private static <T> T ready(Result<T> result) {
    assertTrue(result instanceof Result.Ready<T>, result::toString);
    return ((Result.Ready<T>) result).value();
  }

  private Report play(String policy, boolean resetOnOpen, String fault, int resets)
      throws IOException {
    Files.writeString(
        folder.resolve("gateway.yaml"),
        """
        gateway: lab
        broker: tcp://127.0.0.1:1883
        ports: [{path: /dev/kitchen, lines: %s}]
        """
            .formatted(policy));
    String text =
        """
        scenario: lines
        lasts: 12 s
        gateway: gateway.yaml
        boards:
          kitchen: {reset_on_open: %s}
        faults:
          - {fault: %s, at: 5 s, for: 1 s}
        expect:
          - {board: kitchen, prints: 'rst cause:1', times: 1}
          - {board: kitchen, prints: 'rst cause:2', times: %d}
        """
            .formatted(resetOnOpen, fault, resets);
    Scenario scenario = ready(ScenarioReader.parse(text, folder.resolve("test.yaml")));
    Configuration configuration = ready(LabSettings.of(scenario));
    LabStage stage = new LabStage(scenario, configuration, Transcript.NONE);
    Run run = new Run(scenario, stage, (_, _) -> {});
    stage.play(run, _ -> {});
    return run.report(List.of(), "again");
  }

  /// The port is opened at the beginning, and once more after the fault. A gateway that dies leaves
  /// the lines as they are; an adapter that is plugged in anew has them low.
  @ParameterizedTest
  @CsvSource({
    // a NodeMCU: raised together they do nothing, one after the other they reset it
    "leave, false, 'gateway_kill',            0",
    "leave, false, 'unplug, board: kitchen',  0",
    "low,   false, 'gateway_kill',            2",
    "low,   false, 'unplug, board: kitchen',  2",
    "pulse, false, 'gateway_kill',            2",
    // DTR through a capacitor: each time it is raised
    "leave, true,  'gateway_kill',            1",
    "leave, true,  'unplug, board: kitchen',  2",
    "low,   true,  'gateway_kill',            2",
    "pulse, true,  'gateway_kill',            3",
    "pulse, true,  'unplug, board: kitchen',  4"
  })
  void aBoardIsResetAsItsWiringAndThePolicySay(
      String policy, boolean resetOnOpen, String fault, int resets) throws IOException {
    Report report = play(policy, resetOnOpen, fault, resets);
    assertTrue(report.passed(), () -> String.join("\n", report.lines()));
  }
}
