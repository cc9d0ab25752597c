package io.tidegate.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.broker.Broker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a scenario publishes, on real ports and at a broker on a socket.
@Timeout(180)
class PublishOnPortsTest {
  private static final String SCENARIO =
      """
      scenario: x
      lasts: 2 s
      settle: 30 s
      boards: {a: {firmware: wifi_right, every: 10 s}, b: {firmware: json}}
      publish:
        - {topic: "devices/{board}/set", payload: "slow {n}", board: a, retain: true, at: 0 s}
        - {topic: left, payload: here, retain: true, at: 1 s, qos: 2}
        - {topic: gone, payload: here, retain: true, at: 1 s}
        - {topic: gone, payload: "", retain: true, at: 1500 ms}
      expect:
        - {board: a, prints: ^command slow 1, times: 1}
        - {topic: devices/a/set, like: ^slow 1$, times: 1}
        - {topic: left, times: 1}
        - {topic: gone, like: "^$", times: 1}
      """;

  @TempDir Path folder;
  private final Programs programs = new Programs();

  @AfterEach
  void stop() {
    programs.close();
  }

  private Process played(String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("x.yaml"), SCENARIO);
    List<String> command = new ArrayList<>(List.of(more[0], file.toString()));
    command.addAll(List.of("--link-dir", folder.resolve("ports").toString()));
    command.addAll(List.of(more).subList(1, more.length));
    return programs.start(command.toArray(String[]::new));
  }

  private static String said(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"test --wait 0s", "run"})
  void itComesToBoardsAndStaysAtTheBroker(String how) throws Exception {
    try (Broker broker = Broker.start(0)) {
      Process process = played((how + " --broker 127.0.0.1:" + broker.port()).split(" "));
      String said = said(process);
      Programs.assertEnds(process, TidegateSim.OK, said);
      assertTrue(said.contains("  publishes on devices/a/set, retained: slow 1\n"), said);
      assertTrue(said.contains("  clears what is retained on gone\n"), said);
      assertTrue(said.contains("\npublished by the scenario: 4 messages\n"), said);
      assertEquals("here", broker.retained("left"));
      assertEquals("", broker.retained("gone"));
    }
  }

  @Test
  void theLastOfTheObjectsCountsThem() throws Exception {
    try (Broker broker = Broker.start(0)) {
      Process process = played("run", "--json", "--broker", "127.0.0.1:" + broker.port());
      String said = said(process);
      Programs.assertEnds(process, TidegateSim.OK, said);
      String last = said.lines().toList().getLast();
      assertTrue(last.contains("\"published\":4,\"not_published\":0"), last);
    }
  }

  @Test
  void withoutABrokerItIsRefusedWithItsPlace() throws Exception {
    Files.writeString(
        folder.resolve("y.yaml"),
        "scenario: x\nlasts: 2 s\nboards: {a: {}}\npublish:\n  - {topic: a, payload: b, at: 0 s}\n");
    Process process = programs.start("run", folder.resolve("y.yaml").toString());
    String said = said(process);
    Programs.assertEnds(process, TidegateSim.MISUSED, said);
    assertTrue(
        said.contains(
            "y.yaml:5: publish[0].topic: publish on a needs a broker, and none is known:"),
        said);
  }
}
