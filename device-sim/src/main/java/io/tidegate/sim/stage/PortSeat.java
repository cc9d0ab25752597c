package io.tidegate.sim.stage;

import io.tidegate.sim.board.Mishaps;
import io.tidegate.sim.line.LineFaults;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.pty.Place;
import io.tidegate.sim.scenario.Built;
import io.tidegate.sim.scenario.Seat;
import io.tidegate.sim.sensor.Sensor;
import io.tidegate.sim.world.Cable;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A board on a port that programs open.
final class PortSeat implements Seat {
  private final Built built;
  private final Place place;

  PortSeat(Built built, Place place) {
    this.built = built;
    this.place = place;
  }

  Built built() {
    return built;
  }

  Place place() {
    return place;
  }

  @Override
  public Mishaps chip() {
    return built.chip();
  }

  @Override
  public Model model() {
    return built.model();
  }

  @Override
  public Sensor sensor(int number) {
    return built.sensor(number);
  }

  @Override
  public Station station() {
    return built.station();
  }

  @Override
  public void plug(boolean plugged) {
    done(plugged ? place::plug : place::unplug);
  }

  @Override
  public void replug() {
    done(() -> place.replug(place.path()));
  }

  @Override
  public void power(boolean on) {
    done(() -> place.power(on));
  }

  @Override
  public void inject(Cable.Way way, LineFaults.Kind kind, long amount) {
    place.cable().inject(way, kind, amount);
  }

  @Override
  public void faults(LineFaults faults) {
    place.cable().faults(faults);
  }

  @Override
  public void wrongBaud(int baud) {
    place.cable().wrongBaud(baud);
  }

  private interface Deed {
    void happen() throws IOException;
  }

  private static void done(Deed deed) {
    try {
      deed.happen();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
