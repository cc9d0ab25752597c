package io.tidegate.gateway.sketch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.gateway.system.Eventually;
import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Chip;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.net.AccessPoint;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.net.host.HostNetwork;
import io.tidegate.sim.pins.BoardPins;
import io.tidegate.sim.pins.PinNames;
import io.tidegate.sim.pty.Place;
import io.tidegate.sim.pty.PortPlan;
import io.tidegate.sim.pty.Rack;
import io.tidegate.sim.sketch.Peripheral;
import io.tidegate.sim.sketch.SketchFirmware;
import io.tidegate.sim.sketch.SketchSetup;
import io.tidegate.sim.sketch.net.SketchNet;
import io.tidegate.sim.sketch.pins.PinPeripheral;
import io.tidegate.sim.world.World;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Boards with sketches on ports, and an access point for those with WiFi: `garden`, `secret`.
/// Their time passes faster than ours.
final class Boards implements AutoCloseable {
  /// The head of the config.h of a sketch with WiFi.
  static final String WIFI =
      """
      #define WIFI_SSID "garden"
      #define WIFI_PASSWORD "secret"
      #define BROKER_HOST "broker.lab"
      """;

  private static final int LIMIT_MILLIS = 60_000;
  private static final long LOOK_NANOS = 5_000_000;
  private static final long SEED = 7;

  private final Path folder;
  private final World world = new World(SEED);
  private final Rack rack;
  private final HostNetwork network;
  private final List<SketchFirmware> sketches = new ArrayList<>();
  final Town town;
  final AccessPoint accessPoint;

  Boards(Path folder, double speed) throws IOException {
    this.folder = folder;
    this.rack = new Rack(world, speed);
    this.network =
        ask(
            () -> {
              HostNetwork opened = HostNetwork.open();
              opened.joinWorld(world, LOOK_NANOS);
              return opened;
            });
    this.town = new Town(network);
    this.accessPoint = new AccessPoint("garden", "secret", town);
  }

  /// Gives an ESP8266 with this program, to which nothing is wired, power.
  Sketched add(String name, Path program) throws IOException {
    return add(name, Chip.ESP8266, program, BoardPins.of(PinNames.NODEMCU));
  }

  /// Gives a board with this program power.
  Sketched add(String name, Chip chip, Path program, BoardPins pins) throws IOException {
    Station station = ask(() -> new Station(world, List.of(accessPoint)));
    List<Peripheral> all = new ArrayList<>(List.of(new PinPeripheral(pins)));
    all.add(ask(() -> new SketchNet(station)));
    StringBuffer told = new StringBuffer();
    SketchSetup setup =
        new SketchSetup(
            program,
            null,
            SEED,
            SketchSetup.USUAL_PASS_NANOS,
            _ -> System.currentTimeMillis(),
            false);
    SketchFirmware firmware = new SketchFirmware(setup, all);
    firmware.whenTold(words -> told.append(words).append('\n'));
    sketches.add(firmware);
    Place place = rack.add(new Microcontroller(chip, firmware), PortPlan.of(folder.resolve(name)));
    ask(
        () -> {
          firmware.whenWoken(place.cable()::wake);
          return null;
        });
    return new Sketched(place, told);
  }

  private <T> T ask(Callable<T> question) throws IOException {
    return rack.ask(question);
  }

  @Override
  public void close() throws IOException {
    ask(
        () -> {
          sketches.forEach(SketchFirmware::close);
          network.close();
          return null;
        });
    rack.close();
  }

  /// One of them, its port, and what it prints.
  final class Sketched {
    private final Place place;
    private final StringBuffer told;
    private final StringBuffer printed = new StringBuffer();

    private Sketched(Place place, StringBuffer told) {
      this.place = place;
      this.told = told;
    }

    Path port() throws IOException {
      return place.path();
    }

    /// Opens its port and reads all it says from its start on: it begins anew. Not for one whose
    /// port a gateway has.
    Sketched listen() throws IOException {
      power(false);
      FileInputStream port = new FileInputStream(place.path().toFile());
      Thread.ofPlatform().name("listener").daemon(true).start(() -> read(port));
      power(true);
      return this;
    }

    private void read(FileInputStream port) {
      byte[] some = new byte[1_000];
      try (port) {
        for (int count = port.read(some); count > 0; count = port.read(some)) {
          printed.append(new String(some, 0, count, UTF_8));
        }
      } catch (IOException e) {
        told.append("its port: ").append(e.getMessage()).append('\n');
      }
    }

    /// Waits until it has printed this, since it was last forgotten.
    void awaitPrint(String part) {
      Eventually.await(LIMIT_MILLIS, () -> printed.indexOf(part) >= 0, this::words);
    }

    String printed() {
      return printed.toString();
    }

    void forget() {
      printed.setLength(0);
    }

    /// Pulls its cable.
    void unplug() throws IOException {
      place.unplug();
    }

    void power(boolean on) throws IOException {
      ask(
          () -> {
            place.cable().pin(Board.POWER, on ? 1 : 0);
            return null;
          });
    }

    String words() {
      return "printed:\n" + printed + "\ntold:\n" + told;
    }
  }
}
