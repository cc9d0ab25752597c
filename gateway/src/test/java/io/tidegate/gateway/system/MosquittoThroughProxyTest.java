package io.tidegate.gateway.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.proxy.NetFault;
import io.tidegate.sim.proxy.Proxy;
import io.tidegate.sim.proxy.Reach;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The simulator's proxy between clients and a broker that others wrote: what they say of its
/// faults.
@Tag("mosquitto")
@Timeout(180)
final class MosquittoThroughProxyTest {
  private static final int NOT_AUTHORISED = 5;

  @TempDir Path folder;
  private final List<Process> started = new ArrayList<>();
  private MosquittoProcess broker;
  private Proxy proxy;

  @BeforeEach
  void begin() throws IOException {
    broker = MosquittoProcess.open(folder);
    proxy = Proxy.to(broker.port());
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
    proxy.close();
    broker.close();
  }

  private Process client(String program, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(program, "-p", "" + proxy.port()));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    started.add(process);
    return process;
  }

  /// What it said, when it has ended with this code.
  private static String ended(Process process, int code) throws Exception {
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(code, process.exitValue(), said);
    return said;
  }

  private void published(String topic, String text, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("-q", "1", "-t", topic, "-m", text));
    all.addAll(List.of(options));
    ended(client("mosquitto_pub", all.toArray(String[]::new)), 0);
  }

  @Test
  void aRefusedClientSaysWhyAndTheBrokerNeverHeardOfIt() throws Exception {
    proxy.set(new NetFault.ConnackRefused(NOT_AUTHORISED));
    String said =
        ended(client("mosquitto_pub", "-i", "nobody", "-t", "a", "-m", "x"), NOT_AUTHORISED);
    assertTrue(said.contains("not authorised"), said);
    assertFalse(broker.hasLogged("nobody"), broker.log()::toString);
  }

  @Test
  void aSessionIsKeptByTheBrokerUntilTheFaultMakesItForget() throws Exception {
    String[] kept = {"-q", "1", "-t", "a/#", "-c", "-i", "kept"};
    ended(client("mosquitto_sub", with(kept, "-E")), 0);
    published("a/b", "first");
    assertEquals("first\n", ended(client("mosquitto_sub", with(kept, "-C", "1")), 0));
    published("a/b", "forgotten");
    proxy.set(new NetFault.SessionLost(), Reach.NEW);
    ended(client("mosquitto_sub", with(kept, "-E")), 0);
    proxy.plug();
    published("a/b", "last");
    assertEquals("last\n", ended(client("mosquitto_sub", with(kept, "-C", "1")), 0));
    assertEquals(0, proxy.traffic().failedErrands());
  }

  @Test
  void theBrokerThrowsOutWhoIsTakenOver() throws Exception {
    proxy.set(new NetFault.TakenOver(0), Reach.NEW);
    client("mosquitto_sub", "-t", "a", "-i", "twin");
    Eventually.await(
        60_000, () -> broker.hasLogged("twin already connected"), () -> "" + broker.log());
  }

  @Test
  void whatMayNotBePublishedIsAcknowledgedWithEveryQosAndReachesNobody() throws Exception {
    try (Onlooker onlooker = Onlooker.at(broker.port())) {
      onlooker.subscribe("#", 1);
      proxy.set(new NetFault.TopicRefused("closed/#", NetFault.Veto.DROP));
      published("closed/a", "one");
      published("closed/a", "two", "-q", "2");
      published("closed/a", "none", "-q", "0");
      published("open", "kept", "-q", "2");
      onlooker.await("open", "kept");
      assertEquals(1, onlooker.count());
    }
    assertEquals(3, proxy.traffic().vetoed());
  }

  @Test
  void versionFivePassesWhateverIsSetAndIsCounted() throws Exception {
    proxy.set(new NetFault.ConnackRefused(NOT_AUTHORISED));
    proxy.set(new NetFault.TopicRefused("#", NetFault.Veto.CLOSE));
    proxy.set(new NetFault.TakenOver(0));
    proxy.set(new NetFault.SessionLost());
    published("a", "x", "-V", "mqttv5");
    assertEquals(1, proxy.traffic().publishes());
    assertEquals(1, proxy.traffic().pubacks());
  }

  @Test
  void aSlowNarrowAndLateNetworkLosesNothing() throws Exception {
    proxy.set(new NetFault.Slow(NetFault.Way.BOTH, 2_000));
    proxy.set(new NetFault.Latency(NetFault.Way.BOTH, 20_000_000, 20_000_000));
    try (Onlooker onlooker = Onlooker.at(broker.port())) {
      onlooker.subscribe("#", 1);
      published("a", "x".repeat(1_000));
      onlooker.await("a", "x".repeat(1_000));
      proxy.set(new NetFault.Dribble(NetFault.Way.BOTH, 1_000_000));
      published("a", "y");
      onlooker.await("a", "y");
    }
  }

  private static String[] with(String[] some, String... more) {
    List<String> all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
