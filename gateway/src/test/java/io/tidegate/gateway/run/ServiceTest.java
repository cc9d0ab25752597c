package io.tidegate.gateway.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.service.Orders;
import io.tidegate.gateway.service.Receiver;
import io.tidegate.gateway.system.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole gateway in this process as systemd's service: what it says, and when it falls silent.
/// No broker is there in any of this.
@Timeout(180)
class ServiceTest {
  private static final long LIMIT_MILLIS = 60_000;
  private static final String WATCHDOG = "WATCHDOG=1";

  /// Long enough for a slow machine to be on time, short enough to be waited for.
  private static final String WATCHDOG_MICROS = "3000000";

  private static final long WATCHDOG_MILLIS = 3_000;

  @TempDir Path folder;
  private Site site;
  private Receiver systemd;
  private StallingDisk disk;

  @BeforeEach
  void begin() throws IOException {
    site = new Site(folder);
    systemd = Receiver.listening(socket());
  }

  @AfterEach
  void end() {
    if (disk != null) {
      disk.heal();
    }
    site.close();
    systemd.close();
  }

  private String socket() {
    return folder.resolve("notify").toString();
  }

  private Gateway start(Map<String, String> environment) throws StartFailure {
    Orders orders = Orders.of(environment::get, ProcessHandle.current().pid());
    return site.start(
        site.configuration(1),
        around ->
            around
                .withOrders(orders)
                .withDisk(
                    real -> {
                      disk = new StallingDisk(real);
                      return disk;
                    }));
  }

  private Gateway watched() throws StartFailure {
    Gateway gateway = start(Map.of("NOTIFY_SOCKET", socket(), "WATCHDOG_USEC", WATCHDOG_MICROS));
    systemd.await("READY=1", LIMIT_MILLIS);
    systemd.awaitMore(WATCHDOG, 2, LIMIT_MILLIS);
    return gateway;
  }

  @Test
  void readyComesOnceAndWithoutABrokerWhenThePortsWereOpened() throws Exception {
    site.plain("plain");
    start(Map.of("NOTIFY_SOCKET", socket()));
    Receiver.Heard ready = systemd.await("READY=1", LIMIT_MILLIS);
    assertTrue(
        site.log().stream().anyMatch(line -> line.contains("port-up plain")),
        site.log().toString());
    assertFalse(ready.value("STATUS").contains("not open"), ready.text());
    systemd.await("STATUS=1 board; .*", LIMIT_MILLIS);
    assertEquals(1, systemd.count("READY=1"));
    assertEquals("STATUS=Starting: reading the spool", systemd.lines().getFirst());
    assertEquals(0, systemd.count(WATCHDOG), "nobody asked for it");
  }

  @Test
  void aPortThatIsNotThereDoesNotHoldUpReady() throws Exception {
    site.plain("plain").unplug();
    start(Map.of("NOTIFY_SOCKET", socket()));
    Receiver.Heard ready = systemd.await("READY=1", LIMIT_MILLIS);
    assertTrue(
        ready.value("STATUS").startsWith("no board heard yet; 1 of 1 port not open; "),
        ready.text());
  }

  @Test
  void theWordsFollowWhatHappens() throws Exception {
    var place = site.plain("plain");
    site.plain("other");
    start(Map.of("NOTIFY_SOCKET", socket()));
    systemd.await("STATUS=2 boards; [1-9]\\d* messages wait; no broker: .+", LIMIT_MILLIS);
    place.unplug();
    systemd.await(
        "STATUS=2 boards, 1 of them away; 1 of 2 ports not open; \\d+ messages wait; .*",
        LIMIT_MILLIS);
  }

  @Test
  void theWatchdogIsFedWhileAllIsWell() throws Exception {
    site.plain("plain");
    watched();
    systemd.awaitMore(WATCHDOG, systemd.count(WATCHDOG) + 2, LIMIT_MILLIS);
  }

  @Test
  void aSyncThatHangsStopsTheFeedingAndAnAnswerBringsItBack() throws Exception {
    site.plain("plain");
    watched();
    disk.silent();
    long silenced = silence("the disk has not answered for ");
    assertTrue(site.ask("{\"ask\":\"status\"}").contains("\"gateway\":\"gw\""), "the core lives");
    systemd.await("STATUS=.*; THE DISK DOES NOT ANSWER; .*", LIMIT_MILLIS);
    comesBack(silenced);
  }

  @Test
  void aCoreThatStandsStillStopsTheFeedingAndWhereItStandsIsTold() throws Exception {
    site.plain("plain");
    watched();
    disk.blocking();
    long silenced = silence("StallingDisk.perform");
    assertTrue(
        site.log().stream()
            .anyMatch(
                line -> line.contains("the core has not taken its turn since; it stands at ")),
        site.log().toString());
    comesBack(silenced);
  }

