package io.tidegate.gateway.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.gateway.gpio.SensorTree;
import io.tidegate.gateway.gpio.SimulatedBus;
import io.tidegate.gateway.system.Eventually;
import io.tidegate.gateway.system.MosquittoProcess;
import io.tidegate.gateway.system.Onlooker;
import io.tidegate.sim.i2c.BoschChip;
import io.tidegate.sim.i2c.I2cWires;
import io.tidegate.sim.proxy.NetFault;
import io.tidegate.sim.proxy.Proxy;
import io.tidegate.sim.signal.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Sensors of the machine itself in a whole gateway, with a real Mosquitto: from the kernel's file
/// to the subscriber.
@Tag("mosquitto")
@Timeout(180)
class SensorsOnGatewayTest {
  private static final String TOPIC = "/sensors/gw-gpio";

  @TempDir Path folder;
  private MosquittoProcess broker;
  private Onlooker onlooker;
  private Site site;
  private SensorTree tree;

  @BeforeEach
  void begin() throws IOException {
    broker = MosquittoProcess.open(folder);
    onlooker = Onlooker.at(broker.port());
    onlooker.subscribe("#", 1);
    onlooker.subscribe("/#", 1);
    site = new Site(folder);
    tree = new SensorTree(folder.resolve("sys")).w1(SensorTree.ID, 21_437);
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
        "gpio:\n  sysfs: "
            + tree.sysfs
            + "\n  sensors:\n    shed: {w1: "
            + SensorTree.ID
            + ", every: 1 s}\n"
            + String.join("\n", more));
  }

  @Test
  void aChipOnI2cArrivesAndItsTroubleIsAnEvent() throws Exception {
    I2cWires wires = new I2cWires();
    wires.attach(
        0x76,
        new BoschChip(
            BoschChip.BME280, Signal.steady(21.5), Signal.steady(1000), Signal.steady(50)));
    Configuration chip =
        site.configuration(
            broker.port(),
            "gpio:",
            "  sensors:",
            "    shed: {i2c: 1, address: 0x76, chip: bme280, channel: temp, every: 1 s}");
    site.start(chip, around -> around.withSensors(_ -> SimulatedBus.sensors(folder, wires)));
    await("21.5");
    wires.detach(0x76);
    onlooker.await(
        seen ->
            seen.topic().equals("tidegate/gw/event")
                && seen.text().contains("\"reason\":\"sensor_fault\"")
                && seen.text().contains("0x76 on i2c-1"),
        "an event of the chip that is gone");
  }

  private Onlooker.Seen await(String value) {
    return onlooker.await(
        seen -> seen.topic().equals(TOPIC) && seen.text().startsWith("{\"shed\":" + value),
        "a reading of " + value);
  }

  private List<String> events() {
    return onlooker.all().stream()
        .filter(seen -> seen.topic().equals("tidegate/gw/event"))
        .map(Onlooker.Seen::text)
        .toList();
  }

  @Test
  void aValueArrivesLikeThatOfAnyBoard() throws Exception {
    site.start(configuration(broker.port()));
    String text = await("21.44").text();
    assertTrue(
        text.matches(
            "\\{\"shed\":21\\.44,\"device_id\":\"gw-gpio\",\"timestamp\":\\d+,\"tg\":\"[^\"]+\"\\}"),
        text);
    onlooker.await("tidegate/gw/board/gw-gpio/status", "online");
    String status = site.ask("{\"ask\":\"status\"}");
    assertTrue(status.contains("\"port\":\"gpio\""), status);
    assertTrue(
        site.ask("{\"ask\":\"release\",\"port\":\"gpio\",\"for_ms\":1000}")
            .contains("gpio is no serial port"));
  }

  @Test
  void aWrongChecksumIsAnEventAndNoValueUntilTheSensorIsWell() throws Exception {
    site.start(configuration(broker.port()));
    await("21.44");
    tree.w1Text(SensorTree.ID, SensorTree.slave("a3 01 4b 46 7f ff 0c 10 5f", "5e NO", "26187"));
    onlooker.await(
        seen ->
            seen.topic().equals("tidegate/gw/event")
                && seen.text().startsWith("{\"event\":\"reading_refused\"")
                && seen.text().contains("\"device_id\":\"gw-gpio\"")
                && seen.text().contains("\"reason\":\"sensor_fault\"")
                && seen.text().contains("\"text\":\"shed: the checksum"),
        "an event of the sensor's fault");
    Eventually.await(60_000, () -> refused() >= 2, () -> "each is counted: " + refused());
    tree.w1(SensorTree.ID, 22_000);
    await("22.00");
    site.awaitLog("NOTICE sensor_well gw-gpio: shed measures again");
    assertEquals(1, events().size(), () -> "told once: " + events());
    assertTrue(
        onlooker.all().stream().noneMatch(seen -> seen.text().contains("26.19")),
        "a value that looks right");
  }

  private long refused() {
    try {
      return Long.parseLong(
          site.ask("{\"ask\":\"status\"}").replaceAll(".*\"readings_refused\":(\\d+),.*", "$1"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRestartInOrderLosesNothingAndPutsNothingInDoubt() throws Exception {
    try (Proxy network = Proxy.to(broker.port())) {
      Configuration configuration =
          configuration(network.port(), "mqtt:", "  retry_min: 100 ms", "  retry_max: 200 ms");
      Gateway first = site.start(configuration);
      await("21.44");
      network.set(new NetFault.Refuse(NetFault.Refusal.CLOSED));
      tree.w1(SensorTree.ID, 23_000);
      Eventually.await(60_000, () -> site.waiting() >= 2, () -> "nothing waits in the spool");
      assertEquals(new Ending("", false), first.stop());
      tree.w1(SensorTree.ID, 24_000);
      network.plug();
      site.start(configuration);
      await("23.00");
      await("24.00");
    }
    assertEquals(List.of(), events().stream().filter(event -> event.contains("gw-gpio")).toList());
    assertTrue(
        onlooker.all().stream().anyMatch(seen -> seen.text().equals("offline")),
        "it was away in between");
  }

  @Test
  void aSensorThatHangsHoldsUpNeitherBoardsNorTheEnd() throws Exception {
    Path hanging = tree.w1File(SensorTree.ID);
    SensorTree.hanging(hanging);
    try {
      site.plain("plain");
      Gateway gateway = site.start(configuration(broker.port()));
      onlooker.await(seen -> seen.topic().equals("/sensors/plain"), "a reading of the other board");
      onlooker.await("tidegate/gw/board/gw-gpio/status", "online");
      long begunNanos = System.nanoTime();
      assertEquals(new Ending("", false), gateway.stop());
      long tookMillis = (System.nanoTime() - begunNanos) / 1_000_000;
      assertTrue(tookMillis < 20_000, "the end took " + tookMillis + " ms");
    } finally {
      SensorTree.free(hanging);
    }
  }
}
