package io.tidegate.sim.lx106.board;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.image.Sdk;
import io.tidegate.sim.lx106.net.Count;
import io.tidegate.sim.lx106.net.Doors;
import io.tidegate.sim.lx106.net.Relay;
import io.tidegate.sim.lx106.net.VisitingMachine;
import io.tidegate.sim.lx106.radio.Radio;
import io.tidegate.sim.lx106.radio.Visitor;
import io.tidegate.sim.lx106.rom.Rom;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.mqtt.PublishTap;
import io.tidegate.sim.net.Door;
import io.tidegate.sim.net.SeenTcp;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.net.Tcp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The radio of a chip, and the network behind it.
final class Wifi {
  private final Esp8266 chip;
  private final Station station;
  private final Relay relay;
  private final WifiNews news;
  private final boolean hasDoors;

  /// In the network that the program opens itself; null for nobody.
  private final VisitingMachine visitor;

  /// Null while the program's is not to be had.
  private Radio radio;

  private Runnable woken = () -> {};
  private Consumer<Packet.Publish> published = _ -> {};
  private List<String> places = List.of();
  private boolean due;
  private long dueNanos = Long.MAX_VALUE;
  private long nowNanos;
  private long lost;

  Wifi(Esp8266 chip, Station station, byte[] mac, Doors doors, RandomGenerator random) {
    this.chip = chip;
    this.station = station;
    hasDoors = !doors.isEmpty();
    visitor =
        hasDoors && doors.outside() != null
            ? new VisitingMachine(doors, random, this::changed)
            : null;
    relay = new Relay(station, mac, doors, random, this::changed);
    news = new WifiNews(station);
    relay.seen(this::seen);
    station.whenChanged(
        () -> {
          if (radio != null) {
            radio.changed();
          }
          changed();
        });
  }

  private Tcp seen(String host, int port, Tcp tcp) {
    news.calls(host, port, tcp);
    return new SeenTcp(tcp, new PublishTap(one -> published.accept(one))::wrote);
  }

  /// Another program begins.
  void uses(Image image, Sdk sdk, Rom rom) {
    if (radio != null) {
      lost += radio.lost();
      radio.close();
    }
    if (visitor != null) {
      visitor.left();
    }
    radio =
        sdk.works()
            ? new Radio(image, sdk, chip, rom, station, this::fromGuest, new Comer())
            : null;
  }

  void whenWoken(Runnable wanted) {
    woken = wanted;
  }

  void whenPublished(Consumer<Packet.Publish> wanted) {
    published = wanted;
  }

  /// The chip begins anew, or has no power.
  void reset() {
    if (radio != null) {
      radio.reset();
    }
    relay.reset();
    news.reset();
    changed();
  }

  /// Lets the network do what is due; gives when it next has something to do.
  long run(long now) {
    nowNanos = Math.max(nowNanos, now);
    if (due || dueNanos <= nowNanos) {
      due = false;
      dueNanos = relay.run(nowNanos, this::toGuest);
      if (visitor != null) {
        dueNanos = Math.min(dueNanos, visitor.run(nowNanos, this::toOwn));
      }
    }
    return due ? nowNanos : dueNanos;
  }

  /// For a person, what is new since this was last asked: whether it is in, whom the program
  /// reaches, and where the program's own ports are found.
  List<String> news() {
    List<String> fresh = news.lines();
    List<String> lacks = radio == null ? List.of() : radio.lacks();
    if (!lacks.isEmpty()) {
      fresh.addAll(lacks);
    }
    if (hasDoors) {
      List<String> now = places();
      now.stream().filter(each -> !places.contains(each)).forEach(fresh::add);
      places = now;
    }
    return fresh;
  }

  private List<String> places() {
    List<String> places = new ArrayList<>(doors().stream().map(Door::words).toList());
    if (visitor != null && !visitor.trouble().isEmpty()) {
      places.add(visitor.trouble());
    }
    return places;
  }

  /// Where the program's own ports are found from outside.
  List<Door> doors() {
    List<Door> doors = new ArrayList<>(relay.doors());
    if (visitor != null) {
      doors.addAll(visitor.doors());
    }
    return doors;
  }

  /// Frames that found no room in the program.
  long lost() {
    return lost + (radio == null ? 0 : radio.lost());
  }

  long count(Count what) {
    return relay.count(what) + (visitor == null ? 0 : visitor.count(what));
  }

  private void toGuest(byte[] frame) {
    if (radio != null) {
      radio.toGuest(frame);
    }
  }

  private void toOwn(byte[] frame) {
    if (radio != null) {
      radio.toOwn(frame);
    }
  }

  private void fromGuest(byte[] frame, int length) {
    now();
    relay.fromGuest(frame, length, nowNanos);
    due = true;
  }

  private void now() {
    nowNanos = Math.max(nowNanos, Time.nanos(chip.cycles()));
  }

  private void changed() {
    due = true;
    woken.run();
  }

  /// The radio's side of the visitor.
  private final class Comer implements Visitor {
    @Override
    public boolean comes() {
      return visitor != null && visitor.comes();
    }

    @Override
    public byte[] mac() {
      return visitor.mac();
    }

    @Override
    public void joined() {
      now();
      visitor.joined(nowNanos);
      changed();
    }

    @Override
    public void left() {
      visitor.left();
    }

    @Override
    public void fromGuest(byte[] frame, int length) {
      now();
      visitor.fromGuest(frame, length, nowNanos);
      due = true;
    }
  }
}
