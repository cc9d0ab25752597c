package io.tidegate.sim.fleet;

import io.tidegate.bridge.CommandCode;
import io.tidegate.sim.board.Chip;
import io.tidegate.sim.board.Firmware;
import io.tidegate.sim.board.LinkFirmware;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.board.PlainFirmware;
import io.tidegate.sim.board.Quirks;
import io.tidegate.sim.link.Channel;
import io.tidegate.sim.link.CommandHandler;
import io.tidegate.sim.link.LinkBoard;
import io.tidegate.sim.link.LinkSettings;
import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.sensor.Gauge;
import io.tidegate.sim.sensor.Quantity;
import io.tidegate.sim.sensor.Sensor;
import io.tidegate.sim.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// A board as they hang in a greenhouse: temperature and humidity that wander, and a relay on the
/// kind that takes commands. Name, kind, period and seed decide all it does.
public final class VirtualBoard {
  /// Readings that a board of kind [Kind#LINK] keeps while nobody takes them; then the oldest make
  /// room.
  public static final int RING = 1_000;

  private static final String RELAY = "relay";
  private static final Quantity TEMPERATURE = Quantity.gauge("temperature", "Cel", 2);
  private static final Quantity HUMIDITY = Quantity.gauge("humidity", "%", 1);
  private static final long MILLI_NANOS = 1_000_000L;
  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final int INPUT_BYTES = 256;

  /// From reset to the first turn of the sketch.
  private static final long BOOT_NANOS = 300_000_000L;

  private final String name;
  private final Kind kind;
  private final Model model;
  private final LinkBoard link;
  private final Microcontroller board;

  /// `witness` sees each measurement before the board does.
  public VirtualBoard(
      String name, Kind kind, long periodNanos, long seed, Consumer<Measurement> witness) {
    this.name = name;
    this.kind = kind;
    SplittableRandom random = new SplittableRandom(seed ^ name.hashCode() * 0x9E3779B97F4A7C15L);
    this.model = new Model(sensors(random, periodNanos), periodNanos, witness);
    Firmware firmware;
    if (kind == Kind.LINK) {
      LinkFirmware linked = new LinkFirmware(settings(name, model.quantities()), model, obey());
      link = linked.link();
      firmware = linked;
    } else {
      link = null;
      firmware = new PlainFirmware(model, kind.format(name));
    }
    this.board = new Microcontroller(name, seed, chip(kind), Quirks.NONE, firmware);
  }

  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  public Microcontroller board() {
    return board;
  }

  /// What it is made of.
  public Chip chip() {
    return board.chip();
  }

  public Model model() {
    return model;
  }

  /// How many readings wait in the board; 0 for a board that keeps none. Ask on the thread that
  /// runs it.
  public int held() {
    return link == null ? 0 : (int) (link.next() - link.base());
  }

  private static List<Sensor> sensors(RandomGenerator random, long periodNanos) {
    double warm = 18 + 8 * random.nextDouble();
    double damp = 40 + 20 * random.nextDouble();
    long dayNanos = MINUTE_NANOS + random.nextLong(MINUTE_NANOS);
    Signal day = Signal.sine(warm, 3, dayNanos);
    long stepNanos = Math.max(periodNanos, MILLI_NANOS);
    Signal drift = Signal.walk(0, 0.03, stepNanos, -1, 1, random);
    return List.of(
        new Gauge(TEMPERATURE, nanos -> day.at(nanos) + drift.at(nanos)),
        new Gauge(HUMIDITY, Signal.walk(damp, 0.2, stepNanos, 20, 90, random)));
  }

  private static LinkSettings settings(String name, List<Quantity> quantities) {
    List<Channel> channels = new ArrayList<>(LinkFirmware.channels(quantities));
    channels.add(Channel.relay(RELAY));
    return LinkSettings.of(name, RING, channels.toArray(Channel[]::new));
  }

  private static CommandHandler obey() {
    return (_, value) ->
        switch (value) {
          case "on", "off", "1", "0", "true", "false" ->
              new CommandHandler.Answer(CommandCode.OK, value);
          default -> new CommandHandler.Answer(CommandCode.FAILED, "on or off, not " + value);
        };
  }

  /// A board whose ROM says something first only where what follows is told from noise: from
  /// columns and pairs nobody can tell it.
  private static Chip chip(Kind kind) {
    return switch (kind) {
      case LINK, JSON -> Chip.ESP8266;
      case KEYVALUE, CSV -> Chip.plain(new byte[0], BOOT_NANOS, INPUT_BYTES);
    };
  }
}
