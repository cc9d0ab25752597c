package io.tidegate.gateway.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.sim.board.Identity;
import io.tidegate.sim.check.Report;
import io.tidegate.sim.lx106.trace.TraceHash;
import io.tidegate.sim.scenario.Run;
import io.tidegate.sim.scenario.Scenario;
import io.tidegate.sim.scenario.ScenarioReader;
import io.tidegate.strict.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Images with WiFi, which talk to the broker themselves, beside one on the gateway's cable: a
/// publisher of our own on an SDK of our own, in emulated chips. It measures each second from its
/// start on, and does not keep what it has no connection for.
@Tag("lx106")
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WifiImagesTest {
  /// Each of these is told to the program, by its WiFi or by an end of its connection, or passes
  /// before the program's patience is over: what was taken arrives, QoS 0 or not.
  private static final String TOLD =
      """
      scenario: images with WiFi, and one on a cable
      lasts: 7 min
      late: 1 min
      wifi: {password: secret}
      boards:
        cellar: {firmware: image, image: link.elf, wifi: false}
        garden: {firmware: image, image: sdk.elf, count: 3}
      faults:
        - {fault: wifi_off, at: 30 s, for: 20 s}
        - {fault: wifi_deauth, board: garden1, at: 70 s}
        - {fault: wifi_weak, board: garden2, at: 80 s, for: 20 s, loss: 0.3}
        - {fault: wifi_password, at: 110 s, for: 15 s}
        - {fault: wifi_dhcp, at: 140 s, for: 15 s}
        - {fault: refuse, at: 170 s, for: 10 s}
        - {fault: black_hole, at: 195 s, for: 10 s}
        - {fault: connection_reset, at: 220 s, for: 10 s}
        - {fault: session_lost, at: 250 s, for: 5 s}
        - {fault: taken_over, at: 270 s, for: 5 s}
        - {fault: power_off, board: [garden1, cellar], at: 290 s, for: 5 s}
        - {fault: reset, board: garden2, at: 310 s}
        - {fault: hang, board: garden1, at: 330 s, how: busy}
        - {fault: hang, board: garden2, at: 330 s, how: waiting}
        - {fault: hang, board: garden3, at: 330 s, how: interrupts_off}
        - {fault: crash, board: garden1, at: 360 s}
        - {fault: brown_out, board: garden2, at: 360 s}
        - {fault: deep_sleep, board: garden3, at: 360 s, for: 10 s}
      expect:
        - {board: cellar, lost: 0, doubled: 0, strange: 0, disordered: 0, late: 0, arrived: 400..}
        - {board: garden1, lost: 0, repeated: 0, doubled: 0, strange: 0, disordered: 0, arrived: 280..}
        - {board: garden2, lost: 0, repeated: 0, doubled: 0, strange: 0, disordered: 0, arrived: 280..}
        - {board: garden3, lost: 0, repeated: 0, doubled: 0, strange: 0, disordered: 0, arrived: 280..}
        - {board: garden, prints: "EV disconnected 200,", times: 1, from: 30 s, within: 50 s}
        - {board: garden1, prints: "EV disconnected 2,", times: 1, from: 70 s, within: 71 s}
        - {board: garden, prints: "EV disconnected 15,", times: 1.., from: 110 s, within: 130 s}
        - {board: garden, prints: not published, times: 15.., from: 140 s, within: 165 s}
        - {board: garden, prints: MQTT closed, times: 4.., from: 170 s, within: 275 s}
        - {topic: sdk/+/status, like: ^offline$, times: 3.., from: 270 s, within: 271 s}
        - {board: garden1, prints: "rst cause:1", times: 1, from: 290 s}
        - {board: garden1, prints: Soft WDT reset, times: 1, from: 333 s, within: 334 s}
        - {board: garden2, prints: ., times: 1, from: 331 s, within: 360 s}
        - {board: garden2, prints: MQTT closed, times: 1, from: 345 s, within: 355 s}
        - {board: garden3, prints: "rst cause:4", times: 1, from: 336 s, within: 338 s}
        - {board: garden1, prints: "^Exception .28.:", times: 1}
        - {topic: sdk/+/status, like: ^offline$, times: 18..}
      """;

  /// Nobody tells the program, and the connection goes on taking: it gives up when nothing came
  /// for the 15 s of its keep-alive, and nothing for 15 s more.
  private static final String SILENT =
      """
      scenario: a connection that nobody hears
      lasts: 150 s
      wifi: {password: secret}
      boards:
        garden: {firmware: image, image: sdk.elf, count: 3}
      faults:
        - {fault: half_open, at: 40 s, for: 40 s}
      expect:
        - {board: garden1, lost: 15..32, doubled: 0, strange: 0, disordered: 0, arrived: 80..}
        - {board: garden2, lost: 15..32, doubled: 0, strange: 0, disordered: 0, arrived: 80..}
        - {board: garden3, lost: 15..32, doubled: 0, strange: 0, disordered: 0, arrived: 80..}
        - {board: garden, prints: MQTT silent, times: 1, from: 40 s, within: 80 s}
        - {board: garden, prints: MQTT connected, times: 1, from: 80 s, within: 95 s}
      """;

  /// What was said, and what each processor did, if that was looked at.
  private record Played(Report report, byte[] transcript, List<Long> hashes) {
    String text() {
      return new String(transcript, StandardCharsets.UTF_8);
    }
  }

  @TempDir private static Path folder;

  @BeforeAll
  static void compile() throws IOException, InterruptedException {
    Guests.link(folder);
    Guests.sdk(folder);
  }

  private static <T> T ready(Result<T> result) {
    assertTrue(result instanceof Result.Ready<T>, result::toString);
    return ((Result.Ready<T>) result).value();
  }

  private static Scenario scenario(String text) {
    return ready(ScenarioReader.parse(text, folder.resolve("scenario.yaml")));
  }

  private static Played play(Scenario scenario, boolean each) {
    Configuration configuration = ready(LabSettings.of(scenario));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<TraceHash> hashes = new ArrayList<>();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        LabStage stage = new LabStage(scenario, configuration, new Transcript(out))) {
      for (String name : each ? scenario.names() : List.<String>of()) {
        hashes.add(((LabSeat) stage.seat(name)).built().emulated().bench().hash());
      }
      Run run = new Run(scenario, stage, (_, _) -> {});
      stage.play(run, _ -> {});
      out.flush();
      hashes.forEach(hash -> assertTrue(hash.instructions() > 100_000, "it ran"));
      return new Played(
          run.report(List.of(), "again"),
          bytes.toByteArray(),
          hashes.stream().map(TraceHash::value).toList());
    }
  }

  private static void passed(Played played) {
    assertTrue(played.report.passed(), () -> String.join("\n", played.report.lines()));
  }

  @Test
  void whatAProgramWasToldOfCostsNothingThatItsConnectionTook() {
    Scenario scenario = scenario(TOLD);
    Played played = play(scenario, false);
    passed(played);
    assertFalse(played.text().contains("ABORT"), "a guest found itself broken");
    assertFalse(played.text().contains("TCP gave up"), "it waited too long for an answer");
    Set<String> topics = new LinkedHashSet<>();
    Matcher publishes = Pattern.compile("broker (sdk/\\w+)/data ").matcher(played.text());
    while (publishes.find()) {
      topics.add(publishes.group(1));
    }
    for (int i = 1; i <= 3; i++) {
      int chip = Identity.of("garden" + i, scenario.seed()).chipId();
      assertTrue(topics.remove("sdk/%06x".formatted(chip)), "garden" + i + " by its own chip id");
    }
    assertEquals(Set.of(), topics);
  }

  @Test
  void whatNobodyTellsItOfCostsWhatIsSaidUntilItsPatienceIsOver() {
    passed(play(scenario(SILENT), false));
  }

  @Test
  void theExampleOfTheDocumentIsMetByOnesOwnImages() throws IOException {
    String document = Files.readString(Path.of("../device-sim/SCENARIOS.md"));
    List<String> examples =
        Stream.of(document.split("```yaml\n"))
            .map(part -> part.substring(0, Math.max(0, part.indexOf("```"))))
            .filter(part -> part.startsWith("scenario:") && part.contains("firmware: image"))
            .toList();
    assertEquals(1, examples.size());
    Path build = Files.createDirectories(folder.resolve("build"));
    Files.copy(folder.resolve("link.elf"), build.resolve("Cellar.ino.elf"));
    Files.copy(folder.resolve("sdk.elf"), build.resolve("Garden.ino.elf"));
    passed(play(scenario(examples.getFirst()), false));
  }

  @Test
  void theSameSeedGivesTheSameInstructionsAndTheSameWordsAndAnotherSeedOthers() {
    Scenario scenario = scenario(SILENT);
    Played first = play(scenario, true);
    Played again = play(scenario, true);
    assertArrayEquals(first.transcript, again.transcript);
    assertEquals(first.hashes, again.hashes);
    assertEquals(3, Set.copyOf(first.hashes).size(), "each has its own address and chance");
    Played other = play(scenario.withSeed(99), true);
    assertNotEquals(first.hashes, other.hashes);
    assertNotEquals(first.text(), other.text());
  }
}
