package io.tidegate.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.run.Site;
import io.tidegate.gateway.system.Eventually;
import io.tidegate.gateway.system.JavaProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands that concern a running gateway, with a real one whose broker is away.
@Timeout(180)
class RunningGatewayTest {
  @TempDir Path folder;
  private Site site;

  @BeforeEach
  void begin() throws Exception {
    site = new Site(folder);
    site.link("linked");
    site.plain("plain");
    site.start(site.configuration(1, "commands:", "  allow: all"));
    site.awaitLog("board-described linked");
    site.awaitLog("board-up plain");
  }

  @AfterEach
  void end() {
    site.close();
  }

  private Called called(String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--runtime", site.runtime().toString()));
    return Called.with(arguments.toArray(String[]::new));
  }

  @Test
  void statusShowsBoardsAndTheBrokersWords() {
    String screen = called("status").out();
    assertTrue(screen.contains("broker   NOT CONNECTED for "), screen);
    assertTrue(screen.contains("refused: is a broker listening there?"), screen);
    assertTrue(screen.contains("\nlinked           here "), screen);
    assertTrue(screen.contains("\nplain            here "), screen);
    assertTrue(called("status", "--json").out().startsWith("{\"gateway\":\"gw\","));
  }

  @Test
  void sendWaitsForTheBoardsAnswer() {
    assertEquals(new Called(0, "ok: on\n", ""), called("send", "linked", "led", "on"));
    Called refused = called("send", "nobody", "led", "on", "--json");
    assertEquals(ExitCode.COMMAND.code, refused.exit());
    assertEquals("{\"result\":\"refused\",\"text\":\"no board is called so\"}\n", refused.out());
  }

  @Test
  void aReleasedPortIsClosedAndComesBackWhenItIsTaken() {
    Called released = called("port", "release", "plain", "--for", "10m");
    assertTrue(released.out().startsWith("plain is released for 10 min"), released.out());
    site.awaitLog("port-down plain: released for another program");
    assertEquals(
        new Called(0, "plain is the gateway's again\n", ""), called("port", "take", "plain"));
    Eventually.await(
        10_000,
        () -> site.log().stream().filter(line -> line.contains("port-up plain")).count() == 2,
        () -> "it is not opened again: " + site.log());
    assertEquals(ExitCode.FAILED.code, called("port", "take", "attic").exit());
  }

  @Test
  void bufferShowsWhatWaits() {
    Eventually.await(
        10_000,
        () -> called("buffer").out().matches("(?s)waiting +[1-9]\\d* messages, .*"),
        () -> called("buffer").out());
    assertTrue(called("buffer", "--json").out().startsWith("{\"waiting\":"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"monitor", "status --watch"})
  void whatNobodyReadsAnyMoreEnds(String command) throws Exception {
    List<String> words = new ArrayList<>(JavaProcess.command(Tidegate.class.getName()));
    words.addAll(List.of(command.split(" ")));
    words.addAll(List.of("--runtime", site.runtime().toString()));
    Process process = new ProcessBuilder(words).start();
    try {
      assertTrue(process.getInputStream().read() >= 0);
      process.getInputStream().close();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it goes on for nobody");
      assertEquals(0, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void withoutAGatewayMonitorListensToThePortItself() throws IOException {
    site.plain("alone");
    Path link = folder.resolve("tty-alone");
    Eventually.await(60_000, () -> Files.exists(link), () -> "no port");
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    Called monitored;
    try {
      monitored = listen(link);
    } finally {
      System.setOut(before);
    }
    assertEquals(0, monitored.exit());
    assertEquals(link + " is open\n", monitored.err(), "and nothing about its own end");
    List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(MonitorPrinter.CSV_HEAD, lines.getFirst());
    assertTrue(lines.getLast().matches("[^,]+Z," + link + ",alone,(n,\\d+|temperature,21.50)"));
  }

  private Called listen(Path link) {
    return Called.with(
        "monitor",
        link.toString(),
        "--csv",
        "--for",
        "5s",
        "--runtime",
        folder.resolve("nowhere").toString());
  }
}
