package io.tidegate.sim.scenario;

import io.tidegate.sim.lx106.board.EmulatedBoard;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.net.Door;
import io.tidegate.sim.sketch.SketchFirmware;
import io.tidegate.sim.sketch.net.SketchNet;
import java.util.List;
import java.util.function.Consumer;

/// A real program in a board: what it measures it measures itself, and it may have something to
/// say.
sealed interface Inside extends AutoCloseable {
  /// What has the board run when something has changed that the program sees.
  void whenWoken(Runnable wanted);

  /// Who hears what is for the user.
  void whenTold(Consumer<String> told);

  /// Who hears what it publishes by a connection of its own.
  void whenPublished(Consumer<Packet.Publish> published);

  /// Where the ports at which it waits are found from outside the simulation.
  List<Door> doors();

  /// At the end, what is to be known of the whole: tells it once.
  default void tellLosses() {}

  @Override
  void close();

  /// A sketch that was built for this machine; `net` is null on a chip without WiFi.
  record Sketched(SketchFirmware sketch, SketchNet net) implements Inside {
    @Override
    public void whenWoken(Runnable wanted) {
      sketch.whenWoken(wanted);
    }

    @Override
    public void whenTold(Consumer<String> told) {
      sketch.whenTold(told);
    }

    @Override
    public void whenPublished(Consumer<Packet.Publish> published) {
      if (net != null) {
        net.whenPublished(published);
      }
    }

    @Override
    public List<Door> doors() {
      return net == null ? List.of() : net.doors();
    }

    @Override
    public void close() {
      sketch.close();
    }
  }

  /// An image in an emulated chip.
  record Emulated(EmulatedBoard board) implements Inside {
    @Override
    public void whenWoken(Runnable wanted) {
      board.whenWoken(wanted);
    }

    @Override
    public void whenTold(Consumer<String> told) {
      board.whenTold(told);
    }

    @Override
    public void whenPublished(Consumer<Packet.Publish> published) {
      board.whenPublished(published);
    }

    @Override
    public List<Door> doors() {
      return board.doors();
    }

    @Override
    public void tellLosses() {
      board.tellLosses();
    }

    @Override
    public void close() {
      tellLosses();
    }
  }
}
