package io.tidegate.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.run.Site;
import io.tidegate.gateway.service.Receiver;
import io.tidegate.gateway.system.Eventually;
import io.tidegate.gateway.system.JavaProcess;
import io.tidegate.gateway.system.MosquittoProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `tidegate run` as systemd starts it: a process with NOTIFY_SOCKET in its environment.
@Timeout(180)
class RunAsServiceTest {
  private static final long LIMIT_MILLIS = 60_000;

  @TempDir Path folder;
  private Site site;
  private Receiver systemd;

  @BeforeEach
  void begin() throws IOException {
    site = new Site(folder);
    site.plain("plain");
    systemd = Receiver.listening(socket());
  }

  @AfterEach
  void end() {
    site.close();
    systemd.close();
  }

  private String socket() {
    return folder.resolve("notify").toString();
  }

  private JavaProcess run(int brokerPort, Map<String, String> environment) throws IOException {
    Path file = folder.resolve("tidegate.yaml");
    Files.writeString(file, site.yaml(brokerPort));
    return JavaProcess.start(
        List.of(), environment, Tidegate.class.getName(), "run", file.toString());
  }

  private static void terminated(JavaProcess process) {
    // by its handle: Process.destroy would close the pipe that its last words come through
    process.process().toHandle().destroy();
    assertEquals(0, process.awaitExit(30_000), process.output());
  }

  @Test
  void itIsReadyWithoutABrokerSaysWhatWaitsAndThatItStops() throws IOException {
    try (SilentServer silent = new SilentServer();
        JavaProcess process =
            run(silent.port(), Map.of("NOTIFY_SOCKET", socket(), "WATCHDOG_USEC", "3000000"))) {
      Receiver.Heard ready = systemd.await("READY=1", LIMIT_MILLIS);
      assertEquals(process.process().pid(), ready.pid(), "systemd believes the main process only");
      assertTrue(ready.value("STATUS").contains("; no broker: "), ready.text());
      Eventually.await(LIMIT_MILLIS, () -> site.waiting() >= 10, () -> "nothing waits");
      Receiver.Heard status =
          systemd.await("STATUS=1 board; \\d\\d+ messages wait; no broker: .+", LIMIT_MILLIS);
      long said = Long.parseLong(status.value("STATUS").replaceAll(".*; (\\d+) messages .*", "$1"));
      assertTrue(said <= site.waiting(), "no more than wait: " + status.text());
      systemd.awaitMore("WATCHDOG=1", 2, LIMIT_MILLIS);
      assertEquals(0, systemd.count("STOPPING=1"));
      terminated(process);
      assertEquals(1, systemd.count("STOPPING=1"));
      assertEquals("Stopped: everything that was read is on disk or delivered", systemd.status());
      assertTrue(
          systemd.all().stream().allMatch(each -> each.pid() == ready.pid()),
          "all came from the main process");
      assertFalse(process.output().contains("service systemd"), process.output());
    }
  }

  @Test
  void aWatchdogOfAnotherProcessIsNotFed() throws IOException {
    try (SilentServer silent = new SilentServer();
        JavaProcess process =
            run(
                silent.port(),
                Map.of(
                    "NOTIFY_SOCKET", socket(), "WATCHDOG_USEC", "1000000", "WATCHDOG_PID", "1"))) {
      systemd.await("READY=1", LIMIT_MILLIS);
      systemd.await("STATUS=1 board; .*", LIMIT_MILLIS);
      terminated(process);
      assertEquals(0, systemd.count("WATCHDOG=1"));
    }
  }

  @Test
  @Tag("mosquitto")
  void theWordsNameTheBrokerItIsConnectedTo() throws IOException {
    try (MosquittoProcess broker = MosquittoProcess.open(folder.resolve("broker"));
        JavaProcess process = run(broker.port(), Map.of("NOTIFY_SOCKET", socket()))) {
      systemd.await(
          "STATUS=1 board; .*; connected to tcp://127.0.0.1:" + broker.port(), LIMIT_MILLIS);
      terminated(process);
    }
  }
}
