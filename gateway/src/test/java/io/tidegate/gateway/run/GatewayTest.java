package io.tidegate.gateway.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.gateway.ops.ControlClient;
import io.tidegate.gateway.system.Eventually;
import io.tidegate.gateway.system.MosquittoProcess;
import io.tidegate.gateway.system.Onlooker;
import io.tidegate.sim.proxy.NetFault;
import io.tidegate.sim.proxy.Proxy;
import io.tidegate.sim.pty.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole gateway in this process: pseudo-terminals, jSerialComm, a spool on disk, Paho, a real
/// Mosquitto.
@Tag("mosquitto")
@Timeout(180)
class GatewayTest {
  @TempDir Path folder;
  private MosquittoProcess broker;
  private Onlooker onlooker;
  private Site site;

  @BeforeEach
  void begin() throws IOException {
    broker = MosquittoProcess.open(folder);
    onlooker = Onlooker.at(broker.port());
    onlooker.subscribe("#", 1);
    onlooker.subscribe("/#", 1);
    site = new Site(folder);
  }

  @AfterEach
  void end() throws IOException {
    site.close();
    onlooker.close();
    broker.close();
  }

  private Onlooker.Seen reading(String device) throws IOException {
    return onlooker.await(
        seen -> seen.topic().equals("/sensors/" + device), "a reading of " + device);
  }

  @Test
  void readingsOfEveryKindOfBoardReachTheBroker() throws Exception {
    site.link("linked");
    site.plain("plain");
    site.start(site.configuration(broker.port()));
    String linked = reading("linked").text();
    assertTrue(
        linked.matches(
            "\\{\"n\":\\d+,\"temperature\":21\\.50,\"device_id\":\"linked\",\"timestamp\":\\d+,"
                + "\"tg\":\"[^\"]+\"\\}"),
        linked);
    assertTrue(reading("plain").text().startsWith("{\"device_id\":\"plain\",\"n\":"));
    onlooker.await("tidegate/gw/status", "online");
    onlooker.await("tidegate/gw/board/linked/status", "online");
  }

  @Test
  void aStopTakesTheBoardsAndTheGatewayOffline() throws Exception {
    site.plain("plain");
    Gateway gateway = site.start(site.configuration(broker.port()));
    reading("plain");
    Ending ending = gateway.stop();
    assertEquals(new Ending("", false), ending);
    onlooker.await("tidegate/gw/status", "offline");
    onlooker.await("tidegate/gw/board/plain/status", "offline");
    assertThrows(ControlClient.NotRunning.class, () -> site.ask("{\"ask\":\"status\"}"));
    assertEquals(ending, gateway.stop(), "a second stop gives the same answer");
  }

  @Test
  void everyThreadOfAStoppedGatewayEnds() throws Exception {
    site.plain("plain");
    Gateway gateway = site.start(site.configuration(broker.port()));
    reading("plain");
    gateway.stop();
    List<String> ours = List.of("core", "disk", "uplink-control", "port-control", "control-socket");
    Eventually.await(60_000, () -> ours(ours).isEmpty(), () -> "threads are left: " + ours(ours));
  }

