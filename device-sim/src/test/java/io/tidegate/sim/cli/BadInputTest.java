package io.tidegate.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// Bad files, missing ones, a broker that is not there: words with the place, exit code 2, and
/// neither a process nor a port is left.
@Timeout(180)
class BadInputTest {
  private static final String[] NONE = {};

  @TempDir Path folder;
  private final Programs programs = new Programs();
  private int closedPort;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("good.yaml"), "scenario: x\nlasts: 1 s\nboards: {a: {}}\n");
    Files.writeString(
        folder.resolve("wants.yaml"),
        "scenario: x\nlasts: 1 s\nboards: {a: {}}\nexpect: [{lost: 0}]\n");
    Files.writeString(
        folder.resolve("bad.yaml"), "scenario: x\nlasts: 1 s\nboards: {a: {every: 0}}\n");
    Files.writeString(
        folder.resolve("full.yaml"),
        "scenario: x\nlasts: 1 s\nboards: {a: {}}\nfaults: [{fault: disk_full, at: 0 s}]\n");
    Files.writeString(
        folder.resolve("topic.yaml"),
        "scenario: x\nlasts: 1 s\nboards: {a: {}}\n"
            + "faults: [{fault: reset, board: a, when_topic: a/b}]\n");
    Files.writeString(
        folder.resolve("waits.yaml"),
        "scenario: x\nlasts: 1 s\nboards: {a: {}}\n"
            + "faults: [{fault: reset, board: a, when_prints: no such line}]\n");
    Files.writeString(folder.resolve("no.tgrec"), "tidegate-recording 1\nport x\nbaud many\n");
    Files.createDirectory(folder.resolve("ports"));
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closedPort = socket.getLocalPort();
    }
  }

  @AfterEach
  void stop() {
    programs.close();
  }

  private String filled(String text) {
    return text.replace("HERE", folder.toString()).replace("CLOSED", "127.0.0.1:" + closedPort);
  }

  private void assertNothingIsLeft(String said) throws IOException {
    assertEquals(List.of(), left(), said);
  }

  private List<String> left() throws IOException {
    try (Stream<Path> ports = Files.list(folder.resolve("ports"))) {
      return ports.map(each -> each.getFileName().toString()).toList();
    }
  }

  /// Processes that were started with this argument; they are ended.
  private static List<Long> running(String argument) {
    List<ProcessHandle> running =
        ProcessHandle.allProcesses()
            .filter(each -> List.of(each.info().arguments().orElse(NONE)).contains(argument))
            .toList();
    running.forEach(ProcessHandle::destroyForcibly);
    return running.stream().map(ProcessHandle::pid).toList();
  }

  /// A command, and how its complaint begins: with the file's name where it is about a scenario.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run HERE/bad.yaml|HERE/bad.yaml:3: boards.a.every: expected a duration from 10 ms to 1 d",
        "test HERE/bad.yaml|HERE/bad.yaml:3: boards.a.every: expected a duration from 10 ms to 1 d",
        "run HERE/none.yaml|HERE/none.yaml: there is no such file",
        "test HERE/none.yaml|HERE/none.yaml: there is no such file",
        "test HERE|HERE: ",
        "test HERE/good.yaml --junit HERE/no/x.xml|tidegate-sim: HERE/no/x.xml cannot be written",
        "run HERE/good.yaml --proxy-port 70000|tidegate-sim: --proxy-port: expected 0 to 65535",
        "test HERE/good.yaml --seed -1|tidegate-sim: --seed: expected 0 to 999999999999",
        "fleet --broker CLOSED|tidegate-sim: no broker at CLOSED",
        "proxy --to no.such.invalid:1|tidegate-sim: --to: expected a machine that can be found",
        "proxy --to CLOSED --fault nonsense|tidegate-sim: --fault: expected a fault",
        "record HERE/none --to HERE/a.tgrec|tidegate-sim: there is no port HERE/none",
        "record /dev/null --to HERE/a.tgrec|tidegate-sim: /dev/null is ",
        "replay HERE/none.tgrec|tidegate-sim: there is no recording HERE/none.tgrec",
        "replay HERE/no.tgrec|tidegate-sim: HERE/no.tgrec:3: expected a speed",
        "boards --count 501|tidegate-sim: --count: expected 1 to 500",
      })
  void whatCannotBeIsToldWithItsPlaceAndEndsWithTwo(String arguments, String words)
      throws IOException {
    StringWriter said = new StringWriter();
    CommandLine line = TidegateSim.commandLine();
    line.setErr(new PrintWriter(said, true));
    assertEquals(TidegateSim.MISUSED, line.execute(filled(arguments).split(" ")));
    assertTrue(said.toString().startsWith(filled(words)), said::toString);
    assertFalse(Files.exists(folder.resolve("a.tgrec")));
  }

  @Test
  void aBrokerThatTakesTheConnectionAndSaysNothingIsNone() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + silent.getLocalPort();
      Process process =
          programs.start(
              "test",
              folder.resolve("good.yaml").toString(),
              "--broker",
              address,
              "--link-dir",
              folder.resolve("ports").toString());
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Programs.assertEnds(process, TidegateSim.MISUSED);
      assertTrue(said.contains("tcp://" + address + " cannot be listened to: "), said);
      assertNothingIsLeft(said);
    }
  }

  /// Without a broker, too: what boards print is known without one.
  @ParameterizedTest
  @CsvSource({"run", "test --wait 0s"})
  void aFaultThatWaitsForWhatNeverComesIsNamedAndFailsTheRun(String arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(arguments.split(" ")));
    command.add(folder.resolve("waits.yaml").toString());
    command.addAll(List.of("--link-dir", folder.resolve("ports").toString()));
    Process process = programs.start(command.toArray(String[]::new));
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Programs.assertEnds(process, TidegateSim.FAILED, said);
    String words =
        ":4: faults[0].fault: reset of a did not happen: no board printed /no such line/";
    assertTrue(said.contains("TROUBLE " + folder.resolve("waits.yaml") + words), said);
    assertNothingIsLeft(said);
  }

  /// The same of what is found out while ports are made: a broker before the first, the others
  /// behind the last.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run HERE/good.yaml --broker CLOSED|tidegate-sim: the broker tcp://CLOSED cannot be",
        "test HERE/good.yaml --broker CLOSED|tidegate-sim: the broker tcp://CLOSED cannot be",
        "run HERE/good.yaml --broker no.such.invalid|tidegate-sim: the broker no.such.invalid:1883",
        "test HERE/good.yaml --broker a:b|tidegate-sim: the broker: expected HOST or HOST:PORT",
        "test HERE/wants.yaml --wait 0s|tidegate-sim: the scenario expects what arrives at a broker",
        "test HERE/good.yaml -- HERE/no|tidegate-sim: the program under test cannot be started",
        "test HERE/full.yaml|tidegate-sim: HERE/full.yaml:4: faults[0].fault: disk_full: it cannot",
        "run HERE/topic.yaml|tidegate-sim: HERE/topic.yaml:4: faults[0].fault: reset: when_topic waits",
        "test HERE/topic.yaml|tidegate-sim: HERE/topic.yaml:4: faults[0].fault: reset: when_topic waits",
      })
  void whatCannotBeReachedIsToldAndNothingIsLeft(String arguments, String words) throws Exception {
    String[] parts = filled(arguments).split(" ", 2);
    List<String> command = new ArrayList<>(List.of(parts[0]));
    command.addAll(List.of("--link-dir", folder.resolve("ports").toString()));
    command.addAll(List.of(parts[1].split(" ")));
    Process process = programs.start(command.toArray(String[]::new));
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Programs.assertEnds(process, TidegateSim.MISUSED);
    assertTrue(said.startsWith(filled(words)), said);
    assertNothingIsLeft(said);
  }

  /// Its log tells that it ran.
  @Test
  void whatCannotBePlayedEndsTheProgramUnderTestToo() throws Exception {
    String seconds = "1000." + closedPort + ProcessHandle.current().pid();
    Process process =
        programs.start(
            "test",
            folder.resolve("full.yaml").toString(),
            "--link-dir",
            folder.resolve("ports").toString(),
            "--",
            "sleep",
            seconds);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Programs.assertEnds(process, TidegateSim.MISUSED);
    assertTrue(said.contains("faults[0].fault: disk_full: it cannot be done to a real"), said);
    assertEquals(List.of(), running(seconds), said);
    assertEquals(List.of("gateway.log"), left(), said);
  }
}
