package io.tidegate.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.run.Site;
import io.tidegate.gateway.system.Eventually;
import io.tidegate.gateway.system.JavaProcess;
import io.tidegate.gateway.system.MosquittoProcess;
import io.tidegate.gateway.system.Onlooker;
import io.tidegate.sim.proxy.NetFault;
import io.tidegate.sim.proxy.Proxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `tidegate run` as a process of its own: how it starts, what it says, how it ends.
@Timeout(180)
class RunProcessTest {
  private static final long START_LIMIT_MILLIS = 60_000;

  /// Promised are five seconds, on a machine that has time for it; what hangs here never ends.
  private static final long END_LIMIT_MILLIS = 20_000;
  private static final String TIDEGATE = Tidegate.class.getName();

  @TempDir Path folder;
  private Site site;

  @BeforeEach
  void begin() {
    site = new Site(folder);
  }

  @AfterEach
  void end() {
    site.close();
  }

  private Path written(int brokerPort, String... more) throws IOException {
    Path file = folder.resolve("tidegate.yaml");
    Files.writeString(file, site.yaml(brokerPort, more));
    return file;
  }

  private static JavaProcess run(Path file) throws IOException {
    return run(file, Map.of());
  }

  private static JavaProcess run(Path file, Map<String, String> environment) throws IOException {
    return JavaProcess.start(List.of(), environment, TIDEGATE, "run", file.toString());
  }

  /// SIGTERM, and how long the process then took.
  private static long terminated(JavaProcess process, int exit) {
    long begunNanos = System.nanoTime();
    // by its handle: Process.destroy would close the pipe that its last words come through
    process.process().toHandle().destroy();
    assertEquals(exit, process.awaitExit(60_000), process.output());
    return (System.nanoTime() - begunNanos) / 1_000_000;
  }

  @Test
  void aBrokerThatHangsFromTheStartDoesNotHoldUpTheEnd() throws IOException {
    site.plain("plain");
    try (SilentServer silent = new SilentServer();
        JavaProcess process = run(written(silent.port()))) {
      process.awaitLine("board-up plain", START_LIMIT_MILLIS);
      Eventually.await(
          START_LIMIT_MILLIS, () -> silent.connections() > 0, () -> "no connection was tried");
      long tookMillis = terminated(process, 0);
      assertTrue(tookMillis < END_LIMIT_MILLIS, "it took " + tookMillis + " ms");
    }
  }

  @Test
  @Tag("mosquitto")
  void aBrokerThatHangsWithMessagesUnderWayDoesNotHoldUpTheEnd() throws IOException {
    site.plain("plain");
    try (MosquittoProcess broker = MosquittoProcess.open(folder.resolve("broker"));
        Proxy network = Proxy.to(broker.port());
        JavaProcess process = run(written(network.port()))) {
      process.awaitLine("broker-up broker", START_LIMIT_MILLIS);
      process.awaitLine("board-up plain", START_LIMIT_MILLIS);
      network.set(new NetFault.BlackHole(NetFault.Way.BOTH));
      Eventually.await(60_000, () -> site.inFlight() > 0, () -> "nothing is under way");
      long tookMillis = terminated(process, 0);
      assertTrue(tookMillis < END_LIMIT_MILLIS, "it took " + tookMillis + " ms");
    }
  }

  @Test
  void aSyncThatHangsEndsAllTheSameAndSaysWhatWasNotSynced() throws IOException {
    site.plain("plain");
    try (SilentServer silent = new SilentServer();
        JavaProcess process =
            JavaProcess.start(
                List.of(),
                Map.of(),
                StuckDiskMain.class.getName(),
                written(silent.port()).toString())) {
      process.awaitLine("board-up plain", START_LIMIT_MILLIS);
      Eventually.await(60_000, () -> site.waiting() > 0, () -> "nothing waits");
      long tookMillis = terminated(process, ExitCode.UNSYNCED.code);
      assertTrue(tookMillis < END_LIMIT_MILLIS, "it took " + tookMillis + " ms");
      String line = process.awaitLine("NOT SYNCED: ", 60_000);
      assertTrue(line.matches(".*NOT SYNCED: [1-9]\\d* bytes of messages.*"), line);
      assertFalse(Files.exists(folder.resolve("spool/stopped-clean")), "that was no clean stop");
    }
  }

