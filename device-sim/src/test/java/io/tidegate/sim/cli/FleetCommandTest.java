package io.tidegate.sim.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.broker.Broker;
import io.tidegate.sim.broker.ScriptedBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(90)
class FleetCommandTest {
  @TempDir Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(Process::destroyForcibly);
  }

  /// The program as a person starts it, in a Java of its own.
  private Process start(int port, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(TidegateSim.class.getName());
    command.addAll(List.of("fleet", "--broker", "127.0.0.1:" + port));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    started.add(process);
    return process;
  }

  private static int code(Process process) throws InterruptedException {
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return process.exitValue();
  }

  /// What it complains of, when it may not even begin.
  private static String refused(String... arguments) {
    CommandLine line = TidegateSim.commandLine();
    StringWriter said = new StringWriter();
    line.setErr(new PrintWriter(said));
    List<String> all = new ArrayList<>(List.of("fleet"));
    all.addAll(List.of(arguments));
    assertEquals(TidegateSim.MISUSED, line.execute(all.toArray(String[]::new)));
    return said.toString();
  }

  @Test
  void aFleetThatIsWellSaysWhatItDidAndEndsWith0() throws Exception {
    try (Broker broker = Broker.start(0)) {
      Process fleet =
          start(
              broker.port(), "--count", "20", "--every", "200ms", "--seconds", "3", "--name", "b");
      String said = new String(fleet.getInputStream().readAllBytes(), UTF_8);
      assertEquals(0, code(fleet), said);
      assertTrue(said.contains("20 boards, b-1 to b-20, on 127.0.0.1:"), said);
      assertTrue(said.contains("connected    20 at the end, 0 never"), said);
      assertTrue(said.contains("refused      0"), said);
      assertTrue(said.matches("(?s).*published    \\d+ in 3\\.?\\d* s; 0 not, \\d+ late.*"), said);
      assertEquals(0, broker.connected());
    }
  }

  @Test
  void aFleetThatIsRefusedSaysWhyAndEndsWith1() throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.start(0)) {
      broker.connackCode(4);
      Process fleet = start(broker.port(), "--count", "3", "--seconds", "2", "--json");
      String said = new String(fleet.getInputStream().readAllBytes(), UTF_8);
      assertEquals(1, code(fleet), said);
      assertTrue(said.contains("\"refused_by_reason\":{\"wrong user or password (4)\":3}"), said);
      assertTrue(said.contains("\"well\":false"), said);
      assertFalse(said.contains("\n\n"), said);
    }
  }

  @Test
  void aSignalStopsItWithItsSummary() throws Exception {
    try (Broker broker = Broker.start(0)) {
      Process fleet = start(broker.port(), "--count", "5", "--every", "100ms", "--json");
      BufferedReader lines = fleet.inputReader(UTF_8);
      while (!lines.readLine().contains("\"connected\":5")) {}
      fleet.toHandle().destroy();
      String last = lines.lines().reduce((_, next) -> next).orElseThrow();
      assertTrue(last.startsWith("{\"event\":\"ended\""), last);
      assertEquals(0, code(fleet), last);
      assertEquals(0, broker.connected());
    }
  }

  @Test
  void aBrokerThatIsNotThereEndsItWith2AndClearWords() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertEquals(
        "tidegate-sim: no broker at 127.0.0.1:" + free + ": Connection refused\n",
        refused("--broker", "127.0.0.1:" + free));
    assertEquals(
        "tidegate-sim: no broker at nobody.invalid:1883: no machine has this name\n",
        refused("--broker", "nobody.invalid:1883"));
  }

  @Test
  void valuesThatCannotBeAreNamed() throws IOException {
    assertTrue(refused("--count", "0").contains("count: expected 1 to 28000, got 0"));
    assertTrue(refused("--seconds", "0").contains("--seconds: expected 1 or more, got 0"));
    assertTrue(refused("--topic", "a/{what}").contains("got {what}"));
    assertTrue(refused("--name", "a b").contains("name: expected 1 to 40 of"));
    assertTrue(refused("--connect-rate", "-1").contains("connects per second: expected 0 to"));
    assertTrue(refused("--password-file", "x").contains("--password-file: expected --user"));
    Path missing = folder.resolve("missing");
    assertTrue(
        refused("--user", "lab", "--password-file", missing.toString())
            .contains(missing + ": cannot be read (NoSuchFileException)"));
    Path large = Files.write(folder.resolve("large"), new byte[2_000]);
    assertTrue(
        refused("--user", "lab", "--password-file", large.toString())
            .contains(large + ": expected at most 1024 bytes"));
  }
}
