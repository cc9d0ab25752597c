package io.tidegate.sim.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.pty.PortPlan;
import io.tidegate.sim.pty.Pty;
import io.tidegate.sim.pty.Rack;
import io.tidegate.sim.record.Recording;
import io.tidegate.sim.scenario.BoardPlan;
import io.tidegate.sim.scenario.Built;
import io.tidegate.sim.scenario.ChipKind;
import io.tidegate.sim.scenario.FirmwareKind;
import io.tidegate.sim.world.World;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RecordAndReplayTest {
  private static final String THREE = "src/test/resources/io/tidegate/sim/record/three.tgrec";

  @TempDir Path folder;
  private final Programs programs = new Programs();

  @AfterEach
  void stop() {
    programs.close();
  }

  /// What was recorded from a board is played by another, and says the same to a program.
  @Test
  void aRecordedBoardSaysTheSameAgain() throws Exception {
    Path file = folder.resolve("kitchen.tgrec");
    Path port = folder.resolve("port");
    List<String> lines;
    try (Rack rack = new Rack(new World(1))) {
      Built board = BoardPlan.of("b", FirmwareKind.CSV, ChipKind.UNO, 50_000_000).build(1, _ -> {});
      rack.add(board.board(), PortPlan.of(port));
      Process record = programs.start("record", port.toString(), "--to", file.toString());
      BufferedReader out = record.inputReader(UTF_8);
      assertEquals(
          "Recording " + port + " at 115200 baud to " + file + "; Ctrl-C stops.", out.readLine());
      long before = rack.ask(board.model()::measured);
      while (rack.ask(board.model()::measured) < before + 10) {
        LockSupport.parkNanos(5_000_000);
      }
      record.toHandle().destroy(); // which leaves its output to be read
      assertTrue(out.readLine().matches("[\\d,]+ bytes heard in [\\d,]+ reads, 0 sent, in .* s"));
      Programs.assertEnds(record, TidegateSim.OK);
      assertTrue(Files.readString(file).endsWith(" ! ended: stopped\n"));
      lines = lines(Recording.read(file));
    }
    Path links = folder.resolve("links");
    Process replay =
        programs.start(
            "replay", file.toString(), "--speed", "5", "--on-open", "--link-dir", links.toString());
    BufferedReader out = replay.inputReader(UTF_8);
    String shown = out.readLine();
    assertTrue(
        shown.matches("kitchen +[\\d,]+ bytes in .* s, recorded from .* at 115200 baud  .*"),
        shown);
    assertEquals("Playing; Ctrl-C stops.", out.readLine());
    try (BufferedReader program = Files.newBufferedReader(links.resolve("kitchen"))) {
      String line = program.readLine();
      while (!line.equals(lines.getFirst())) {
        line = program.readLine(); // it had begun before it was opened
      }
      for (String wanted : lines.subList(1, lines.size())) {
        assertEquals(wanted, program.readLine());
      }
    }
    replay.toHandle().destroy();
    Programs.assertEnds(replay, TidegateSim.OK);
    assertFalse(Files.exists(links.resolve("kitchen")));
  }

  private static List<String> lines(Recording recording) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < recording.size(); i++) {
      text.append(new String(recording.bytes(i), ISO_8859_1));
    }
    List<String> lines = new ArrayList<>(text.toString().lines().toList());
    if (!text.toString().endsWith("\n")) {
      lines.removeLast();
    }
    assertTrue(lines.size() >= 5, text::toString);
    return lines;
  }

  @Test
  void playedOnceItEndsAndTellsWhatNobodyHeard() throws Exception {
    Path torn = folder.resolve("three.tgrec");
    Files.writeString(torn, Files.readString(Path.of(THREE)).replaceAll("3\\.000000 .*\n", "3.0"));
    Process replay =
        programs.start(
            "replay", THREE, torn.toString(), "--speed", "10", "--link-dir", folder.toString());
    List<String> said = replay.inputReader(UTF_8).readAllLines();
    Programs.assertEnds(replay, TidegateSim.OK);
    assertEquals(
        "tidegate-sim: "
            + torn
            + ":10: the last line has no end, it was cut off after 3 bytes; it is left out",
        said.get(0));
    assertTrue(said.get(1).startsWith("three     17 bytes in 0.3 s, recorded from "), said.get(1));
    assertTrue(said.get(2).startsWith("three-2   17 bytes in 0.2 s, recorded from "), said.get(2));
    assertEquals("Playing.", said.get(3));
    assertEquals("Played. 34 bytes came while nobody had the port open, 0 were lost.", said.get(4));
  }

  @Test
  void recordingEndsByItselfAndSaysWhenNothingWasHeard() throws Exception {
    try (Pty pty = new Pty(folder.resolve("port"))) {
      pty.plug();
      Path file = folder.resolve("a.tgrec");
      Process record =
          programs.start("record", pty.path().toString(), "--to", "" + file, "--seconds", "1");
      List<String> said = record.inputReader(UTF_8).readAllLines();
      Programs.assertEnds(record, TidegateSim.OK);
      assertTrue(said.get(1).startsWith("0 bytes heard in 0 reads, 0 sent, in 1."), said.get(1));
      assertTrue(said.get(2).startsWith("Nothing was heard: "), said.get(2));
      assertTrue(Files.readString(file).endsWith(" ! ended: its time was over\n"));
    }
  }

  @Test
  void aPortThatIsNotThereIsNamedAndNoFileIsMade() throws Exception {
    Path file = folder.resolve("a.tgrec");
    Process record = programs.start("record", "" + folder.resolve("ttyUSB9"), "--to", "" + file);
    String said = record.inputReader(UTF_8).readLine();
    assertTrue(
        said.startsWith("tidegate-sim: there is no port " + folder.resolve("ttyUSB9") + "; "),
        said);
    Programs.assertEnds(record, TidegateSim.MISUSED);
    assertFalse(Files.exists(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "record /dev/null|Missing required option: '--to=FILE'",
        "record /dev/null --to f --baud 49|--baud: expected a speed of 50 to 4000000 baud, got 49",
        "record /dev/null --to f --limit 1|--limit: expected 4096 bytes or more, got 1",
        "record /dev/null --to f --limit much|expected a size such as 500k, 64M or 2G, got \"much\"",
        "record /dev/null --to f --seconds 0|--seconds: expected 1 or more, got 0",
        "replay|Missing required parameter: 'FILE'",
        "replay no/such|there is no recording no/such",
        "replay pom.xml|pom.xml:1: expected \"tidegate-recording 1\", got \"<?xml",
        "replay pom.xml --speed 0|--speed: expected 0.01 to 1000, got 0.0",
        "replay pom.xml --seconds 0|--seconds: expected 1 or more, got 0"
      })
  void aValueThatCannotBeIsNamedAndEndsWithTwo(String arguments, String words) {
    StringWriter said = new StringWriter();
    CommandLine line = TidegateSim.commandLine();
    line.setErr(new PrintWriter(said, true));
    assertEquals(TidegateSim.MISUSED, line.execute(arguments.split(" ")));
    assertTrue(said.toString().contains(words), said.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"record", "replay"})
  void helpFitsEightyColumnsAndNamesEveryOption(String command) {
    StringWriter said = new StringWriter();
    CommandLine line = TidegateSim.commandLine();
    line.setOut(new PrintWriter(said, true));
    assertEquals(0, line.execute("help", command));
    for (CommandLine.Model.OptionSpec option :
        line.getSubcommands().get(command).getCommandSpec().options()) {
      assertTrue(said.toString().contains(option.longestName()), option.longestName());
    }
    for (String part : List.of("Exit codes", "Examples")) {
      assertTrue(said.toString().contains(part), part);
    }
    assertFalse(said.toString().lines().anyMatch(each -> each.length() > 80), said.toString());
  }

  @Test
  void sizesAreReadAsTheyAreWritten() {
    Sizes sizes = new Sizes();
    assertEquals(4_096, sizes.convert("4096"));
    assertEquals(500 << 10, sizes.convert("500k"));
    assertEquals(64 << 20, sizes.convert("64 MiB"));
    assertEquals(2L << 30, sizes.convert("2G"));
  }
}
