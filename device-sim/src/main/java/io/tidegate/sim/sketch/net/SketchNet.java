package io.tidegate.sim.sketch.net;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.net.Door;
import io.tidegate.sim.net.Network;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.sketch.In;
import io.tidegate.sim.sketch.Peripheral;
import io.tidegate.sim.sketch.Reply;
import io.tidegate.sim.sketch.SketchLink;
import io.tidegate.sim.sketch.WireFault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The network of a board that runs a sketch: what its WiFi libraries ask goes through a [Station],
/// with all that can go wrong there.
public final class SketchNet implements Peripheral {
  // as long as the board
  private final Station station;
  private final Network beside;
  private final SavedWifi saved = new SavedWifi();
  private Consumer<Packet.Publish> published = _ -> {};

  // of this run of the sketch
  private SketchLink link;
  private Radio radio;
  private Names names;
  private Sockets sockets;
  private Datagrams datagrams;
  private boolean changed;

  /// Nobody can join a network that the board makes itself.
  public SketchNet(Station station) {
    this(station, null);
  }

  /// `beside`: who can join the network that a board makes itself is there; null for nobody.
  public SketchNet(Station station, Network beside) {
    this.station = station;
    this.beside = beside;
    station.tellHappenings();
    station.whenChanged(this::changed);
  }

  /// Who hears what the sketch publishes by MQTT, once its connection has taken all of it.
  public void whenPublished(Consumer<Packet.Publish> wanted) {
    published = wanted;
  }

  /// Where the ports at which it waits are found from outside.
  public List<Door> doors() {
    List<Door> doors = new ArrayList<>();
    if (link != null) {
      sockets.doors(doors);
      datagrams.doors(doors);
    }
    return doors;
  }

  @Override
  public boolean handles(int kind) {
    return kind >= NetKinds.FIRST && kind <= NetKinds.LAST;
  }

  @Override
  public void start(SketchLink fresh) {
    station.reset();
    link = fresh;
    radio = new Radio(station, beside, saved, link, this::changed);
    names = new Names(station, link, this::changed);
    sockets = new Sockets(station, link, this::changed, message -> published.accept(message));
    datagrams = new Datagrams(station, link, this::changed);
    changed = true;
  }

  @Override
  public void end() {
    if (link != null) {
      sockets.vanish();
      station.reset();
      link = null;
    }
  }

  @Override
  public void message(int kind, In in, Reply reply) {
    boolean known =
        radio.message(kind, in, reply)
            || names.message(kind, in)
            || sockets.message(kind, in)
            || datagrams.message(kind, in);
    if (!known) {
      throw new WireFault("expected a message of a network library, got kind " + kind);
    }
    in.end();
    changed = true;
  }

  @Override
  public long dueNanos() {
    return link != null && changed ? link.nowNanos() : Long.MAX_VALUE;
  }

  @Override
  public void run(long nowNanos, Board.Outside out) {
    changed = false;
    radio.run();
    names.run();
    sockets.run();
    datagrams.run();
  }

  private void changed() {
    if (link != null && !changed) {
      changed = true;
      link.wake();
    }
  }
}
