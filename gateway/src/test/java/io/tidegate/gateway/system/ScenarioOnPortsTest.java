package io.tidegate.gateway.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `tidegate-sim test` against this gateway: ptys, jSerialComm, the spool on disk, Paho, Mosquitto.
@Tag("mosquitto")
@Timeout(300)
class ScenarioOnPortsTest {
  private static final String SIMULATOR = "io.tidegate.sim.cli.TidegateSim";

  /// Longer than a scenario may take with all of its `settle`, and two starts of Java before it.
  private static final long LIMIT_MILLIS = 240_000;

  private static final String SCENARIO =
      """
      scenario: cables, network and a kill
      seed: 7
      lasts: 12 s
      settle: 90 s
      late: 90 s
      boards:
        cellar: {firmware: link, every: 200 ms, reset_on_open: true}
        kitchen: {firmware: json, every: 200 ms}
        attic:
          firmware: link
          every: 200 ms
          sensors: [{sensor: gauge, name: temperature, signals: {value: {value: 35}}}]
        shed:
          every: 200 ms
          sensors: [{sensor: gauge, name: temperature, signals: {value: {value: -5}}}]
        old: {recording: old.tgrec, speed: 2, loop: true}
      faults:
        - {fault: swap, board: attic, with: shed, at: 2 s, for: 4 s}
        - {fault: replug, board: kitchen, at: 4 s}
        - {fault: rename, board: old, to: ttyUSB7, at: 8 s}
        - {fault: refuse, at: 2 s, for: 3 s}
        - {fault: unplug, board: cellar, at: 3 s, for: 2 s}
        - {fault: reset, board: kitchen, cause: software_watchdog, at: 7 s}
        - {fault: gateway_kill, at: 9 s, for: 500 ms}
      expect:
        - {board: cellar, lost: 0, doubled: 0, disordered: 0}
        - {board: kitchen, arrived: 10.., doubled: 0}
        - {board: attic, lost: 0, doubled: 0, disordered: 0}
        - {topic: /sensors/attic, value: temperature, in: 35, every_message: true, times: 50..}
        - {topic: /sensors/shed, value: temperature, in: -5, every_message: true, times: 10..}
        - {topic: /sensors/old, value: t, in: 1, every_message: true, times: 2..}
        - {board: kitchen, prints: Soft WDT reset, times: 1}
        - {topic: /sensors/kitchen, value: temperature, in: -20..60, every_message: true}
        - {counter: evicted, is: 0}
      """;

  private static final String RECORDING =
      """
      tidegate-recording 1
      port /dev/ttyUSB0
      baud 115200
      started 2026-11-28T09:30:00Z

      0.5 < {"device_id":"old",
      0.6 < "t":1}\\r\\n
      1.0 ! ended: its time was over
      """;

  @TempDir Path folder;

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Path gateway(int port) throws IOException {
    return Files.writeString(
        folder.resolve("tidegate.yaml"),
        """
        gateway: lab
        broker: tcp://127.0.0.1:%d
        runtime_folder: %s
        mqtt: {retry_min: 100 ms, retry_max: 500 ms}
        delivery: {health_every: 5 s}
        spool: {folder: %s}
        ports:
          - path: %s
          - path: %s
            device: kitchen
          - path: %s
          - path: %s
          - path: %s
        """
            .formatted(
                port,
                folder.resolve("run"),
                folder.resolve("spool"),
                folder.resolve("ports/cellar"),
                folder.resolve("ports/kitchen"),
                folder.resolve("ports/attic"),
                folder.resolve("ports/shed"),
                folder.resolve("ports/old")));
  }

  private Path scenario() throws IOException {
    Files.writeString(folder.resolve("old.tgrec"), RECORDING);
    return Files.writeString(folder.resolve("scenario.yaml"), SCENARIO);
  }

  private MosquittoProcess broker() throws IOException {
    return MosquittoProcess.open(Files.createDirectory(folder.resolve("broker")));
  }

