package io.tidegate.gateway.sketch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.system.Eventually;
import io.tidegate.gateway.system.GatewayProcess;
import io.tidegate.gateway.system.MosquittoProcess;
import io.tidegate.gateway.system.Onlooker;
import io.tidegate.gateway.system.RecordingProxy;
import io.tidegate.sim.board.Chip;
import io.tidegate.sim.pins.BoardPins;
import io.tidegate.sim.pins.PinNames;
import io.tidegate.sim.pins.SensorPins;
import io.tidegate.sim.sensor.Dht;
import io.tidegate.sim.sensor.Ds18b20;
import io.tidegate.sim.signal.Signal;
import io.tidegate.sim.sketch.build.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// uno-link and esp8266-link on ports, with all that can be wired to them, the gateway as it runs
/// in the field, and a real broker.
@Tag("gpp")
@Tag("mosquitto")
@Timeout(300)
final class LinkSketchesTest {
  /// A minute of theirs is fifteen seconds of ours.
  private static final double SPEED = 4;

  private static final long MINUTE_MILLIS = (long) (60_000 / SPEED);
  private static final long LIMIT_MILLIS = 90_000;
  private static final long SECOND = 1_000_000_000;

  /// A reading in two of our seconds: an Uno keeps twelve, and this machine may be slow.
  private static final String EVERY = "#define READING_EVERY_MILLIS 8000\n";

  @TempDir Path folder;
  private final Tally tally = new Tally();

  /// A board, and how often its A0 was read: the world counts.
  private final class Wired {
    private final AtomicInteger measured = new AtomicInteger();
    private final String device;
    private final BoardPins pins;

    Wired(String device, PinNames names, String dht, String probe) {
      this.device = device;
      this.pins = BoardPins.of(names);
      pins.bus().attach(names.number("A0"), _ -> measured.incrementAndGet());
      SensorPins sensors = new SensorPins(pins);
      sensors.attach(
          Dht.dht22("", 2 * SECOND, Signal.steady(-3.5), Signal.steady(61.2)), dht, null);
      sensors.attach(new Ds18b20("", 12, false, Signal.steady(-10.125)), probe, null);
    }

    String topic() {
      return "/sensors/" + device;
    }
  }

  @Test
  void nothingIsLostWhenTheGatewayIsKilledAndTheBrokerIsAwayForAMinute() throws IOException {
    Wired esp = new Wired("esp", PinNames.NODEMCU, "D5", "D2");
    Wired uno = new Wired("uno-1", PinNames.UNO, "2", "4");
    try (MosquittoProcess broker = MosquittoProcess.open(folder.resolve("broker"));
        RecordingProxy proxy = new RecordingProxy(broker.port(), tally);
        Boards boards = new Boards(folder, SPEED)) {
      boards.add("tty-esp", Chip.ESP8266, esp(), esp.pins);
      boards.add("tty-uno", Chip.UNO, uno(), uno.pins);
      Path yaml = configuration(proxy.port());
      String espTopic;
      try (GatewayProcess gateway = GatewayProcess.run(yaml);
          Onlooker onlooker = Onlooker.at(broker.port())) {
        onlooker.subscribe("/sensors/#", 1);
        espTopic =
            onlooker
                .await(seen -> seen.topic().startsWith("/sensors/esp-"), "the ESP8266's")
                .topic();
        awaitTaken(espTopic, 2);
        awaitTaken(uno.topic(), 2);
        showsSensors(espTopic);
        showsSensors(uno.topic());
        obeys(onlooker, espTopic);
        obeys(onlooker, uno.topic());
        gateway.kill();
      }
      try (GatewayProcess gateway = GatewayProcess.run(yaml)) {
        awaitTaken(espTopic, 5);
        awaitTaken(uno.topic(), 5);
        broker.stop();
        Eventually.pass(MINUTE_MILLIS);
        broker.start();
        int espMeasured = esp.measured.get();
        int unoMeasured = uno.measured.get();
        assertTrue(unoMeasured - tally.taken(uno.topic()) >= 3, "some waited");
        awaitAll(espTopic, espMeasured);
        awaitAll(uno.topic(), unoMeasured);
        assertEquals(List.of(), tally.wrongs());
        assertEquals(0, gateway.stop(LIMIT_MILLIS), () -> gateway.process().output());
      }
    }
  }

  private Path configuration(int brokerPort) throws IOException {
    List<String> lines = new ArrayList<>(GatewayProcess.configuration(brokerPort, folder));
    lines.add("commands: {allow: all}");
    lines.add("ports:");
    for (String port : List.of("tty-esp", "tty-uno")) {
      lines.add("  - path: " + folder.resolve(port));
      lines.add("    name: " + port);
    }
    return Files.write(folder.resolve("tidegate.yaml"), lines);
  }

  private void awaitTaken(String topic, int count) {
    Eventually.await(
        LIMIT_MILLIS, () -> tally.taken(topic) >= count, () -> topic + ": " + tally.taken(topic));
  }

  private void awaitAll(String topic, int upTo) {
    Eventually.await(
        LIMIT_MILLIS,
        () -> tally.missing(topic, upTo).isEmpty(),
        () -> topic + " lacks " + tally.missing(topic, upTo) + " of " + upTo);
  }

  /// What its DHT22 and its DS18B20 measured, bit by bit over their wires.
  private void showsSensors(String topic) {
    Eventually.await(
        LIMIT_MILLIS,
        () -> tally.last(topic).contains("\"t\":-3.5,\"h\":61.2,\"probe\":-10.1"),
        () -> tally.last(topic));
  }

  private static void obeys(Onlooker onlooker, String topic) throws IOException {
    String board = "tidegate/system/board/" + topic.substring("/sensors/".length());
    onlooker.subscribe(board + "/result", 1);
    onlooker.publish(board + "/set/relay", "on", false);
    onlooker.await(
        seen -> seen.topic().equals(board + "/result") && seen.text().contains("\"ok\""),
        "the relay's answer");
  }

  private static Path esp() {
    return Workshop.build(
        "esp8266-link",
        Target.ESP8266,
        EVERY + "#define DHT22_PIN D5\n#define DS18B20_PIN D2\n#define RELAY_PIN D1\n");
  }

  private static Path uno() {
    return Workshop.build(
        "uno-link",
        Target.UNO,
        EVERY
            + "#define DEVICE_ID \"uno-1\"\n"
            + "#define DHT22_PIN 2\n#define DS18B20_PIN 4\n#define RELAY_PIN 7\n");
  }
}
