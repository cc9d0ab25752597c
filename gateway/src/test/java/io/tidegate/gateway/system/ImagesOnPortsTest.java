package io.tidegate.gateway.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.lab.Guests;
import io.tidegate.sim.board.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `tidegate-sim test` with emulated chips, in real time: one on a pty that this gateway reads, two
/// with WiFi that reach Mosquitto themselves.
@Tag("lx106")
@Tag("mosquitto")
@Timeout(240)
class ImagesOnPortsTest {
  private static final String SIMULATOR = "io.tidegate.sim.cli.TidegateSim";
  private static final int SEED = 7;
  private static final long LIMIT_MILLIS = 150_000;

  /// The access point is missed after 8.5 s. Of a publisher's messages (QoS 0, one a second) those
  /// are lost that are in sockets when their connection is closed: one or two, more where the
  /// machine has no time for them; and there are two such ends, `refuse` and the loss of power.
  /// Where one was lost, those that are equal to it ("online") are taken for each other, and their
  /// order says nothing.
  private static final String SCENARIO =
      """
      scenario: images on ports
      seed: %d
      lasts: 38 s
      settle: 60 s
      late: 60 s
      wifi: {password: secret}
      boards:
        cellar: {firmware: image, image: link.elf, wifi: false}
        garden: {firmware: image, image: sdk.elf, count: 2}
      faults:
        - {fault: wifi_off, when_prints: ^COMMAND, printed_by: garden1, wait: 3 s, for: 9 s}
        - {fault: refuse, at: 24 s, for: 2 s}
        - {fault: reset, board: cellar, at: 32 s}
        - {fault: power_off, board: garden1, at: 32 s, for: 500 ms}
      expect:
        - {board: cellar, lost: 0, doubled: 0, strange: 0, disordered: 0, arrived: 20..}
        - {board: garden, lost: ..5, doubled: 0, strange: 0, arrived: 10..}
        - {board: garden, prints: "EV disconnected 200", times: 1}
        - {board: garden1, prints: MQTT connected, times: 3..}
        - {board: garden1, prints: ^COMMAND lamp on, times: 2..}
        - {topic: sdk/+/result, like: ^lamp on$, times: 2..}
        - {board: cellar, prints: "~1H", times: 1.., from: 32 s}
      """;

  @TempDir Path folder;

  private Path gateway(int port) throws IOException {
    return Files.writeString(
        folder.resolve("tidegate.yaml"),
        """
        gateway: lab
        broker: tcp://127.0.0.1:%d
        runtime_folder: %s
        mqtt: {retry_min: 100 ms, retry_max: 500 ms}
        spool: {folder: %s}
        ports:
          - path: %s
        """
            .formatted(
                port,
                folder.resolve("run"),
                folder.resolve("spool"),
                folder.resolve("ports/cellar")));
  }

  /// A command that its board gets whenever it subscribes.
  private static void command(int port, String board, String words) throws Exception {
    String topic = "sdk/%06x/set".formatted(Identity.of(board, SEED).chipId());
    Process told =
        new ProcessBuilder("mosquitto_pub", "-p", "" + port, "-r", "-t", topic, "-m", words)
            .start();
    assertTrue(told.waitFor(LIMIT_MILLIS, TimeUnit.MILLISECONDS));
    assertEquals(0, told.exitValue());
  }

  @Test
  void whatBefallsWifiBrokerAndPowerIsCountedAsForAnyOtherBoard() throws Exception {
    Guests.link(folder);
    Guests.sdk(folder);
    Path scenario = Files.writeString(folder.resolve("scenario.yaml"), SCENARIO.formatted(SEED));
    try (MosquittoProcess broker = MosquittoProcess.open(folder.resolve("broker"))) {
      command(broker.port(), "garden1", "lamp on");
      int port = MosquittoProcess.freePort("127.0.0.1");
      List<String> words = new ArrayList<>(List.of("test", scenario.toString()));
      words.addAll(List.of("--broker", "127.0.0.1:" + broker.port(), "--proxy-port", "" + port));
      words.addAll(List.of("--link-dir", folder.resolve("ports").toString(), "--wait", "60s"));
      words.add("--");
      words.addAll(JavaProcess.command("io.tidegate.gateway.cli.Tidegate"));
      words.addAll(List.of("run", gateway(port).toString()));
      try (JavaProcess run =
          JavaProcess.start(List.of(), Map.of(), SIMULATOR, words.toArray(String[]::new))) {
        assertEquals(0, run.awaitExit(LIMIT_MILLIS), run::output);
        assertTrue(run.lines().getLast().startsWith("PASSED: "), run::output);
      }
    }
  }
}
