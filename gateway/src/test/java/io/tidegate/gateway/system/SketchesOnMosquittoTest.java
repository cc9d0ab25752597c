package io.tidegate.gateway.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Chip;
import io.tidegate.sim.board.Firmware;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.net.AccessPoint;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.net.host.HostNetwork;
import io.tidegate.sim.pty.Place;
import io.tidegate.sim.pty.PortPlan;
import io.tidegate.sim.pty.Rack;
import io.tidegate.sim.pubsub.RightSketch;
import io.tidegate.sim.pubsub.SketchPlan;
import io.tidegate.sim.pubsub.TaughtSketch;
import io.tidegate.sim.sensor.Gauge;
import io.tidegate.sim.signal.Signal;
import io.tidegate.sim.world.World;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Boards with WiFi in real time: their sketches talk to a broker that others wrote, and print on
/// ports that any program opens.
@Tag("mosquitto")
@Timeout(180)
final class SketchesOnMosquittoTest {
  private static final int LIMIT_MILLIS = 60_000;
  private static final long LOOK_NANOS = 5_000_000;
  private static final int EVERY_MILLIS = 300;

  @TempDir Path folder;
  private final World world = new World(1);
  private final Rack rack = new Rack(world);
  private MosquittoProcess broker;
  private HostNetwork network;
  private AccessPoint accessPoint;

  @BeforeEach
  void begin() throws IOException {
    broker = MosquittoProcess.open(folder);
    network =
        rack.ask(
            () -> {
              HostNetwork opened = HostNetwork.open();
              opened.joinWorld(world, LOOK_NANOS);
              return opened;
            });
    accessPoint = new AccessPoint("garden", "secret", network);
  }

  @AfterEach
  void end() throws IOException {
    rack.ask(
        () -> {
          network.close();
          return null;
        });
    rack.close();
    broker.close();
  }

  /// A board with this sketch, and what it has printed so far.
  private StringBuffer board(String name, Function<Station, Firmware> sketch) throws IOException {
    StringBuffer printed = new StringBuffer();
    Station station = rack.ask(() -> new Station(world, List.of(accessPoint)));
    Microcontroller chip = new Microcontroller(Chip.ESP8266, sketch.apply(station));
    Place place = rack.add(chip, PortPlan.of(folder.resolve(name)));
    rack.ask(
        () -> {
          station.whenChanged(place.cable()::wake);
          return null;
        });
    FileInputStream port = new FileInputStream(place.path().toFile());
    Thread.ofPlatform().name(name).daemon(true).start(() -> read(port, printed));
    return printed;
  }

  private static void read(FileInputStream port, StringBuffer printed) {
    byte[] some = new byte[1_000];
    try (port) {
      for (int count = port.read(some); count > 0; count = port.read(some)) {
        printed.append(new String(some, 0, count, UTF_8));
      }
    } catch (IOException e) {
      if (printed.isEmpty()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Model model() {
    return new Model(
        List.of(Gauge.of("temperature", 2, Signal.steady(22.5))),
        EVERY_MILLIS * 1_000_000L,
        _ -> {});
  }

  private static void tell(Onlooker onlooker, String command) {
    try {
      onlooker.publish("devices/esp-2/set", command, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(StringBuffer printed, String part) {
    Eventually.await(LIMIT_MILLIS, () -> printed.indexOf(part) >= 0, printed::toString);
  }

  @Test
  void theTaughtSketchConnectsAsItIsTaughtAndPrintsWhatItHears() throws Exception {
    SketchPlan plan =
        SketchPlan.taught("garden", "secret", "127.0.0.1", broker.port()).withEvery(EVERY_MILLIS);
    try (Onlooker onlooker = Onlooker.at(broker.port())) {
      onlooker.subscribe("/sensors/#", 0);
      StringBuffer printed = board("esp-1", station -> new TaughtSketch(station, plan, model()));
      onlooker.await("/sensors/temperature", "{\"temp\": 22.50}");
      await(printed, "Message on /sensors/temperature: {\"temp\": 22.50}");
    }
    // the client's own version, a clean session and the library's keep-alive
    assertTrue(broker.hasLogged("esp8266_client (p2, c1, k15)"), broker.log()::toString);
  }

  @Test
  void theRightSketchIsThereAgainAfterTheBrokerWasGone() throws Exception {
    SketchPlan plan = SketchPlan.named("esp-2", "garden", "secret", "localhost", broker.port());
    StringBuffer printed =
        board("esp-2", station -> new RightSketch(station, plan, model(), world.chance()));
    await(printed, "mqtt connected");
    broker.stop();
    await(printed, "mqtt -2");
    printed.setLength(0);
    broker.start();
    await(printed, "mqtt connected");
    try (Onlooker onlooker = Onlooker.at(broker.port())) {
      onlooker.subscribe("devices/esp-2/status", 1);
      onlooker.await("devices/esp-2/status", "online");
      Eventually.await(
          LIMIT_MILLIS,
          () -> {
            tell(onlooker, "relay on");
            return printed.indexOf("command relay on") >= 0;
          },
          printed::toString);
    }
    assertEquals(1, rack.ask(network::connections));
  }
}
