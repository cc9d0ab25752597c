package io.tidegate.gateway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.sim.board.Identity;
import io.tidegate.sim.check.Report;
import io.tidegate.sim.scenario.Run;
import io.tidegate.sim.scenario.Scenario;
import io.tidegate.sim.scenario.ScenarioReader;
import io.tidegate.strict.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Nodes that say what they measure by ESP-NOW, and one on the gateway's cable that hears them:
/// images with an SDK of our own in emulated chips.
@Tag("lx106")
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EspNowImagesTest {
  private static final String WAY =
      """
      scenario: nodes by ESP-NOW, and who hears them on the gateway's cable
      lasts: 60 s
      settle: 5 s
      wifi: {password: secret}
      boards:
        receiver: {firmware: image, image: receiver.elf, wifi: false}
        node: {firmware: image, image: node.elf, count: 2}
      faults:
        - {fault: wifi_off, at: 10 s, for: 10 s}
        - {fault: wifi_weak, board: node1, at: 20 s, for: 20 s, loss: 0.5}
        - {fault: power_off, board: node2, at: 25 s, for: 5 s}
      expect:
        - {board: node, prints: SPOKEN, times: 50..65}
        - {board: receiver, prints: "^..id.:.node-", times: 95..122}
        - {topic: "/sensors/#", like: node-, times: 95..122}
      """;

  @TempDir private static Path folder;

  private record Played(Report report, String transcript) {}

  @BeforeAll
  static void compile() throws IOException, InterruptedException {
    Guests.sdk(folder, "node.elf", "-DSPEAKS=1");
    Guests.sdk(folder, "receiver.elf", "-DGATEWAY=1");
  }

  private static <T> T ready(Result<T> result) {
    assertTrue(result instanceof Result.Ready<T>, result::toString);
    return ((Result.Ready<T>) result).value();
  }

  private static Played play(Scenario scenario) {
    Configuration configuration = ready(LabSettings.of(scenario));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        LabStage stage = new LabStage(scenario, configuration, new Transcript(out))) {
      Run run = new Run(scenario, stage, (_, _) -> {});
      stage.play(run, _ -> {});
      out.flush();
      return new Played(run.report(List.of(), "again"), bytes.toString(StandardCharsets.UTF_8));
    }
  }

  /// What of this node came to the broker, in its order.
  private static List<Integer> numbers(String transcript, Identity node) {
    String id = "node-" + (node.chipId() & 0xffff);
    return Pattern.compile("broker /sensors/\\S+ .\"id\":\"" + id + "\",\"n\":(\\d+)")
        .matcher(transcript)
        .results()
        .map(each -> Integer.valueOf(each.group(1)))
        .toList();
  }

  @Test
  void whatNodesSayReachesTheBrokerButForWhatTheAirLosesAndTheSameBySeed() {
    Scenario scenario = ready(ScenarioReader.parse(WAY, folder.resolve("scenario.yaml")));
    Played played = play(scenario);
    assertTrue(played.report.passed(), () -> String.join("\n", played.report.lines()));
    assertFalse(played.transcript.contains("ABORT"), "a guest found itself broken");
    List<Integer> arrived = numbers(played.transcript, Identity.of("node1", scenario.seed()));
    List<Integer> all = IntStream.rangeClosed(1, arrived.getLast()).boxed().toList();
    List<Integer> missing = all.stream().filter(each -> !arrived.contains(each)).toList();
    assertEquals(all.size(), arrived.size() + missing.size(), "none comes twice");
    assertTrue(missing.size() > 3 && missing.size() < 17, missing::toString);
    assertTrue(missing.getFirst() > 18 && missing.getLast() < 42, missing::toString);
    assertEquals(played.transcript, play(scenario).transcript);
  }
}
