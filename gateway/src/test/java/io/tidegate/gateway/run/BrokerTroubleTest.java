package io.tidegate.gateway.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.system.Eventually;
import io.tidegate.gateway.system.MosquittoProcess;
import io.tidegate.gateway.system.Onlooker;
import io.tidegate.sim.proxy.NetFault;
import io.tidegate.sim.proxy.Proxy;
import io.tidegate.sim.proxy.Reach;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What brokers and networks do to the gateway, one after the other: it says what it is in words of
/// its own, goes on, and when the trouble is over nothing is missing.
@Tag("mosquitto")
@Timeout(180)
class BrokerTroubleTest {
  private static final long MILLI = 1_000_000L;
  private static final List<String> BOARDS = List.of("linked", "plain");

  @TempDir Path folder;
  private MosquittoProcess broker;
  private Onlooker onlooker;
  private Proxy network;
  private Site site;
  private Gateway gateway;

  @BeforeEach
  void begin() throws Exception {
    broker = MosquittoProcess.open(folder);
    onlooker = Onlooker.at(broker.port());
    onlooker.subscribe("#", 1);
    onlooker.subscribe("/#", 1);
    network = Proxy.to(broker.port());
    site = new Site(folder);
    site.link("linked");
    site.plain("plain");
  }

  private void start(int connectSeconds, int stallSeconds) throws StartFailure {
    gateway =
        site.start(
            site.configuration(
                network.port(),
                "mqtt:",
                "  retry_min: 50 ms",
                "  retry_max: 200 ms",
                "  connect_timeout: " + connectSeconds + " s",
                "  stall_timeout: " + stallSeconds + " s"));
    goesOn();
  }

  @AfterEach
  void end() throws IOException {
    site.close();
    network.close();
    onlooker.close();
    broker.close();
  }

  /// Readings of every board come, also of what is measured from now on.
  private void goesOn() {
    for (String board : BOARDS) {
      int newest = numbers(board).stream().mapToInt(n -> n).max().orElse(0);
      Eventually.await(
          30_000,
          () -> numbers(board).stream().anyMatch(n -> n > newest + 3),
          () -> board + " beyond " + newest + "; " + tail());
    }
  }

  private List<Integer> numbers(String board) {
    return onlooker.all().stream()
        .filter(seen -> seen.topic().equals("/sensors/" + board))
        .map(seen -> Integer.parseInt(seen.text().replaceAll(".*\"n\":(\\d+),.*", "$1")))
        .toList();
  }

  private String tail() {
    List<String> log = site.log();
    return String.join("\n", log.subList(Math.max(0, log.size() - 8), log.size()));
  }

  /// Sets the fault until the log has these words, said since.
  private void told(NetFault fault, Reach reach, String... words) {
    int before = site.log().size();
    network.set(fault, reach);
    for (String each : words) {
      Eventually.await(
          20_000,
          () -> site.log().stream().skip(before).anyMatch(line -> line.contains(each)),
          () -> fault + ": a log line with '" + each + "'; " + tail());
    }
    network.plug();
    goesOn();
  }

  private void nothingIsMissing() {
    for (String board : BOARDS) {
      List<Integer> numbers = numbers(board).stream().distinct().toList();
      for (int i = 0; i < numbers.size(); i++) {
        assertEquals(numbers.getFirst() + i, numbers.get(i), () -> board + ": " + numbers);
      }
    }
    assertTrue(
        onlooker.all().stream().noneMatch(seen -> seen.topic().endsWith("/event")),
        () -> "nothing was lost or set aside: " + onlooker.all());
    assertEquals(new Ending("", false), gateway.stop());
  }

  @Test
  void whoeverRefusesItIsToldInWordsOfItsOwnAndNothingIsLost() throws Exception {
    start(1, 2);
    String server = "tcp://127.0.0.1:" + network.port();
    told(
        new NetFault.Refuse(NetFault.Refusal.REFUSED),
        Reach.ALL,
        "connection lost: ",
        server + " refused: is a broker listening there?");
    told(
        new NetFault.Refuse(NetFault.Refusal.CLOSED),
        Reach.ALL,
        server + " closed the connection without an answer");
    told(
        new NetFault.Reset(),
        Reach.ALL,
        "connection lost: ",
        server + ": Connection reset (is this a port for TLS? then ssl://)");
    List<String> refusals =
        List.of(
            " does not speak MQTT 3.1.1",
            " does not accept the client id ",
            " says that it is unavailable now",
            " refused the name or password (without a user name)",
            " says not authorised (without a user name): wrong name or password");
    for (int code = 1; code <= 5; code++) {
      told(new NetFault.ConnackRefused(code), Reach.ALL, server + refusals.get(code - 1));
    }
    nothingIsMissing();
  }

