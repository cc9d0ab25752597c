package io.tidegate.sim.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(180)
class TidegateSimTest {
  private static final Pattern OPTION = Pattern.compile("`(--[a-z0-9-]+)[` ]");

  private static final Map<String, String> TABLES =
      Map.of(
          "boards", "## In a terminal",
          "sketch", "## Sketches",
          "firmware", "## Firmware",
          "run", "## Scenarios",
          "test", "## Scenarios",
          "record", "| `record PORT` | what |",
          "replay", "| `replay FILE...` | what |",
          "proxy", "## The network before a broker",
          "fleet", "## A fleet on a broker");

  @TempDir Path folder;
  private final Programs programs = new Programs();

  @AfterEach
  void stop() {
    programs.close();
  }

  private static BufferedReader output(Process process) {
    return process.inputReader(UTF_8);
  }

  private List<String> linksLeft() throws IOException {
    try (var left = Files.list(folder)) {
      return left.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void showsThePathsRunsThemAndCleansUpWhenItIsEnded() throws Exception {
    Process process =
        programs.start(
            "boards",
            "--count",
            "2",
            "--kind",
            "json,csv",
            "--every",
            "50ms",
            "--link-dir",
            folder.toString());
    BufferedReader out = output(process);
    assertEquals("board1    json      esp8266 " + folder.resolve("board1"), out.readLine());
    assertEquals("board2    csv       uno     " + folder.resolve("board2"), out.readLine());
    assertEquals("Running; Ctrl-C stops.", out.readLine());
    try (BufferedReader port =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(folder.resolve("board2").toFile()), UTF_8))) {
      String line = port.readLine();
      while (!line.matches("\\d+,-?\\d+\\.\\d\\d,\\d+\\.\\d")) {
        line = port.readLine();
      }
    }
    process.destroy();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(TidegateSim.OK, process.exitValue());
    assertEquals(List.of(), linksLeft());
  }

  @Test
  void endsByItselfAfterTheSeconds() throws Exception {
    Process process =
        programs.start("boards", "--count", "1", "--seconds", "1", "--link-dir", folder.toString());
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(TidegateSim.OK, process.exitValue());
    assertEquals(List.of(), linksLeft());
  }

  @Test
  void twoInOneFolderAreRefused() throws Exception {
    Process first = programs.start("boards", "--count", "1", "--link-dir", folder.toString());
    BufferedReader out = output(first);
    out.readLine();
    Process second = programs.start("boards", "--count", "1", "--link-dir", folder.toString());
    assertEquals(
        "tidegate-sim: another tidegate-sim has its ports in "
            + folder
            + "; name another folder: --link-dir",
        output(second).readLine());
    assertTrue(second.waitFor(60, TimeUnit.SECONDS));
    assertEquals(TidegateSim.FAILED, second.exitValue());
    assertTrue(Files.exists(folder.resolve("board1")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--count 0|--count: expected 1 to 500, got 0",
        "--count many|Invalid value for option '--count': 'many' is not an int",
        "--every soon|expected a time such as 500ms, 2s, 1m or 1h, got \"soon\"",
        "--kind pigeon|expected one of link, json, key_value, plotter, csv, esphome, tasmota, tutorial, got 'pigeon'",
        "--kind wifi_right|expected one of link, json",
        "--chip 6502|expected one of esp8266, uno, nano, got '6502'",
        "--noise 0|--noise: expected 1 or more, got 0",
        "--colour red|tidegate-sim: there is no option --colour\n",
        "--cuont 2|tidegate-sim: there is no option --cuont; did you mean \"--count\"?\n",
        "board1|tidegate-sim: \"board1\" is one word too many\n"
      })
  void aValueThatCannotBeIsNamedAndEndsWithTwo(String options, String words) {
    StringWriter said = new StringWriter();
    CommandLine line = TidegateSim.commandLine();
    line.setErr(new PrintWriter(said, true));
    List<String> arguments = new ArrayList<>(List.of("boards"));
    arguments.addAll(List.of(options.split(" ")));
    assertEquals(2, line.execute(arguments.toArray(String[]::new)));
    assertTrue(said.toString().contains(words.replace("\\n", "\n")), said.toString());
    assertTrue(said.toString().endsWith("`tidegate-sim help boards` shows how it is used.\n"));
    assertTrue(said.toString().lines().count() <= 3, "the usage is not repeated: " + said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "baords|there is no command \"baords\"; did you mean \"boards\"?",
        "version|there is no command \"version\"; did you mean \"--version\"?",
        "lab|there is no command \"lab\" here; the gateway has it: tidegate lab",
        "xyz|there is no command \"xyz\""
      })
  void aCommandThatIsNoneIsToldWhatWasMeant(String command, String words) {
    StringWriter said = new StringWriter();
    CommandLine line = TidegateSim.commandLine(command);
    line.setErr(new PrintWriter(said, true));
    assertEquals(2, line.execute(command));
    assertEquals(
        "tidegate-sim: " + words + "\n`tidegate-sim help` shows how it is used.\n",
        said.toString());
  }

  @Test
  void aFolderThatTakesNoLinksIsNamed() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    Process process = programs.start("boards", "--link-dir", file.resolve("in").toString());
    String said = output(process).readLine();
    assertTrue(
        said.startsWith("tidegate-sim: no links can be made in " + file.resolve("in") + " ("),
        said);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(TidegateSim.FAILED, process.exitValue());
  }

