package io.tidegate.gateway.sketch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.system.Eventually;
import io.tidegate.gateway.system.GatewayProcess;
import io.tidegate.gateway.system.JavaProcess;
import io.tidegate.gateway.system.MosquittoProcess;
import io.tidegate.gateway.system.Onlooker;
import io.tidegate.sim.sketch.build.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// serial-mqtt on a port: PubSubClient on one side, Mosquitto on the other, and between them the
/// gateway as it runs in the field.
@Tag("gpp")
@Tag("mosquitto")
@Timeout(300)
final class SerialMqttTest {
  /// Not faster: how long it waits for the gateway is the library's.
  private static final double SPEED = 1;
  private static final long LIMIT_MILLIS = 90_000;
  private static final String STATUS = "devices/esp-garden/status";
  private static final Onlooker.Seen BORN = new Onlooker.Seen(STATUS, "online", 0, true);
  private static final Pattern READING = Pattern.compile("\\{\"a0\":\\d+,\"n\":(\\d+)}");

  @TempDir Path folder;

  @Test
  void itIsBornMeasuresObeysOutlivesAGatewayAndIsMissed() throws IOException {
    Path program =
        Workshop.build(
            "serial-mqtt",
            Target.ESP8266,
            "#define DEVICE_ID \"esp-garden\"\n#define READING_EVERY_MILLIS 1000\n");
    try (MosquittoProcess broker = MosquittoProcess.open(folder.resolve("broker"));
        Boards boards = new Boards(folder, SPEED)) {
      Boards.Sketched board = boards.add("tty-esp", program);
      Path yaml = configuration(broker.port());
      int last;
      try (GatewayProcess gateway = GatewayProcess.run(yaml);
          Onlooker onlooker = Onlooker.at(broker.port())) {
        onlooker.subscribe("/sensors/#", 1);
        onlooker.await(seen -> numberOf(seen) >= 2, "two readings");
        onlooker.subscribe("devices/#", 0);
        onlooker.await(BORN::equals, "its birth, retained");
        obeys(onlooker);
        showsInStatus(yaml);
        last = onlooker.all().stream().mapToInt(SerialMqttTest::numberOf).max().orElseThrow();
        gateway.kill();
      }
      try (GatewayProcess gateway = GatewayProcess.run(yaml);
          Onlooker onlooker = Onlooker.at(broker.port())) {
        onlooker.subscribe("/sensors/#", 1);
        onlooker.await(seen -> numberOf(seen) > last, "readings go on behind " + last);
        onlooker.subscribe("devices/#", 0);
        onlooker.await(BORN::equals, "its birth, retained");
        obeys(onlooker);
        board.unplug();
        onlooker.await(STATUS, "offline");
        assertEquals(0, gateway.stop(LIMIT_MILLIS), () -> gateway.process().output());
      }
    }
  }

  private Path configuration(int brokerPort) throws IOException {
    List<String> lines = new ArrayList<>(GatewayProcess.configuration(brokerPort, folder));
    lines.add("ports:");
    lines.add("  - path: " + folder.resolve("tty-esp"));
    return Files.write(folder.resolve("tidegate.yaml"), lines);
  }

  /// What comes before the gateway has subscribed at the broker is lost: it is said again.
  private static void obeys(Onlooker onlooker) {
    long[] dueNanos = {System.nanoTime()};
    Eventually.await(
        LIMIT_MILLIS,
        () -> {
          if (System.nanoTime() >= dueNanos[0]) {
            dueNanos[0] = System.nanoTime() + 1_000_000_000;
            say(onlooker, "on");
          }
          return onlooker.all().stream().anyMatch(seen -> isResult(seen, "on"));
        },
        () -> "the LED's answer, among " + onlooker.all());
    say(onlooker, "purple");
    onlooker.await("devices/esp-garden/result/led", "refused: on or off");
  }

  private static void say(Onlooker onlooker, String value) {
    try {
      onlooker.publish("devices/esp-garden/set/led", value, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isResult(Onlooker.Seen seen, String text) {
    return seen.topic().equals("devices/esp-garden/result/led") && seen.text().equals(text);
  }

  private static void showsInStatus(Path yaml) throws IOException {
    try (JavaProcess status =
        GatewayProcess.command(Map.of(), "status", "--config", yaml.toString())) {
      Eventually.await(
          LIMIT_MILLIS,
          () -> status.output().contains("as MQTT client esp-garden, messages "),
          status::output);
    }
  }

  /// 0 for what is no reading.
  private static int numberOf(Onlooker.Seen seen) {
    Matcher reading = READING.matcher(seen.text());
    return seen.topic().equals("/sensors/esp-garden") && reading.matches()
        ? Integer.parseInt(reading.group(1))
        : 0;
  }
}