  private static String ours(List<String> names) {
    StringBuilder text = new StringBuilder();
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              if (names.contains(thread.getName()) || thread.getName().endsWith("-plain")) {
                text.append(thread).append(List.of(stack)).append('\n');
              }
            });
    return text.toString();
  }

  @Test
  void aPortThatComesBackIsReadAgain() throws Exception {
    Place place = site.plain("plain");
    site.plain("other");
    site.start(site.configuration(broker.port()));
    reading("plain");
    place.unplug();
    onlooker.await("tidegate/gw/board/plain/status", "offline");
    place.plug();
    int before = onlooker.count();
    Eventually.await(
        10_000,
        () ->
            onlooker.all().stream()
                .skip(before)
                .anyMatch(seen -> seen.topic().equals("/sensors/plain")),
        () -> "no reading after the plug");
    assertTrue(
        site.log().stream().noneMatch(line -> line.contains("other: ") && line.contains("down")),
        "the other port was not touched");
  }

  @Test
  void whatIsReadWhileTheNetworkIsAwayArrivesInOrder() throws Exception {
    site.plain("plain");
    try (Proxy network = Proxy.to(broker.port())) {
      network.set(new NetFault.Refuse(NetFault.Refusal.CLOSED));
      site.start(
          site.configuration(
              network.port(), "mqtt:", "  retry_min: 100 ms", "  retry_max: 200 ms"));
      site.awaitLog("NOTICE broker-down broker: ");
      Eventually.await(
          10_000, () -> site.waiting() >= 5, () -> "nothing waits in the spool: " + site.waiting());
      network.plug();
      // a slow machine opens the port when the board has long counted on: any nine will do
      Eventually.await(
          10_000,
          () ->
              onlooker.all().stream().filter(s -> s.topic().equals("/sensors/plain")).count() >= 9,
          () -> "nine readings; seen: " + onlooker.all());
    }
    List<String> texts =
        onlooker.all().stream()
            .filter(seen -> seen.topic().equals("/sensors/plain"))
            .map(Onlooker.Seen::text)
            .toList();
    String first = texts.getFirst();
    int n = Integer.parseInt(first.replaceAll(".*\"n\":(\\d+),.*", "$1"));
    for (String text : texts) {
      assertTrue(text.contains("\"n\":" + n++ + ","), () -> "in order without a gap: " + texts);
    }
  }

  @Test
  void whatWaitedAtAStopGoesOutAfterTheNextStartAndNothingIsInDoubt() throws Exception {
    site.plain("plain");
    site.link("linked");
    try (Proxy network = Proxy.to(broker.port())) {
      Configuration configuration =
          site.configuration(network.port(), "mqtt:", "  retry_min: 100 ms", "  retry_max: 200 ms");
      Gateway first = site.start(configuration);
      reading("linked");
      network.set(new NetFault.Refuse(NetFault.Refusal.CLOSED));
      Eventually.await(
          10_000, () -> site.waiting() >= 20, () -> "nothing waits: " + site.waiting());
      assertEquals(new Ending("", false), first.stop());
      network.plug();
      site.start(configuration);
      String last = "\"n\":" + (numbers("linked").getLast() + 60) + ",";
      onlooker.await(
          seen -> seen.topic().equals("/sensors/linked") && seen.text().contains(last),
          "a reading long after the stop");
    }
    List<Integer> numbers = numbers("linked").stream().distinct().toList();
    for (int i = 0; i < numbers.size(); i++) {
      assertEquals(numbers.getFirst() + i, numbers.get(i), () -> "in order, no gap: " + numbers);
    }
    assertTrue(
        onlooker.all().stream().noneMatch(seen -> seen.topic().endsWith("/event")),
        () -> "nothing was lost or in doubt: " + onlooker.all());
  }

  private List<Integer> numbers(String device) {
    return onlooker.all().stream()
        .filter(seen -> seen.topic().equals("/sensors/" + device))
        .map(seen -> Integer.parseInt(seen.text().replaceAll(".*\"n\":(\\d+),.*", "$1")))
        .toList();
  }

  @Test
  void twoGatewaysDoNotShareAFolder() throws Exception {
    site.plain("plain");
    Configuration configuration = site.configuration(broker.port());
    site.start(configuration);
    StartFailure failure = assertThrows(StartFailure.class, () -> site.start(configuration));
    assertEquals(StartFailure.Kind.IN_USE, failure.kind());
    assertTrue(
        failure
            .getMessage()
            .startsWith("another tidegate runs here, process " + ProcessHandle.current().pid()),
        failure.getMessage());
    assertTrue(
        site.ask("{\"ask\":\"status\"}").contains("\"gateway\":\"gw\""), "the first goes on");
  }

  @Test
  void withoutAPlaceForTheControlSocketReadingsStillFlow() throws Exception {
    site.plain("plain");
    Files.writeString(site.runtime(), "in the way");
    site.start(site.configuration(broker.port()));
    reading("plain");
    site.awaitLog("WARNING control-socket socket: there is no control socket");
  }

  @Test
  void allIsQuietWhenAllIsWell() throws Exception {
    site.plain("plain");
    Gateway gateway = site.start(site.configuration(broker.port()));
    reading("plain");
    gateway.stop();
    assertTrue(
        site.log().stream().noneMatch(line -> line.startsWith("ERROR")), site.log().toString());
    assertTrue(site.log().size() <= 8, "a handful of lines for a whole life: " + site.log());
    assertFalse(site.log().isEmpty());
  }
}
