package io.tidegate.gateway.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.cli.Tidegate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(180)
class DemoCommandTest {
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(Process::destroyForcibly);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--boards 0|--boards: expected 1 to 50, got 0",
        "--boards 51|--boards: expected 1 to 50, got 51",
        "--every 1|--every: expected 10 or more, got 1",
        "--seconds -1|--seconds: expected 0 to a day, got -1",
        "--outage soon|expected LENGTH@START such as 5s@10s, got \"soon\"",
        "--unplug board5@1s|--unplug: expected board1 to board4, got board5",
        "--unplug tank@1s|expected BOARD@START such as board2@8s",
        "--fast|Unknown option: '--fast'"
      })
  void whatCannotBeIsNamedAndEndsWithTwo(String options, String words) {
    StringWriter said = new StringWriter();
    CommandLine line = new CommandLine(new DemoCommand());
    line.setErr(new PrintWriter(said, true));
    assertEquals(2, line.execute(options.split(" ")));
    assertTrue(said.toString().contains(words), said.toString());
  }

  @Test
  void helpFitsEightyColumnsAndNamesEverything() {
    StringWriter said = new StringWriter();
    CommandLine line = new CommandLine(new DemoCommand());
    line.setUsageHelpWidth(80);
    line.setOut(new PrintWriter(said, true));
    assertEquals(0, line.execute("--help"));
    for (String part :
        List.of(
            "--seconds",
            "--outage",
            "--unplug",
            "--boards",
            "--every",
            "--json",
            "Keys:",
            "Exit codes",
            "Examples")) {
      assertTrue(said.toString().contains(part), part);
    }
    assertFalse(said.toString().lines().anyMatch(each -> each.length() > 80), said.toString());
  }

  /// The program as a person starts it, in a Java of its own.
  private Process start(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx48m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Tidegate.class.getName());
    command.add("demo");
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    started.add(process);
    return process;
  }

  @Test
  void aSignalEndsItWithTheCountAndZero() throws Exception {
    Process process = start("--every", "100");
    BufferedReader out = process.inputReader(UTF_8);
    // each board has to be heard before it may end well
    Set<String> silent = new HashSet<>(Set.of("board1", "board2", "board3", "board4"));
    while (!silent.isEmpty()) {
      String line = out.readLine();
      silent.removeIf(
          board -> line.endsWith(board + ": first line") || line.endsWith(board + ": hello"));
    }
    process.toHandle().destroy();
    String last = "";
    for (String next = out.readLine(); next != null; next = out.readLine()) {
      last = next;
    }
    assertTrue(
        last.matches("boards 4  sent (\\d+)  delivered \\1  lost 0  repeated 0  buffered .*"),
        last);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
  }

  @Test
  void withJsonEveryLineIsAnObjectAndTheLastIsTheCount() throws Exception {
    Process process = start("--json", "--seconds", "6", "--boards", "1", "--every", "100");
    List<String> lines = process.inputReader(UTF_8).lines().toList();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertTrue(lines.size() >= 4, lines.toString());
    assertTrue(lines.stream().allMatch(line -> line.matches("\\{.*}")), lines.toString());
    assertTrue(lines.getLast().startsWith("{\"final\":true,\"good\":true,"), lines.getLast());
    assertEquals(0, process.exitValue());
  }
}
