package io.tidegate.gateway.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.gateway.gpio.SimulatedChip;
import io.tidegate.gateway.system.Eventually;
import io.tidegate.gateway.system.MosquittoProcess;
import io.tidegate.gateway.system.Onlooker;
import io.tidegate.sim.proxy.NetFault;
import io.tidegate.sim.proxy.Proxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Pins in a whole gateway, with a real Mosquitto: from the line through Pi4J to the subscriber,
/// and from a command over MQTT to the line.
@Tag("mosquitto")
@Timeout(180)
class PinsOnGatewayTest {
  private static final String TOPIC = "/sensors/gw-gpio";
  private static final int DOOR = 17;
  private static final int PUMP = 22;
  private static final int VALVE = 23;

  private static final String NO_PINS = "ports: [{path: /dev/ttyNobody}]";

  @TempDir Path folder;
  private final SimulatedChip chip = new SimulatedChip();
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

  private Configuration configuration(int port, String... more) {
    return site.configuration(
        port,
        """
        commands: {allow: all}
        gpio:
          pins:
            door: {input: 17, pull: up, active: low, debounce: 5 ms}
            pump: {output: 22, when_away: off, away_after: 1 s, interlock: valve}
            valve: {output: 23}
        """
            + String.join("\n", more));
  }

  private Gateway start(Configuration configuration) throws StartFailure {
    return site.start(configuration, around -> around.withLines(chip.lines(folder)));
  }

  private void awaitReading(String start) {
    onlooker.await(
        seen -> seen.topic().equals(TOPIC) && seen.text().startsWith(start), "a reading " + start);
  }

  private void awaitResult(String part) {
    onlooker.await(
        seen ->
            seen.topic().equals("tidegate/gw/board/gw-gpio/result") && seen.text().contains(part),
        "a result with " + part);
  }

  private void command(String channel, String value) throws IOException {
    onlooker.publish("tidegate/gw/board/gw-gpio/set/" + channel, value, false);
  }

  @Test
  void anEdgeArrivesAndACommandSwitchesWithAnAnswer() throws Exception {
    start(configuration(broker.port()));
    awaitReading("{\"door\":false,");
    chip.set(DOOR, false);
    awaitReading("{\"door\":true,");
    onlooker.await("tidegate/gw/board/gw-gpio/status", "online");
    command("pump", "on");
    awaitResult("\"text\":\"on\"");
    assertEquals(true, chip.driven(PUMP));
    awaitReading("{\"pump\":true,");
    command("valve", "on");
    awaitResult("not while pump is on");
    assertEquals(false, chip.driven(VALVE));
  }

  @Test
  void withoutTheBrokerAnOutputBecomesSafeAndThatIsToldWhenTheBrokerIsBack() throws Exception {
    try (Proxy network = Proxy.to(broker.port())) {
      start(configuration(network.port(), "mqtt:", "  retry_min: 100 ms", "  retry_max: 200 ms"));
      onlooker.await("tidegate/gw/board/gw-gpio/status", "online");
      command("pump", "on");
      awaitReading("{\"pump\":true,");
      network.set(new NetFault.Refuse(NetFault.Refusal.CLOSED));
      Eventually.await(60_000, () -> !chip.driven(PUMP), () -> "it stays on");
      network.plug();
      onlooker.await(
          seen ->
              seen.topic().equals(TOPIC)
                  && seen.text().startsWith("{\"pump\":false,")
                  && onlooker.all().stream()
                      .anyMatch(before -> before.text().startsWith("{\"pump\":true,")),
          "that it is off");
    }
  }

  @Test
  void anotherSectionIsTakenWhileItRuns() throws Exception {
    Gateway gateway = start(configuration(broker.port()));
    onlooker.await("tidegate/gw/board/gw-gpio/status", "online");
    command("pump", "on");
    awaitReading("{\"pump\":true,");
    assertTrue(gateway.reload(another("valve: {output: 23, at_start: on}")).gpio());
    assertEquals(false, chip.history(PUMP).getLast(), "made safe before its line was given back");
    awaitReading("{\"valve\":true,");
    assertEquals(true, chip.driven(VALVE));
    command("pump", "on");
    awaitResult("\"channel\":\"pump\"");
    assertTrue(onlooker.all().stream().noneMatch(seen -> seen.text().contains("unsure")));
    assertTrue(gateway.reload(site.configuration(broker.port(), NO_PINS)).gpio());
    onlooker.await("tidegate/gw/board/gw-gpio/status", "offline");
    assertTrue(gateway.reload(another("pump: {output: 22, at_start: on}")).gpio());
    Eventually.await(60_000, () -> Boolean.TRUE.equals(chip.driven(PUMP)), () -> "the pump is off");
    assertEquals(new Ending("", false), gateway.stop());
  }

  private Configuration another(String pin) {
    return site.configuration(
        broker.port(), "commands: {allow: all}\ngpio:\n  pins:\n    " + pin + "\n");
  }

  @Test
  void aStopInOrderMakesSafeAndItsLastReadingIsNotLost() throws Exception {
    Gateway gateway = start(configuration(broker.port()));
    onlooker.await("tidegate/gw/board/gw-gpio/status", "online");
    command("pump", "on");
    awaitReading("{\"pump\":true,");
    assertEquals(new Ending("", false), gateway.stop());
    List<Boolean> history = chip.history(PUMP);
    assertEquals(List.of(true, false), history.subList(history.size() - 2, history.size()));
    start(configuration(broker.port()));
    Eventually.await(
        20_000,
        () ->
            onlooker.all().stream().filter(s -> s.text().startsWith("{\"pump\":false,")).count()
                >= 3,
        () -> "off at the first start, at the stop, at the second start: " + onlooker.all());
  }

  @Test
  void onAMachineWithoutPinsThatIsSaidAndEverythingElseWorks() throws Exception {
    site.plain("plain");
    site.start(
        configuration(broker.port()),
        around -> around.withLines(SimulatedChip.ofAnotherMachine(folder)));
    onlooker.await(seen -> seen.topic().equals("/sensors/plain"), "a reading of the other board");
    onlooker.await(
        seen ->
            seen.topic().equals("tidegate/gw/event")
                && seen.text().contains("\"reason\":\"sensor_fault\"")
                && seen.text().contains("door: "),
        "an event that there are no pins");
    onlooker.await("tidegate/gw/board/gw-gpio/status", "online");
    command("pump", "on");
    awaitResult("valve may still be on");
    assertTrue(
        site.ask("{\"ask\":\"status\"}").contains("\"port\":\"gpio\""), "the board is there");
  }
}
