package io.tidegate.sim.scenario;

import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.net.Doors;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What is flashed into a chip.
///
/// @param updates programs that may come over the network, of which the names are known too
/// @param flash what begins when there is a program in it; null for one with the image, which is
///     thrown away with the board
/// @param doors the ports at which the program is reached from outside
/// @param passNanos what a pass of a loop that never waits takes; 0: as long as its instructions
public record Flashed(
    Image image, List<Image> updates, boolean wifi, Flash flash, Doors doors, long passNanos)
    implements BoardPlan.Program {
  public Flashed {
    updates = List.copyOf(updates);
  }

  /// Where nothing is said.
  public static final long USUAL_PASS_NANOS = 100_000;

  private static final int MQTT_PORT = 1883;

  /// One to which nobody comes from outside.
  public static Flashed of(Image image) {
    return new Flashed(image, List.of(), true, null, doors(Set.of(), Set.of()), USUAL_PASS_NANOS);
  }

  /// A name that the program connects to is the broker's.
  public static Doors doors(Set<Integer> tcp, Set<Integer> udp) {
    return new Doors(tcp, udp, MQTT_PORT);
  }

  public Flashed withWifi(boolean wanted) {
    return new Flashed(image, updates, wanted, flash, doors, passNanos);
  }

  public Flashed withUpdates(List<Image> wanted) {
    return new Flashed(image, wanted, wifi, flash, doors, passNanos);
  }

  /// Somebody outside may come to its program.
  public boolean hasDoors() {
    return !doors.tcp().isEmpty() || !doors.udp().isEmpty();
  }

  public Flashed withDoors(Doors wanted) {
    return new Flashed(image, updates, wifi, flash, wanted, passNanos);
  }

  /// All programs of which the names are known.
  List<Image> images() {
    return Stream.concat(Stream.of(image), updates.stream()).toList();
  }
}
