package io.tidegate.gateway.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.pty.Pty;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Subscribers as MQTT introductions write them receive and parse what the gateway publishes with
/// its default configuration: only the broker and the port are told.
@Tag("mosquitto")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TutorialProgramsTest {
  private static final long LIMIT_MILLIS = 60_000;
  private static final Path PROGRAMS = Path.of("src/test/getting-started").toAbsolutePath();
  private static final Path NODE_MODULES = Path.of("target/node/node_modules").toAbsolutePath();

  @TempDir Path folder;
  private MosquittoProcess broker;
  private Pty pty;
  private GatewayProcess gateway;

  @BeforeEach
  void start() throws IOException {
    broker = MosquittoProcess.open(folder.resolve("broker"));
    pty = new Pty(folder.resolve("tty"));
    pty.plug();
    Path file =
        Files.write(
            folder.resolve("tidegate.yaml"),
            List.of(
                "broker: tcp://127.0.0.1:" + broker.port(),
                "ports:",
                "  - path: " + folder.resolve("tty"),
                "    name: port",
                // the default folders are the system's, where a test may not write
                "spool:",
                "  folder: " + folder.resolve("spool"),
                "runtime_folder: " + folder.resolve("run")));
    gateway = GatewayProcess.run(file);
    gateway.awaitPort("port");
  }

  @AfterEach
  void end() throws IOException {
    gateway.close();
    pty.close();
    broker.close();
  }

  @Test
  @Tag("python")
  void aSubscriberInPythonParsesOurReadings() throws IOException {
    List<String> lines = subscribe(Map.of(), "/usr/bin/python3", "subscriber.py");
    assertParsed(lines, "\"device_id\": \"esp-1\"", "\"temperature\": 22.5", "\"timestamp\": ");
  }

  @Test
  @Tag("node")
  void aSubscriberInNodeParsesOurReadings() throws IOException {
    List<String> lines =
        subscribe(Map.of("NODE_PATH", NODE_MODULES.toString()), "node", "subscriber.js");
    assertParsed(lines, "\"device_id\":\"esp-1\"", "\"temperature\":22.5", "\"timestamp\":");
  }

  @Test
  @Tag("python")
  void aPublisherInPythonAndWeReachTheSameSubscriber() throws IOException {
    try (Onlooker onlooker = Onlooker.at(broker.port())) {
      onlooker.subscribe("/sensors/#", 1);
      Process publisher = program(Map.of(), "/usr/bin/python3", "publisher.py", "3");
      write("{\"device_id\":\"esp-1\",\"temperature\":22.50}\n");
      onlooker.await(
          seen -> seen.topic().equals("/sensors/esp-1") && seen.text().contains("22.50"),
          "our reading, its number as the board wrote it");
      Eventually.await(
          LIMIT_MILLIS,
          () ->
              onlooker.all().stream().filter(s -> s.topic().equals("/sensors/temperature")).count()
                  == 3,
          () -> "the publisher's three: " + onlooker.all());
      assertEquals(0, exit(publisher));
      Onlooker.Seen theirs =
          onlooker.await(seen -> seen.topic().equals("/sensors/temperature"), "theirs");
      assertFalse(theirs.text().contains("\"tg\""), "the gateway leaves others' messages alone");
    }
  }

  private static void assertParsed(List<String> lines, String... parts) {
    List<String> parsed = lines.stream().filter(line -> line.startsWith("parsed")).toList();
    assertEquals(3, parsed.size(), () -> "all are parsed, none is raw: " + lines);
    for (String line : parsed) {
      assertTrue(line.startsWith("parsed /sensors/esp-1 "), line);
      for (String part : parts) {
        assertTrue(line.contains(part), part + " in " + line);
      }
    }
  }

  /// Starts the subscriber, waits until it is subscribed, lets the board say three things.
  private List<String> subscribe(Map<String, String> environment, String... command)
      throws IOException {
    Process process = program(environment, command[0], command[1], "3");
    List<String> lines = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        if (line.equals("subscribed")) {
          for (int i = 0; i < 3; i++) {
            write("{\"device_id\":\"esp-1\",\"temperature\":22.5,\"humidity\":48.25}\n");
          }
        }
      }
    }
    assertEquals(0, exit(process), () -> lines.toString());
    assertEquals("connected 0", lines.getFirst());
    return lines;
  }

  private Process program(
      Map<String, String> environment, String program, String script, String count)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                program,
                PROGRAMS.resolve(script).toString(),
                "127.0.0.1",
                Integer.toString(broker.port()),
                count)
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static int exit(Process process) {
    try {
      if (!process.waitFor(LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the program does not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void write(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
    assertEquals(bytes.length, pty.write(bytes, 0, bytes.length));
  }
}