  /// In the table of that command, and none there that the command does not have.
  @Test
  void everyOptionOfEveryCommandStandsInTheReadme() throws IOException {
    List<String> readme = Files.readAllLines(Path.of("README.md"));
    List<String> wrong = new ArrayList<>();
    TidegateSim.commandLine()
        .getSubcommands()
        .forEach(
            (name, command) -> {
              List<String> options = options(command);
              List<String> rows = options.isEmpty() ? List.of() : rows(readme, name);
              options.stream()
                  .filter(option -> !named(String.join("", rows)).contains(option))
                  .forEach(option -> wrong.add(name + " " + option + " is missing"));
              rows.stream()
                  .flatMap(row -> named(row.split(" \\| ")[0]).stream())
                  .filter(option -> !options.contains(option))
                  .forEach(option -> wrong.add(name + " has no " + option));
            });
    assertEquals(List.of(), wrong);
  }

  private static List<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .map(option -> option.longestName())
        .filter(option -> !option.equals("--help"))
        .toList();
  }

  private static List<String> named(String text) {
    return OPTION.matcher(text).results().map(each -> each.group(1)).toList();
  }

  /// The rows of the first table of options behind what begins the command's part of the README.
  /// Where several commands share it, the second column says whose a row is.
  private static List<String> rows(List<String> readme, String command) {
    int from = readme.indexOf(TABLES.getOrDefault(command, command));
    assertTrue(from >= 0, () -> "no part of the README is known for " + command);
    List<String> table =
        readme.subList(from, readme.size()).stream()
            .dropWhile(line -> !line.startsWith("|") || !line.endsWith("| what |"))
            .takeWhile(line -> line.startsWith("|"))
            .toList();
    boolean shared = table.getFirst().startsWith("| option | of |");
    return table.stream()
        .filter(row -> row.startsWith("| `--"))
        .filter(row -> !shared || isOf(row.split(" \\| ")[1], command))
        .toList();
  }

  private static boolean isOf(String commands, String command) {
    return commands.equals("all three") || commands.contains("`" + command + "`");
  }

  @Test
  void theVersionIsThatOfTheBuild() throws IOException {
    StringWriter said = new StringWriter();
    CommandLine line = TidegateSim.commandLine();
    line.setOut(new PrintWriter(said, true));
    assertEquals(0, line.execute("--version"));
    String version = said.toString().strip().replace("tidegate-sim ", "");
    assertTrue(
        Files.readString(Path.of("pom.xml")).contains("<version>" + version + "</version>"),
        said::toString);
  }

  @Test
  void theHelpOfTheProgramGivesEachCommandALineOrTwo() {
    StringWriter said = new StringWriter();
    CommandLine line = TidegateSim.commandLine();
    line.setOut(new PrintWriter(said, true));
    assertEquals(0, line.execute());
    for (String command : line.getSubcommands().keySet()) {
      assertTrue(said.toString().contains("\n  " + command + " "), said::toString);
    }
    assertTrue(said.toString().lines().count() <= 24, said::toString);
    assertFalse(said.toString().lines().anyMatch(each -> each.length() > 80), said.toString());
  }

  @Test
  void helpFitsEightyColumnsAndNamesEveryOption() {
    StringWriter said = new StringWriter();
    CommandLine line = TidegateSim.commandLine();
    line.setOut(new PrintWriter(said, true));
    assertEquals(0, line.execute("help", "boards"));
    for (String option :
        List.of(
            "--count",
            "--kind",
            "--chip",
            "key_value",
            "what the getting-started WiFi sketch prints",
            "--every",
            "--seed",
            "--reset-on-open",
            "--noise",
            "--link-dir",
            "--seconds",
            "Exit codes",
            "Examples")) {
      assertTrue(said.toString().contains(option), option);
    }
    assertFalse(said.toString().lines().anyMatch(each -> each.length() > 80), said.toString());
  }
}
