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
import org.junit.jupiter.params.provider.ValueSource;

/// What a gateway's configuration says of its broker holds in a lab.
class LabUplinkTest {
  @TempDir Path folder;

  private static <T> T ready(Result<T> result) {
    assertTrue(result instanceof Result.Ready<T>, result::toString);
    return ((Result.Ready<T>) result).value();
  }

  private Report play(int qos, String scenario) throws IOException {
    Files.writeString(
        folder.resolve("gateway.yaml"),
        """
        gateway: lab
        broker: [ssl://far.example.org:8883, tcp://near.example.org]
        mqtt:
          username: greenhouse
          password_file: /nowhere/password
          keep_alive: 10 s
        delivery: {drain_per_second: 0}
        streams: {readings: {qos: %d}, state: {qos: %d}}
        spool: {folder: /lab/spool}
        runtime_folder: /lab/run
        ports: [{path: /lab/cellar}, {path: /lab/attic}]
        """
            .formatted(qos, qos));
    Scenario read = ready(ScenarioReader.parse(scenario, folder.resolve("test.yaml")));
    Configuration configuration = ready(LabSettings.of(read));
    LabStage stage = new LabStage(read, configuration, Transcript.NONE);
    Run run = new Run(read, stage, (_, _) -> {});
    stage.play(run, _ -> {});
    return run.report(List.of(), "again");
  }

  /// A backlog of thousands without a bound is sent within a moment, and no moment lasts for ever.
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void nothingIsLostWithAnyQosThatIsAcknowledged(int qos) throws IOException {
    Report report =
        play(
            qos,
            """
            scenario: a broker that goes in every way
            lasts: 3 h
            late: 2 h
            gateway: gateway.yaml
            boards:
              cellar: {firmware: link, every: 1 s, ring: 2000}
              attic: {firmware: link, every: 1 s, ring: 2000}
            faults:
              - {fault: refuse, at: 10 min, for: 1 h}
              - {fault: connection_reset, at: 75 min}
              - {fault: black_hole, at: 80 min, for: 5 min}
              - {fault: connack_refused, code: 3, at: 90 min, for: 1 min}
              - {fault: session_lost, at: 100 min}
              - {fault: gateway_kill, at: 110 min, for: 10 s}
              - {fault: gateway_power_cut, at: 120 min, for: 1 min}
            expect:
              - {board: all, lost: 0, doubled: 0, disordered: 0}
            """);
    assertTrue(report.passed(), () -> String.join("\n", report.lines()));
  }

  /// The kernel closes what a process had open; of a machine nothing is heard for one and a half
  /// times the keep-alive.
  @ParameterizedTest
  @CsvSource({"gateway_kill, 60 s, 61 s", "gateway_power_cut, 64 s, 76 s"})
  void theBrokerSaysThatAGatewayIsGoneWhenItNotices(String mishap, String from, String within)
      throws IOException {
    Report report =
        play(
            1,
            """
            scenario: a gateway that is gone
            lasts: 3 min
            gateway: gateway.yaml
            boards: {cellar: {firmware: link}}
            faults:
              - {fault: %s, at: 60 s, for: 60 s}
            expect:
              - {topic: tidegate/lab/status, like: ^offline$, times: 1}
              - {topic: tidegate/lab/status, like: ^offline$, from: %s, within: %s, times: 1}
              - {topic: tidegate/lab/status, like: ^online, from: 120 s, times: 1..}
            """
                .formatted(mishap, from, within));
    assertTrue(report.passed(), () -> String.join("\n", report.lines()));
  }
}
