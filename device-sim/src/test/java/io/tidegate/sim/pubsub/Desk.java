package io.tidegate.sim.pubsub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Chip;
import io.tidegate.sim.board.Firmware;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.broker.VirtualBroker;
import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.net.AccessPoint;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.proxy.LanProxy;
import io.tidegate.sim.sensor.Gauge;
import io.tidegate.sim.sensor.Quantity;
import io.tidegate.sim.world.World;
import java.util.ArrayList;
import java.util.List;

/// Sketches on a desk with an access point and a broker, in virtual time.
final class Desk {
  static final long SECOND = 1_000_000_000L;

  final World world;
  final Lan lan;
  final VirtualBroker broker;
  final LanProxy proxy;
  final AccessPoint accessPoint;

  /// `seconds topic payload` of all that reached the broker.
  final List<String> published = new ArrayList<>();

  Desk(long seed) {
    world = new World(seed);
    lan = new Lan(world);
    broker = new VirtualBroker(world, this::note);
    lan.listen("behind", 1_883, broker);
    proxy = new LanProxy(world, lan, "broker", "behind", 1_883, 1);
    accessPoint = new AccessPoint("garden", "secret", lan);
  }

  static SketchPlan taught() {
    return SketchPlan.taught("garden", "secret", "broker", 1_883);
  }

  static SketchPlan named(String device) {
    return SketchPlan.named(device, "garden", "secret", "broker", 1_883);
  }

  Place taught(SketchPlan plan) {
    Place place = new Place();
    return place.run(new TaughtSketch(place.station, plan, place.model(plan)));
  }

  Place right(SketchPlan plan) {
    Place place = new Place();
    return place.run(new RightSketch(place.station, plan, place.model(plan), world.chance()));
  }

  void runFor(long seconds) {
    world.runTo(world.nowNanos() + seconds * SECOND);
  }

  long count(String part) {
    return published.stream().filter(each -> each.contains(part)).count();
  }

  private void note(Packet.Publish message) {
    published.add(
        world.nowNanos() / SECOND
            + " "
            + message.topic()
            + " "
            + new String(message.payload(), UTF_8));
  }

  /// A board that runs one sketch and prints.
  final class Place {
    final Station station = new Station(world, List.of(accessPoint));
    final List<Measurement> measured = new ArrayList<>();
    private final StringBuilder printed = new StringBuilder();
    private Microcontroller board;
    private World.Turn turn;
    private final Board.Outside out =
        new Board.Outside() {
          @Override
          public void transmit(byte[] bytes, int length) {
            printed.append(new String(bytes, 0, length, UTF_8));
          }

          @Override
          public void pin(int pin, int level) {}
        };

    Place run(Firmware sketch) {
      board = new Microcontroller(Chip.silent(256), sketch);
      turn = world.add(now -> board.run(now, out));
      station.whenChanged(
          () -> {
            board.wake();
            turn.wake(world.nowNanos());
          });
      power(true);
      return this;
    }

    void power(boolean on) {
      board.pin(Board.POWER, on ? 1 : 0, world.nowNanos());
      turn.wake(world.nowNanos());
    }

    Model model(SketchPlan plan) {
      Gauge warm = new Gauge(Quantity.gauge("temperature", "Cel", 2), _ -> 22.5);
      return new Model(List.of(warm), plan.everyMillis() * 1_000_000L, measured::add);
    }

    List<String> lines() {
      return printed.toString().lines().toList();
    }

    String printed() {
      return printed.toString();
    }

    long printed(String part) {
      return lines().stream().filter(line -> line.contains(part)).count();
    }
  }
}