  @Test
  void aNetworkThatHoldsOrCutsIsToldAndNothingIsLost() throws Exception {
    start(1, 2);
    String server = "tcp://127.0.0.1:" + network.port();
    told(
        new NetFault.BlackHole(NetFault.Way.BOTH),
        Reach.ALL,
        "no acknowledgement for 2 s; ending this connection",
        server + " accepted the connection and did not answer within 1 s");
    told(
        new NetFault.BlackHole(NetFault.Way.DOWN),
        Reach.PRESENT,
        "no acknowledgement for 2 s; ending this connection");
    told(
        new NetFault.HalfOpen(NetFault.End.SERVER),
        Reach.PRESENT,
        "no acknowledgement for 2 s; ending this connection");
    told(new NetFault.CutAfter(NetFault.Way.UP, 1_000), Reach.PRESENT, "connection lost: ");
    told(
        new NetFault.CutAfter(NetFault.Way.DOWN, 3),
        Reach.ALL,
        server + " closed the connection without an answer");
    nothingIsMissing();
  }

  @Test
  void byteAfterByteIsSlowAndNothingMore() throws Exception {
    start(20, 30);
    network.set(new NetFault.Dribble(NetFault.Way.BOTH, MILLI));
    goesOn();
    network.set(new NetFault.Latency(NetFault.Way.BOTH, 100 * MILLI, 100 * MILLI));
    goesOn();
    assertTrue(
        site.log().stream().noneMatch(line -> line.contains("broker-down")), site.log()::toString);
    network.plug();
    goesOn();
    nothingIsMissing();
  }

  @Test
  void anotherClientWithItsIdEndsConnectionsAndNothingElse() throws Exception {
    start(1, 2);
    told(new NetFault.TakenOver(0), Reach.PRESENT, "connection lost: ");
    long before = network.traffic().accepted();
    network.set(new NetFault.TakenOver(100 * MILLI));
    Eventually.await(
        30_000, () -> network.traffic().accepted() >= before + 5, () -> "a fight; " + tail());
    network.plug();
    goesOn();
    assertEquals(0, network.traffic().failedErrands());
    nothingIsMissing();
  }

  @Test
  void aBrokerThatForgotItsSessionStillGetsReadingsAndGivesCommands() throws Exception {
    start(1, 2);
    told(new NetFault.SessionLost(), Reach.PRESENT, "connection lost: ");
    network.set(new NetFault.SessionLost(), Reach.NEW);
    network.set(new NetFault.Reset(), Reach.PRESENT);
    goesOn();
    onlooker.publish("tidegate/gw/board/linked/set/led", "1", false);
    onlooker.await(
        seen -> seen.topic().equals("tidegate/gw/board/linked/result"), "the command's result");
    assertEquals(0, network.traffic().failedErrands());
    nothingIsMissing();
  }

  /// PUBACK is worth what the broker makes of it: exactly what it threw away is missing.
  @Test
  void aTopicThatIsAcknowledgedAndDroppedLosesWhatTheBrokerDroppedAndNothingElse()
      throws Exception {
    start(1, 2);
    network.set(new NetFault.TopicRefused("/sensors/plain", NetFault.Veto.DROP));
    Eventually.await(60_000, () -> network.traffic().vetoed() >= 10, this::tail);
    network.plug();
    goesOn();
    assertEquals(new Ending("", false), gateway.stop());
    List<Integer> plain = numbers("plain").stream().distinct().toList();
    long missing = plain.getLast() - plain.getFirst() + 1 - plain.size();
    assertEquals(network.traffic().vetoed(), missing);
    List<Integer> linked = numbers("linked").stream().distinct().toList();
    assertEquals(linked.getLast() - linked.getFirst() + 1, linked.size());
    assertTrue(site.log().stream().noneMatch(line -> line.contains("broker-down")), this::tail);
  }
}