  /// `test` on ports in this test's folder, with the broker of this port.
  private JavaProcess testing(Path scenario, int port, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("test", scenario.toString()));
    arguments.addAll(List.of("--broker", "127.0.0.1:" + port));
    arguments.addAll(List.of("--link-dir", folder.resolve("ports").toString()));
    arguments.addAll(List.of(more));
    return simulator(arguments.toArray(String[]::new));
  }

  private JavaProcess simulator(String... arguments) throws IOException {
    return JavaProcess.start(List.of(), Map.of(), SIMULATOR, arguments);
  }

  @Test
  void aScenarioPassesAgainstTheGatewayAndLeavesNothing() throws IOException {
    Path scenario = scenario();
    Path report = folder.resolve("report.xml");
    try (MosquittoProcess broker = broker()) {
      int port = freePort();
      List<String> more = new ArrayList<>(List.of("--proxy-port", Integer.toString(port)));
      more.addAll(List.of("--junit", report.toString(), "--wait", "60s", "--"));
      more.addAll(JavaProcess.command("io.tidegate.gateway.cli.Tidegate"));
      more.addAll(List.of("run", gateway(port).toString()));
      try (JavaProcess run = testing(scenario, broker.port(), more.toArray(String[]::new))) {
        assertEquals(0, run.awaitExit(LIMIT_MILLIS), run::output);
        assertTrue(run.lines().getLast().startsWith("PASSED: 14 of 14"), run::output);
      }
    }
    assertTrue(Files.readString(report).contains("failures=\"0\" errors=\"0\""));
    assertFalse(Files.exists(folder.resolve("ports/cellar")), "the port's link is left");
  }

  private static final String WIFI =
      """
      scenario: boards with WiFi, and nobody at their ports
      seed: 5
      lasts: 90 s
      settle: 60 s
      late: 60 s
      speed: 3
      boards:
        garden: {firmware: wifi_right, count: 3, every: 500 ms}
        old: {firmware: wifi_taught, every: 500 ms, topic: "/sensors/{board}"}
      faults:
        - {fault: refuse, when_topic: /sensors/old, wait: 15 s, for: 2 s}
        - {fault: wifi_deauth, board: all, when_topic: /sensors/old, wait: 40 s}
      expect:
        - {board: all, arrived: 5.., doubled: 0, disordered: 0}
        - {board: garden, prints: mqtt connected, times: 3..}
        - {board: old, prints: MQTT connected, times: 1}
        - {topic: devices/garden3/status, like: ^online$, times: 3..}
      """;

  @Test
  void boardsWithWifiReachARealBrokerThroughTheFaultsOfItsNetwork() throws IOException {
    Path scenario = Files.writeString(folder.resolve("scenario.yaml"), WIFI);
    try (MosquittoProcess broker = broker();
        JavaProcess run = testing(scenario, broker.port())) {
      assertEquals(0, run.awaitExit(LIMIT_MILLIS), run::output);
      assertTrue(run.lines().getLast().startsWith("PASSED: 8 of 8"), run::output);
      Eventually.await(
          LIMIT_MILLIS,
          () -> broker.timesLogged(" as garden1 (p2, c1, k15") >= 3,
          () -> "garden1 connected " + broker.timesLogged(" as garden1 (p2, c1, k15"));
    }
  }

  @Test
  void boardsWithWifiAndNoBrokerAreToldBeforeTheRun() throws IOException {
    Path scenario = Files.writeString(folder.resolve("scenario.yaml"), WIFI);
    try (JavaProcess run =
        simulator("test", scenario.toString(), "--link-dir", folder.resolve("ports").toString())) {
      assertEquals(2, run.awaitExit(LIMIT_MILLIS), run::output);
      assertTrue(run.output().contains("no broker is known, and boards with WiFi"), run::output);
    }
    assertFalse(Files.exists(folder.resolve("ports/old")), "the port's link is left");
  }

  @Test
  void aGatewayThatEndsByItselfIsTroubleAndExitCodeOne() throws IOException {
    Path scenario = scenario();
    String script = "echo no such configuration; exit 3";
    try (MosquittoProcess broker = broker();
        JavaProcess run = testing(scenario, broker.port(), "--", "/bin/sh", "-c", script)) {
      assertEquals(1, run.awaitExit(LIMIT_MILLIS), run::output);
      assertTrue(run.output().contains("ended by itself with code 3"), run::output);
    }
  }

  @Test
  void withoutItsBrokerItEndsAtOnceWithTheAddressAndExitCodeTwo() throws IOException {
    Path scenario = scenario();
    int port = freePort();
    try (JavaProcess run = testing(scenario, port)) {
      assertEquals(2, run.awaitExit(LIMIT_MILLIS), run::output);
      assertTrue(run.output().contains("tcp://127.0.0.1:" + port), run::output);
    }
    assertFalse(Files.exists(folder.resolve("ports/cellar")), "the port's link is left");
  }

  @Test
  void aFaultThatNobodyHereCanDoIsToldBeforeTheRun() throws IOException {
    Path scenario = scenario();
    try (JavaProcess run =
        simulator("test", scenario.toString(), "--link-dir", folder.resolve("ports").toString())) {
      assertEquals(2, run.awaitExit(LIMIT_MILLIS), run::output);
      assertTrue(run.output().contains("faults[3].fault: refuse: no broker is known"), run::output);
    }
  }

  @Test
  void aScenarioThatCannotBeIsToldWithItsLineAndExitCodeTwo() throws IOException {
    Path scenario = Files.writeString(folder.resolve("scenario.yaml"), "scenario: x\nlast: 5 s\n");
    try (JavaProcess run = simulator("test", scenario.toString())) {
      assertEquals(2, run.awaitExit(LIMIT_MILLIS), run::output);
      assertTrue(run.output().contains("scenario.yaml:2: last: unknown key"), run::output);
    }
    try (JavaProcess run = simulator("run", folder.resolve("none.yaml").toString())) {
      assertEquals(2, run.awaitExit(LIMIT_MILLIS), run::output);
      assertTrue(run.output().contains("there is no such file"), run::output);
    }
  }
}