  /// Waits until it says that it does not feed any more, and holds it to its word; gives how often
  /// it had fed.
  private long silence(String why) {
    Eventually.await(LIMIT_MILLIS, disk::hangs, () -> "nothing reached the disk");
    site.awaitLog("ERROR watchdog systemd: not fed for ");
    site.awaitLog(why);
    long fed = systemd.count(WATCHDOG);
    Eventually.pass(WATCHDOG_MILLIS * 3 / 2);
    assertEquals(fed, systemd.count(WATCHDOG), "it says that it does not feed, and feeds");
    return fed;
  }

  private void comesBack(long fed) {
    disk.heal();
    systemd.awaitMore(WATCHDOG, fed + 1, LIMIT_MILLIS);
    site.awaitLog("NOTICE watchdog systemd: fed again");
  }

  @Test
  void aStopIsSaidAtOnceAndItsEndInWords() throws Exception {
    site.plain("plain");
    Gateway gateway = watched();
    assertEquals(new Ending("", false), gateway.stop());
    List<String> lines = systemd.lines();
    int stopping = lines.indexOf("STOPPING=1");
    assertEquals(
        List.of(
            "STOPPING=1",
            "STATUS=Stopping: making durable what was read",
            "STATUS=Stopped: everything that was read is on disk or delivered"),
        lines.subList(stopping, lines.size()));
    Eventually.await(
        5_000,
        () -> Thread.getAllStackTraces().keySet().stream().noneMatch(ServiceTest::ours),
        () -> "its thread is left");
  }

  private static boolean ours(Thread thread) {
    return thread.getName().equals("service");
  }

  @Test
  void aStartThatFailsSaysWhy() throws Exception {
    site.plain("plain");
    Files.writeString(folder.resolve("spool"), "no folder");
    try {
      start(Map.of("NOTIFY_SOCKET", socket()));
      throw new AssertionError("it started on a file");
    } catch (StartFailure failure) {
      systemd.await("STATUS=Not started: .*" + folder.resolve("spool") + ".*", LIMIT_MILLIS);
      assertEquals(0, systemd.count("READY=1"));
    }
  }

  @Test
  void aSocketThatFailsIsToldOnceAndTheGatewayRuns() throws Exception {
    site.plain("plain");
    String nowhere = folder.resolve("nowhere").toString();
    Gateway gateway = start(Map.of("NOTIFY_SOCKET", nowhere, "WATCHDOG_USEC", WATCHDOG_MICROS));
    site.awaitLog("board-up plain");
    Eventually.await(LIMIT_MILLIS, () -> site.waiting() >= 20, () -> "nothing is read");
    assertEquals(new Ending("", false), gateway.stop());
    List<String> told = site.log().stream().filter(line -> line.contains("systemd")).toList();
    assertEquals(
        List.of(
            "WARNING service systemd: "
                + nowhere
                + " (NOTIFY_SOCKET) took no message: there is no such socket (error 2); systemd does"
                + " not learn how the gateway is; it is tried on, and not told again"),
        told);
  }

  @Test
  void aSocketThatComesLaterHearsReadyAllTheSame() throws Exception {
    site.plain("plain");
    String late = folder.resolve("late").toString();
    start(Map.of("NOTIFY_SOCKET", late));
    site.awaitLog("WARNING service systemd: ");
    try (Receiver receiver = Receiver.listening(late)) {
      receiver.await("READY=1", LIMIT_MILLIS);
    }
  }

  @Test
  void ordersThatCannotBeUsedAreToldAndTheGatewayRuns() throws Exception {
    site.plain("plain");
    start(Map.of("NOTIFY_SOCKET", socket(), "WATCHDOG_USEC", "soon"));
    systemd.await("READY=1", LIMIT_MILLIS);
    site.awaitLog("WARNING service systemd: WATCHDOG_USEC in the environment: expected ");
    assertEquals(0, systemd.count(WATCHDOG));
  }

  @Test
  void withoutASocketNothingIsSaidLoggedOrStarted() throws Exception {
    site.plain("plain");
    Gateway gateway = start(Map.of("WATCHDOG_USEC", "rubbish"));
    site.awaitLog("board-up plain");
    assertTrue(Thread.getAllStackTraces().keySet().stream().noneMatch(ServiceTest::ours));
    gateway.stop();
    assertEquals(List.of(), systemd.all());
    assertTrue(site.log().stream().noneMatch(line -> line.contains("systemd")));
  }
}