  @Test
  @Tag("mosquitto")
  void aHealthyEndIsQuickAndSaysOffline() throws IOException {
    site.plain("plain");
    try (MosquittoProcess broker = MosquittoProcess.open(folder.resolve("broker"));
        Onlooker onlooker = Onlooker.at(broker.port());
        JavaProcess process = run(written(broker.port()))) {
      onlooker.subscribe("tidegate/#", 1);
      onlooker.subscribe("/sensors/#", 1);
      onlooker.await(seen -> seen.topic().equals("/sensors/plain"), "a reading");
      process.awaitLine("started gateway: gw, version ", START_LIMIT_MILLIS);
      terminated(process, 0);
      String said = process.output();
      assertFalse(said.contains(" WARNING "), said);
      assertFalse(said.contains("down"), "that ports are closed at the end is no news: " + said);
      assertTrue(
          said.contains("stopped gateway: everything that was read is on disk or delivered"), said);
      onlooker.await("tidegate/gw/status", "offline");
      assertFalse(Files.exists(site.runtime().resolve("control.sock")));
    }
  }

  @Test
  void aSecondOneIsRefusedWithTheProcessOfTheFirst() throws IOException {
    site.plain("plain");
    try (SilentServer silent = new SilentServer();
        JavaProcess first = run(written(silent.port()))) {
      first.awaitLine("board-up plain", START_LIMIT_MILLIS);
      try (JavaProcess second = run(folder.resolve("tidegate.yaml"))) {
        assertEquals(ExitCode.IN_USE.code, second.awaitExit(START_LIMIT_MILLIS), second.output());
        assertTrue(
            second
                .output()
                .startsWith(
                    "tidegate: another tidegate runs here, process " + first.process().pid()),
            second.output());
      }
      terminated(first, 0);
    }
  }

  @Test
  void whatAKilledOneLeftDoesNotKeepTheNextFromStarting() throws IOException {
    site.plain("plain");
    try (SilentServer silent = new SilentServer()) {
      Path file = written(silent.port());
      try (JavaProcess first = run(file)) {
        first.awaitLine("board-up plain", START_LIMIT_MILLIS);
        first.kill();
      }
      assertTrue(Files.exists(site.runtime().resolve("control.sock")), "the dead one's socket");
      try (JavaProcess second = run(file)) {
        second.awaitLine("board-up plain", START_LIMIT_MILLIS);
        assertTrue(site.ask("{\"ask\":\"status\"}").contains("\"gateway\":\"gw\""));
        terminated(second, 0);
      }
    }
  }

  @Test
  void aSpoolFolderThatMayNotBeWrittenIsToldWithUserAndFolder() throws IOException {
    site.plain("plain");
    Path spool = Files.createDirectory(folder.resolve("spool"));
    Files.setPosixFilePermissions(spool, PosixFilePermissions.fromString("r-xr-xr-x"));
    Files.createDirectory(site.runtime());
    Files.setPosixFilePermissions(site.runtime(), PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path file = written(1);
    Path classes = Files.createDirectory(folder.resolve("classes"));
    try (JavaProcess process =
        JavaProcess.startUnprivileged(classes, TIDEGATE, "run", file.toString())) {
      assertEquals(ExitCode.SPOOL.code, process.awaitExit(START_LIMIT_MILLIS), process.output());
      assertTrue(
          process.output().contains("may not write to the spool folder " + spool),
          process.output());
    }
  }

  @Test
  @Tag("mosquitto")
  void aWrongPasswordIsToldInWordsAndNoPasswordIsEverShown() throws IOException {
    site.plain("plain");
    Path passwords = MosquittoProcess.passwords(folder.resolve("passwords"), "pi", "the right one");
    try (MosquittoProcess broker =
            MosquittoProcess.start(
                folder.resolve("broker"), "127.0.0.1", "password_file " + passwords);
        JavaProcess process =
            run(
                written(
                    broker.port(),
                    "log_level: debug",
                    "mqtt:",
                    "  username: pi",
                    "  password_env: TIDEGATE_TEST_PASSWORD"),
                Map.of("TIDEGATE_TEST_PASSWORD", "tr0ub4dor&3"))) {
      process.awaitLine("user pi", START_LIMIT_MILLIS);
      process.awaitLine("wrong name or password", START_LIMIT_MILLIS);
      String status = site.ask("{\"ask\":\"status\"}");
      String commandLine =
          new String(
              Files.readAllBytes(Path.of("/proc/" + process.process().pid() + "/cmdline")),
              StandardCharsets.UTF_8);
      terminated(process, 0);
      for (String text : List.of(process.output(), status, commandLine, spooled())) {
        assertFalse(text.contains("tr0ub4dor"), text);
      }
    }
  }

  /// All that stands in the spool's folder, as far as it is text.
  private String spooled() throws IOException {
    StringBuilder text = new StringBuilder();
    try (var files = Files.walk(folder.resolve("spool"))) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        text.append(new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1));
      }
    }
    return text.toString();
  }
}
