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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// TidegateLink, compiled for the ESP8266's processor, in an emulated chip on the gateway's cable.
@Tag("lx106")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EmulatedBoardTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void compile() throws IOException, InterruptedException {
    Guests.link(folder);
  }

  @Test
  void nothingIsLostWhateverBefallsTheCableTheChipTheBrokerAndTheGateway() throws IOException {
    Path file = folder.resolve("bare.yaml");
    Files.writeString(
        file,
        """
        scenario: an emulated chip on the gateway's cable
        lasts: 3 min
        boards:
          bare: {firmware: image, image: link.elf, wifi: false}
        faults:
          - {fault: unplug, board: bare, at: 20 s, for: 10 s}
          - {fault: reset, board: bare, cause: external, at: 45 s}
          - {fault: refuse, at: 60 s, for: 30 s}
          - {fault: gateway_kill, at: 75 s, for: 10 s}
          - {fault: hang, board: bare, how: interrupts_off, at: 110 s}
          - {fault: reset, board: bare, cause: external, at: 112 s}
          - {fault: flip, board: bare, at: 130 s}
        expect:
          - {board: bare, lost: 0, doubled: 0, strange: 0, disordered: 0, arrived: 160..}
        """);
    Scenario scenario = ready(ScenarioReader.read(file));
    Configuration configuration = ready(LabSettings.of(scenario));
    LabStage stage = new LabStage(scenario, configuration, Transcript.NONE);
    Run run = new Run(scenario, stage, (_, _) -> {});
    stage.play(run, _ -> {});
    Report report = run.report(List.of(), "again");
    assertTrue(report.passed(), () -> String.join("\n", report.lines()));
  }

  private static <T> T ready(Result<T> result) {
    assertTrue(result instanceof Result.Ready<T>, result::toString);
    return ((Result.Ready<T>) result).value();
  }
}
