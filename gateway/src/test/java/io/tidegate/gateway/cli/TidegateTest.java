package io.tidegate.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.config.Document;
import io.tidegate.gateway.config.Paths;
import io.tidegate.gateway.run.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TidegateTest {
  @TempDir Path folder;

  @Test
  void readmeDescribesEveryCommandInTheWordsOfItsHelp() throws IOException {
    List<List<String>> said = new ArrayList<>();
    for (List<String> row : Document.rows("Commands")) {
      String name = Document.bare(row.getFirst()).split(" ")[0];
      if (!name.startsWith("{")) {
        said.add(List.of(name, row.getLast()));
      }
    }
    List<List<String>> true_ = new ArrayList<>();
    Tidegate.commands()
        .forEach(
            (name, command) ->
                true_.add(
                    List.of(
                        name,
                        String.join(
                            " ",
                            new CommandLine(command.get())
                                .getCommandSpec()
                                .usageMessage()
                                .description()))));
    // the demo and the lab are not part of every package: their own words are elsewhere
    for (String name : List.of("demo", "lab")) {
      assertEquals(name, said.removeFirst().getFirst());
      assertEquals(name, true_.removeFirst().getFirst());
    }
    assertEquals(true_, said);
  }

  @Test
  void readmeAndProgramAgreeAboutExitCodes() throws IOException {
    List<List<String>> codes =
        Arrays.stream(ExitCode.values())
            .map(each -> List.of(Integer.toString(each.code), each.words))
            .toList();
    assertEquals(codes, Document.rows("Exit codes"));
  }

  @Test
  void readmeShowsRequestsThatTheControlSocketUnderstands() throws IOException {
    List<String> requests =
        Document.rows("Commands").stream()
            .map(row -> Document.bare(row.getFirst()))
            .filter(cell -> cell.startsWith("{"))
            .toList();
    assertEquals(7, requests.size());
    for (String request : requests) {
      assertTrue(
          io.tidegate.gateway.ops.RequestCheck.isUnderstood(request), () -> "refused: " + request);
    }
  }

  @Test
  void onlyTheCommandThatIsCalledIsLoaded() {
    assertEquals(Set.of("run"), Tidegate.commandLine("run", "x").getSubcommands().keySet());
    assertEquals(
        Tidegate.commands().size() + 1, Tidegate.commandLine("--help").getSubcommands().size());
  }

  @Test
  void everyCommandCanBeLearntFromItsHelp() {
    for (String name : Tidegate.commands().keySet()) {
      if (!name.equals("version") && !name.equals("demo")) {
        Called help = Called.with("help", name);
        assertEquals(0, help.exit());
        assertTrue(help.out().contains("Example"), () -> name + " shows no example");
        assertTrue(help.out().lines().allMatch(line -> line.length() <= 80), help.out());
        assertEquals(help.out(), Called.with(name, "--help").out(), "help by both ways");
      }
    }
  }

  @Test
  void withoutACommandItSaysWhatThereIs() {
    Called nothing = Called.with();
    assertEquals(0, nothing.exit());
    for (String name : Tidegate.commands().keySet()) {
      assertTrue(nothing.out().contains("\n  " + name + " "), name);
    }
  }

  @Test
  void aMisspeltCommandIsToldTheNearest() {
    assertEquals(
        new Called(
            ExitCode.USAGE.code,
            "",
            """
            tidegate: there is no command "stats"; did you mean "status"?
            `tidegate help` shows how it is used.
            """),
        Called.with("stats"));
    assertEquals(
        """
        tidegate: there is no command "sketch" here; the simulator has it: tidegate-sim sketch
        `tidegate help` shows how it is used.
        """,
        Called.with("sketch").err());
    assertEquals(
        """
        tidegate: there is no command "relaese"; did you mean "release"?
        `tidegate help port` shows how it is used.
        """,
        Called.with("help", "port", "relaese").err());
  }

  @Test
  void aMisspeltOptionIsToldTheNearestAndTheUsageIsNotRepeated() {
    assertEquals(
        new Called(
            ExitCode.USAGE.code,
            "",
            """
            tidegate: there is no option --wacth; did you mean "--watch"?
            `tidegate help status` shows how it is used.
            """),
        Called.with("status", "--wacth"));
    assertEquals(
        """
        tidegate: "b.yaml" is one word too many
        `tidegate help run` shows how it is used.
        """,
        Called.with("run", "a.yaml", "b.yaml").err());
  }

  @Test
  void aCommandOfACommandIsExplainedToo() {
    Called help = Called.with("help", "port", "release");
    assertTrue(help.out().startsWith("Usage: tidegate port release "), help.out());
    assertEquals(help, Called.with("port", "release", "--help"));
  }

  @Test
  void noLineOfAnExampleIsTornApart() {
    Tidegate.commands()
        .forEach(
            (name, command) -> {
              for (String line :
                  new CommandLine(command.get()).getCommandSpec().usageMessage().footer()) {
                assertTrue(line.length() < 80, () -> name + ": " + line);
              }
            });
  }

  @Test
  void filesThatAreNotThereAreToldInWords() {
    Path nowhere = folder.resolve("nowhere");
    assertEquals(
        new Called(ExitCode.FAILED.code, "", "tidegate: there is no " + nowhere + "\n"),
        Called.with("audit", nowhere.toString()));
    assertEquals(
        new Called(ExitCode.SPOOL.code, "", "tidegate: " + nowhere + " is not there\n"),
        Called.with("buffer", "dump", nowhere.toString()));
    Called dumped = Called.with("buffer", "dump", folder.toString());
    assertEquals(ExitCode.SPOOL.code, dumped.exit());
    assertTrue(dumped.err().contains("holds no spool"), dumped.err());
  }

  @Test
  void timesThatTheGatewayDoesNotTakeAreToldByTheirOption() {
    Called sent = Called.with("send", "esp", "led", "on", "--ttl", "2h");
    assertEquals(ExitCode.USAGE.code, sent.exit());
    assertTrue(sent.err().contains("--ttl: expected 1ms to 10 min, got 2 h"), sent.err());
    Called released = Called.with("port", "release", "garden", "--for", "2h");
    assertTrue(released.err().contains("--for: expected 1ms to 1 h, got 2 h"), released.err());
  }

  @Test
  void whereAGatewayWasLookedForIsSaid() throws IOException {
    Map<String, String> environment =
        Map.of("XDG_RUNTIME_DIR", "/run/user/7", "HOME", "/home/pi", "RUNTIME_DIRECTORY", "/run/x");
    assertEquals(
        List.of(
            "/run/x",
            "/run/tidegate",
            "/run/user/7/tidegate",
            "/home/pi/.local/state/tidegate/run"),
        Paths.runtimeFolders(environment::get).stream().map(Path::toString).toList());
  }

  @Test
  void versionIsTheBuilds() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    assertTrue(pom.contains("<version>" + Version.TEXT + "</version>"));
    Called called = Called.with("version");
    assertEquals(0, called.exit());
    assertTrue(called.out().startsWith("tidegate " + Version.TEXT + " (Java 2"), called.out());
  }

  @Test
  void aPackageWithoutTheDemoSaysSo() {
    Called called =
        Called.with(
            new CommandLine(new Demo.Missing()).setExecutionExceptionHandler(Tidegate::failed));
    assertEquals(ExitCode.FAILED.code, called.exit());
    assertTrue(called.err().contains("does not carry the demo"), called.err());
  }

  @Test
  void checkShowsWhatAGoodFileMeans() throws IOException {
    Path file = folder.resolve("good.yaml");
    Files.writeString(
        file,
        """
        broker: ssl://broker.example.org
        gateway: gw
        runtime_folder: run
        spool:
          folder: spool
        ports:
          - path: /dev/ttyUSB0
            name: garden
            baud: 9600
        """);
    assertEquals(
        new Called(
            0,
            """
            FILE is good
              gateway   gw
              broker    ssl://broker.example.org:8883
              port      garden: /dev/ttyUSB0, 9600 baud
              spool     FOLDER/spool
              runtime   FOLDER/run
            """
                .replace("FILE", file.toString())
                .replace("FOLDER", folder.toString()),
            ""),
        Called.with("check", file.toString()));
  }

  @Test
  void checkNamesEveryProblemWithItsLine() throws IOException {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(
        file,
        """
        broker: tcp://localhost:99999
        ports:
          - path: /dev/ttyUSB0
            buad: 9600
        """);
    Called called = Called.with("check", file.toString());
    assertEquals(ExitCode.CONFIGURATION.code, called.exit());
    assertEquals("", called.out());
    List<String> lines = called.err().lines().toList();
    assertEquals("tidegate: " + file + " cannot be used:", lines.getFirst());
    assertTrue(lines.get(1).startsWith("  " + file + ":1: broker: "), called.err());
    assertEquals(
        "  " + file + ":4: ports[0].buad: unknown key; did you mean \"baud\"?", lines.get(2));
    assertEquals(3, lines.size());
    assertEquals(called, Called.with("run", file.toString()), "run says the same");
  }

  @Test
  void aProgramGetsEachProblemWithItsLineAndKey() throws IOException {
    Path file = folder.resolve("t.yaml");
    Files.writeString(file, "broker: tcp://b\nports:\n  - path: /dev/x\n    buad: 1\n");
    Called bad = Called.with("check", "--json", file.toString());
    assertEquals(
        new Called(
            ExitCode.CONFIGURATION.code,
            "{\"good\":false,\"problems\":[{\"file\":\""
                + file
                + "\",\"line\":4,\"key\":\"ports[0].buad\","
                + "\"words\":\"unknown key; did you mean \\\"baud\\\"?\"}],\"warnings\":[]}\n",
            ""),
        bad);
    Files.writeString(file, "broker: ssl://b\nports:\n  - path: /dev/x\nmqtt:\n  ca_file: none\n");
    Called doubtful = Called.with("check", "--json", file.toString());
    assertEquals(0, doubtful.exit());
    assertTrue(
        doubtful
            .out()
            .startsWith(
                "{\"good\":true,\"problems\":[],\"warnings\":[{\"file\":\""
                    + file
                    + "\",\"line\":5,"),
        doubtful.out());
  }

  @Test
  void commandsForARunningGatewaySayWhenThereIsNone() {
    String nowhere = folder.resolve("nowhere").toString();
    for (List<String> command :
        List.of(
            List.of("status"),
            List.of("buffer"),
            List.of("monitor"),
            List.of("send", "b1", "led", "on"))) {
      List<String> arguments = new ArrayList<>(command);
      arguments.addAll(List.of("--runtime", nowhere));
      Called called = Called.with(arguments.toArray(String[]::new));
      assertEquals(ExitCode.NOT_RUNNING.code, called.exit(), command.toString());
      assertEquals(
          "tidegate: no gateway runs here: there is no " + nowhere + "/control.sock\n",
          called.err());
    }
  }

  @Test
  void aTimeThatIsNoneIsAMistakeInUsage() {
    Called called = Called.with("port", "release", "garden", "--for", "soon");
    assertEquals(ExitCode.USAGE.code, called.exit());
    assertTrue(
        called.err().contains("expected a time such as 500ms, 90s, 2m or 1h, got \"soon\""),
        called.err());
  }
}
