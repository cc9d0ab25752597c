package io.tidegate.gateway.sketch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.system.MosquittoProcess;
import io.tidegate.gateway.system.Onlooker;
import io.tidegate.sim.sketch.build.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The sketch that is taught. The subscribers that are taught, in Python and in Node, understand
/// it, and what its README says of it is true.
@Tag("gpp")
@Tag("mosquitto")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MinimalSketchTest {
  private static final double SPEED = 5;
  private static final long LIMIT_SECONDS = 60;
  private static final Path PROGRAMS = Path.of("src/test/getting-started").toAbsolutePath();
  private static final Path NODE_MODULES = Path.of("target/node/node_modules").toAbsolutePath();

  @TempDir Path folder;
  private MosquittoProcess broker;
  private Boards boards;

  @BeforeEach
  void begin() throws IOException {
    broker = MosquittoProcess.open(folder.resolve("broker"));
    boards = new Boards(folder, SPEED);
    boards.town.add("broker.lab", broker.port());
  }

  @AfterEach
  void end() throws IOException {
    boards.close();
    broker.close();
  }

  @Test
  @Tag("python")
  void theSubscriberInPythonParsesIt() throws IOException {
    assertParsed(subscribe("/usr/bin/python3", "subscriber.py"), "\"temp\": 2");
  }

  @Test
  @Tag("node")
  void theSubscriberInNodeParsesIt() throws IOException {
    assertParsed(subscribe("node", "subscriber.js"), "\"temp\":2");
  }

  /// What is taught reaches whoever listens; and then it is lost for commands, as its README says.
  @Test
  void theMinimalOneHearsItselfAndNothingMoreAfterItsBrokerWasAway() throws IOException {
    Boards.Sketched board = boards.add("esp", minimal()).listen();
    board.awaitPrint("MQTT connected");
    board.awaitPrint("Message on /sensors/temperature: {\"temp\": 2");
    assertTrue(broker.hasLogged("esp8266_client (p2, c1, k15)"), broker.log()::toString);
    broker.kill();
    broker.start();
    try (Onlooker onlooker = Onlooker.at(broker.port())) {
      onlooker.subscribe("/sensors/#", 0);
      board.forget();
      onlooker.await(
          seen -> seen.text().matches("\\{\"temp\": 2\\d\\.\\d0}"), "it publishes again");
      onlooker.publish("/sensors/other", "hello", false);
      int before = onlooker.count();
      onlooker.await(_ -> onlooker.count() > before + 2, "two more of its messages");
      assertFalse(board.printed().contains("Message on"), board::words);
    }
  }

  private static void assertParsed(List<String> lines, String part) {
    List<String> parsed = lines.stream().filter(line -> line.startsWith("parsed")).toList();
    assertEquals(2, parsed.size(), () -> "all are parsed, none is raw: " + lines);
    for (String line : parsed) {
      assertTrue(line.startsWith("parsed /sensors/temperature ") && line.contains(part), line);
    }
  }

  /// What it printed while the board said two things.
  private List<String> subscribe(String program, String script) throws IOException {
    Path minimal = minimal();
    ProcessBuilder builder =
        new ProcessBuilder(
                program,
                PROGRAMS.resolve(script).toString(),
                "127.0.0.1",
                Integer.toString(broker.port()),
                "2")
            .redirectErrorStream(true);
    builder.environment().put("NODE_PATH", NODE_MODULES.toString());
    Process process = builder.start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        if (line.equals("subscribed")) {
          boards.add("esp", minimal);
        }
      }
      assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "it does not end");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue(), lines::toString);
    return lines;
  }

  private static Path minimal() {
    return Workshop.build(
        "esp8266-pubsubclient-minimal", Target.ESP8266, Boards.WIFI + "#define BROKER_PORT 1883\n");
  }
}
