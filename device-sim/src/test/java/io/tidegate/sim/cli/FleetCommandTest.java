package io.tidegate.sim.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.broker.Broker;
import io.tidegate.sim.broker.Brokers;
import io.tidegate.sim.broker.ScriptedBroker;
import io.tidegate.sim.mqtt.Packet;
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
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FleetCommandTest {
  private static final long LIMIT_NANOS = 60_000_000_000L;
  private static final long LOOK_NANOS = 5_000_000;

  @TempDir Path folder;
  private final Programs programs = new Programs();

  @AfterEach
  void stop() {
    programs.close();
  }

  private Process start(int port, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("fleet", "--broker", "127.0.0.1:" + port));
    all.addAll(List.of(arguments));
    return programs.start(all.toArray(String[]::new));
  }

  private static String rest(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  private static void readTo(BufferedReader lines, String part) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.contains(part)) {
      line = lines.readLine();
    }
    assertNotNull(line, () -> part + " has not come");
  }

  private static void await(BooleanSupplier condition, String words) {
    long untilNanos = System.nanoTime() + LIMIT_NANOS;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < untilNanos, words);
      LockSupport.parkNanos(LOOK_NANOS);
    }
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
    try (ScriptedBroker broker = ScriptedBroker.start(0)) {
      Process fleet = start(broker.port(), "--count", "20", "--every", "200ms", "--name", "b");
      await(() -> publishing(broker) == 20, "not all of them have published");
      fleet.toHandle().destroy();
      String said = rest(fleet);
      Programs.assertEnds(fleet, 0, said);
      assertTrue(
          said.contains("20 boards, b-1 to b-20, on 127.0.0.1:" + broker.port() + ";"), said);
      assertTrue(said.contains("connected    20 at the end, 0 never"), said);
      assertTrue(said.contains("refused      0"), said);
      assertTrue(
          said.matches("(?s).*published    \\d+ in \\d+\\.?\\d* s; 0 not, \\d+ late.*"), said);
      await(() -> goodbyes(broker) == 20, "not all of them have said goodbye");
    }
  }

  private static long publishing(ScriptedBroker broker) {
    return broker.published().stream().map(Packet.Publish::topic).distinct().count();
  }

  private static long goodbyes(ScriptedBroker broker) {
    return broker.events().stream()
        .filter(each -> each instanceof ScriptedBroker.Event.Received(_, Packet.Disconnect _))
        .count();
  }

  @Test
  void aFleetThatIsRefusedSaysWhyAndEndsWith1() throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.start(0)) {
      broker.connackCode(4);
      Process fleet = start(broker.port(), "--count", "3", "--json");
      BufferedReader lines = fleet.inputReader(UTF_8);
      readTo(lines, "\"refused\":3");
      fleet.toHandle().destroy();
      String said = lines.lines().collect(Collectors.joining("\n"));
      Programs.assertEnds(fleet, 1, said);
      assertTrue(said.contains("\"refused_by_reason\":{\"wrong user or password (4)\":3}"), said);
      assertTrue(said.contains("\"well\":false"), said);
      assertFalse(said.contains("\n\n"), said);
    }
  }

  /// Whether its board was connected by then is a matter of the machine.
  @Test
  void itEndsByItselfWhenItsTimeIsOver() throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.start(0)) {
      Process fleet = start(broker.port(), "--count", "1", "--seconds", "1", "--json");
      String last = rest(fleet).lines().toList().getLast();
      Matcher ended =
          Pattern.compile("\\{\"event\":\"ended\",\"seconds\":([0-9.]+),.*").matcher(last);
      assertTrue(ended.matches(), last);
      assertTrue(Double.parseDouble(ended.group(1)) >= 1, last);
      Programs.assertEnds(fleet, last.contains("\"well\":true") ? 0 : 1, last);
    }
  }

  @Test
  void aSignalStopsItWithItsSummary() throws Exception {
    try (Broker broker = Broker.start(0)) {
      Process fleet = start(broker.port(), "--count", "5", "--every", "100ms", "--json");
      BufferedReader lines = fleet.inputReader(UTF_8);
      readTo(lines, "\"connected\":5");
      fleet.toHandle().destroy();
      String last = lines.lines().reduce((_, next) -> next).orElseThrow();
      assertTrue(last.startsWith("{\"event\":\"ended\""), last);
      Programs.assertEnds(fleet, 0, last);
      Brokers.awaitNobodyOn(broker);
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
        refused("--broker", "nobody.invalid"));
    String words = refused("--broker", "[::1]:" + free);
    assertTrue(
        words.startsWith("tidegate-sim: no broker at [0:0:0:0:0:0:0:1]:" + free + ": "), words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--count 0 | --count: expected 1 to 28000, got 0",
        "--every 1ms | --every: expected 10 ms or more, got 1000000 ns",
        "--seconds 0 | --seconds: expected 1 or more, got 0",
        "--topic a/{what} | --topic: expected {id}, {i}, {n}, {t}, {value}; got {what}",
        "--payload {what} | --payload: expected {id}, {i}, {n}, {t}, {value}; got {what}",
        "--topic a/# | --topic: expected a name without wildcards, got \"a/#\"",
        "--name a+b | --name: expected 1 to 40 of A-Z, a-z, 0-9 and _.:-, got \"a+b\"",
        "--connect-rate -1 | --connect-rate: expected 0 to 10000, got -1",
        "--password-file x | --password-file: expected --user as well, got none",
        "--user lab --password-file HERE/missing"
            + " | --password-file HERE/missing: cannot be read (NoSuchFileException)",
        "--user lab --password-file HERE/large"
            + " | --password-file HERE/large: expected at most 1024 bytes",
        "--name b --user LONG | --user: expected a CONNECT of at most 256 bytes with password and"
            + " longest id, as the library has it; got 324",
        "--topic t --payload LONG | --payload: expected at most 256 bytes with its topic and 7 more,"
            + " as the library has it; got 308",
        "--broker a:b | Invalid value for option '--broker': expected HOST or HOST:PORT such as"
            + " localhost:1883, got \"a:b\"",
      })
  void valuesThatCannotBeAreNamedWithTheirOption(String arguments, String words)
      throws IOException {
    Files.write(folder.resolve("large"), new byte[2_000]);
    assertEquals(
        "tidegate-sim: " + filled(words) + "\n`tidegate-sim help fleet` shows how it is used.\n",
        refused(filled(arguments).split(" ")));
  }

  private String filled(String text) {
    return text.replace("HERE", folder.toString()).replace("LONG", "x".repeat(300));
  }
}
