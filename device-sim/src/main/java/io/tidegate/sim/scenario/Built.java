package io.tidegate.sim.scenario;

import io.tidegate.bridge.link.LinkBoard;
import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Mishaps;
import io.tidegate.sim.lx106.board.EmulatedBoard;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.net.Door;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.pins.TracedBoard;
import io.tidegate.sim.sensor.Sensor;
import io.tidegate.sim.world.Cable;
import java.util.List;
import java.util.function.Consumer;

/// A board made from its plan. `chip` is what can befall it, null where it plays a recording;
/// `link` is null where it keeps nothing, `station` where it has no WiFi, `inside` where it runs no
/// real program.
public record Built(
    String name,
    Board board,
    Mishaps chip,
    Model model,
    List<Sensor> sensors,
    LinkBoard link,
    Station station,
    Inside inside)
    implements AutoCloseable {
  public Built {
    sensors = List.copyOf(sensors);
  }

  /// One without a chip; `model` measures nothing.
  static Built of(String name, Board board, Model model) {
    return new Built(name, board, null, model, List.of(), null, null, null);
  }

  /// What its WiFi brings wakes it, where it has one.
  public void wakeBy(Cable cable) {
    if (inside != null) {
      inside.whenWoken(cable::wake);
    } else if (station != null) {
      station.whenChanged(cable::wake);
    }
  }

  /// Its model counts what it measures.
  public boolean hasModel() {
    return inside == null;
  }

  /// Who hears what its program has to say to the user; others have nothing to say.
  public void tellTo(Consumer<String> told) {
    if (inside != null) {
      inside.whenTold(told);
    }
  }

  /// Who hears what its program publishes by a connection of its own.
  public void publishTo(Consumer<Packet.Publish> published) {
    if (inside != null) {
      inside.whenPublished(published);
    }
  }

  /// Where the ports at which its program waits are found from outside the simulation.
  public List<Door> doors() {
    return inside == null ? List.of() : inside.doors();
  }

  /// At the end: tells the user what its program missed, before the outcome is told.
  public void tellLosses() {
    if (inside != null) {
      inside.tellLosses();
    }
  }

  /// Its emulated chip; null where it has none.
  public EmulatedBoard emulated() {
    return inside instanceof Inside.Emulated one ? one.board() : null;
  }

  /// For the end of a run: what is drawn of it goes up to this time.
  public void drawn(long nowNanos) {
    if (board instanceof TracedBoard traced) {
      traced.end(nowNanos);
    }
  }

  /// For the end of a run: no process of it is left.
  @Override
  public void close() {
    if (inside != null) {
      inside.close();
    }
  }

  /// Counted from 1.
  public Sensor sensor(int number) {
    if (number > sensors.size()) {
      throw new IllegalArgumentException(
          name + " has " + sensors.size() + " sensors; there is no number " + number);
    }
    return sensors.get(number - 1);
  }

  /// Readings that wait in the board.
  public int held() {
    return link == null ? 0 : (int) (link.next() - link.base());
  }
}
