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

/// `tidegate run`, told by SIGHUP to read its configuration anew.
@Timeout(180)
class HangUpTest {
  private static final int LIMIT_MILLIS = 60_000;

  @TempDir Path folder;
  private Site site;
  private Receiver systemd;
  private Path file;

  @BeforeEach
  void begin() throws IOException {
    site = new Site(folder);
    systemd = Receiver.listening(folder.resolve("notify").toString());
    file = folder.resolve("tidegate.yaml");
  }

  @AfterEach
  void end() {
    site.close();
    systemd.close();
  }

  private JavaProcess run(String yaml) throws IOException {
    Files.writeString(file, yaml);
    JavaProcess process =
        JavaProcess.start(
            List.of(),
            Map.of("NOTIFY_SOCKET", folder.resolve("notify").toString()),
            Tidegate.class.getName(),
            "run",
            file.toString());
    systemd.await("READY=1", LIMIT_MILLIS);
    return process;
  }

  private void hangUp(JavaProcess process, String yaml) throws IOException {
    Files.writeString(file, yaml);
    assertEquals(
        0, wait(new ProcessBuilder("kill", "-HUP", "" + process.process().pid()).start()), "kill");
  }

  private static int wait(Process process) {
    Eventually.await(LIMIT_MILLIS, () -> !process.isAlive(), () -> "kill does not end");
    return process.exitValue();
  }

  private static void awaitLog(JavaProcess process, String part) {
    Eventually.await(LIMIT_MILLIS, () -> process.output().contains(part), process::output);
  }

  private static int count(JavaProcess process, String part) {
    return process.output().split(part, -1).length - 1;
  }

  @Test
  void aPortIsAddedAndOneTakenAwayWhileTheOthersStayOpen() throws IOException {
    try (SilentServer broker = new SilentServer()) {
      site.plain("calm");
      String one = site.yaml(broker.port());
      site.plain("new");
      String two = site.yaml(broker.port());
      try (JavaProcess process = run(one)) {
        awaitLog(process, "port-up calm");
        hangUp(process, two);
        awaitLog(process, "reload configuration: opening new");
        awaitLog(process, "port-up new");
        systemd.await("RELOADING=1[\\s\\S]*", LIMIT_MILLIS);
        systemd.awaitMore("READY=1", 1, LIMIT_MILLIS);
        long before = site.waiting();
        Eventually.await(
            LIMIT_MILLIS, () -> site.waiting() > before + 5, () -> "nothing more is read");
        hangUp(process, one);
        awaitLog(process, "reload configuration: closed new");
        awaitLog(process, "port-down new: no longer in the configuration");
        assertEquals(1, count(process, "port-up calm"), process.output());
        assertEquals(0, count(process, "port-down calm"), process.output());
        assertFalse(process.output().contains("defect"), process.output());
        process.process().toHandle().destroy();
        assertEquals(0, process.awaitExit(LIMIT_MILLIS), process.output());
      }
    }
  }

  @Test
  void aBadFileChangesNothingAndTheLogSaysWhereItIsWrong() throws IOException {
    try (SilentServer broker = new SilentServer()) {
      site.plain("calm");
      String good = site.yaml(broker.port());
      try (JavaProcess process = run(good)) {
        awaitLog(process, "port-up calm");
        hangUp(process, good.replace("ports:", "prots:"));
        awaitLog(process, "tidegate.yaml:6: prots:");
        awaitLog(process, "nothing is changed");
        hangUp(process, good + "gateway2: x\n");
        hangUp(process, good);
        awaitLog(process, "reload configuration: nothing to do");
        assertEquals(0, count(process, "port-down"), process.output());
        assertTrue(process.process().isAlive());
      }
    }
  }

  @Test
  void whatWaitsForTheNextStartIsNamed() throws IOException {
    try (SilentServer broker = new SilentServer()) {
      site.plain("calm");
      String good = site.yaml(broker.port());
      try (JavaProcess process = run(good)) {
        hangUp(process, good.replace("gateway: gw", "gateway: other"));
        awaitLog(process, "gateway: as before until the next start");
      }
    }
  }

  @Test
  @Tag("mosquitto")
  void anotherBrokerGetsWhatComesFromNowOnAndNothingIsLost() throws Exception {
    site.link("link");
    try (MosquittoProcess first = MosquittoProcess.open(folder.resolve("first"));
        MosquittoProcess second = MosquittoProcess.open(folder.resolve("second"));
        JavaProcess process = run(site.yaml(first.port()))) {
      awaitLog(process, "broker-up broker: connected to tcp://127.0.0.1:" + first.port());
      hangUp(process, site.yaml(second.port()));
      awaitLog(process, "the configuration has changed; connecting anew");
      awaitLog(process, "broker-up broker: connected to tcp://127.0.0.1:" + second.port());
      Eventually.await(LIMIT_MILLIS, () -> site.waiting() < 5, () -> "it does not drain");
      process.process().toHandle().destroy();
      assertEquals(0, process.awaitExit(LIMIT_MILLIS), process.output());
    }
  }
}
