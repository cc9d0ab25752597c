package io.tidegate.sim.scenario;

import io.tidegate.bridge.CommandCode;
import io.tidegate.bridge.link.Channel;
import io.tidegate.bridge.link.CommandHandler;
import io.tidegate.bridge.link.LinkBoard;
import io.tidegate.bridge.link.LinkSettings;
import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Firmware;
import io.tidegate.sim.board.Identity;
import io.tidegate.sim.board.LinkFirmware;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.board.PlainFirmware;
import io.tidegate.sim.board.Quirks;
import io.tidegate.sim.board.Wiring;
import io.tidegate.sim.line.LineFaults;
import io.tidegate.sim.lx106.board.EmulatedBoard;
import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.pins.BoardPins;
import io.tidegate.sim.pins.I2cLines;
import io.tidegate.sim.pins.TracedBoard;
import io.tidegate.sim.pins.VcdTrace;
import io.tidegate.sim.pubsub.SketchPlan;
import io.tidegate.sim.record.Recording;
import io.tidegate.sim.record.ReplayBoard;
import io.tidegate.sim.sensor.Fault;
import io.tidegate.sim.sensor.Gauge;
import io.tidegate.sim.sensor.Quantity;
import io.tidegate.sim.sensor.Sensor;
import io.tidegate.sim.sensor.SensorKind;
import io.tidegate.sim.setting.Settings;
import io.tidegate.sim.signal.Signal;
import io.tidegate.sim.sketch.Peripheral;
import io.tidegate.sim.sketch.SketchFirmware;
import io.tidegate.sim.sketch.SketchSetup;
import io.tidegate.sim.sketch.build.BuiltSketch;
import io.tidegate.sim.sketch.net.SketchNet;
import io.tidegate.sim.sketch.pins.PinPeripheral;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// One board as a scenario describes it. `settings` are those of its firmware. `replay` is null
/// unless it plays a recording; then all that is about a chip means nothing. `program` is null
/// unless it runs a real one.
public record BoardPlan(
    String name,
    FirmwareKind firmware,
    Settings settings,
    ChipKind chip,
    long everyNanos,
    int baud,
    boolean resetOnOpen,
    int ring,
    Quirks quirks,
    LineFaults lineFaults,
    List<SensorPlan> sensors,
    Replay replay,
    Program program) {
  /// What it plays, so many times as fast, once or again and again.
  public record Replay(Recording recording, double speed, boolean loop) {}

  /// What a board runs that was not made for this simulator.
  public sealed interface Program permits Sketched, Flashed {
    /// It talks to the broker itself, and no gateway need open its port.
    boolean wifi();
  }

  /// A sketch that was built. `flash`: the folder that is its flash, null for one that is thrown
  /// away with the board.
  public record Sketched(BuiltSketch built, boolean wifi, Path flash, Path card, boolean debugger)
      implements Program {}

  /// D2 and D1, where an ESP8266's Wire library has them.
  private static final int SDA = 4;

  private static final int SCL = 5;
  private static final int USUAL_RING = 1_000;
  private static final String RELAY = "relay";
  private static final Quantity TEMPERATURE = Quantity.gauge("temperature", "Cel", 2);
  private static final Quantity HUMIDITY = Quantity.gauge("humidity", "%", 1);
  private static final long MILLI = 1_000_000;
  private static final long MINUTE_NANOS = 60_000_000_000L;

  public BoardPlan {
    sensors = List.copyOf(sensors);
  }

  /// One of which nothing is said but this.
  public static BoardPlan of(String name, FirmwareKind firmware, ChipKind chip, long everyNanos) {
    return new BoardPlan(
        name,
        firmware,
        Settings.of(firmware.settings(), Map.of()),
        chip,
        everyNanos,
        chip.chip().baud(),
        false,
        USUAL_RING,
        Quirks.NONE,
        LineFaults.NONE,
        List.of(),
        null,
        null);
  }

  /// A board with this program, and these sensors on its pins.
  public static BoardPlan running(
      String name, Program program, ChipKind chip, List<SensorPlan> sensors) {
    FirmwareKind kind =
        switch (program) {
          case Sketched _ -> FirmwareKind.SKETCH;
          case Flashed _ -> FirmwareKind.IMAGE;
        };
    return of(name, kind, chip, MINUTE_NANOS).with(Quirks.NONE, program, sensors);
  }

  BoardPlan withProgram(Program wanted) {
    return with(quirks, wanted, sensors);
  }

  private BoardPlan with(Quirks odd, Program wanted, List<SensorPlan> wired) {
    return new BoardPlan(
        name,
        firmware,
        settings,
        chip,
        everyNanos,
        baud,
        resetOnOpen,
        ring,
        odd,
        lineFaults,
        wired,
        replay,
        wanted);
  }

  /// The same, of this kind.
  public BoardPlan withQuirks(Quirks wanted) {
    return with(wanted, program, sensors);
  }

  /// A board that says what one has said.
  static BoardPlan replaying(
      String name, Replay replay, boolean resetOnOpen, LineFaults lineFaults) {
    return new BoardPlan(
        name,
        FirmwareKind.JSON,
        Settings.of(FirmwareKind.JSON.settings(), Map.of()),
        ChipKind.ESP8266,
        MINUTE_NANOS,
        ReplayBoard.LINE_BAUD,
        resetOnOpen,
        USUAL_RING,
        Quirks.NONE,
        lineFaults,
        List.of(),
        replay,
        null);
  }

  /// Why its sensor of this number, counted from 1, cannot fail so; empty when it can.
  String cannotFail(int number, Fault fault) {
    boolean made = sensors.isEmpty() && !firmware.isProgram();
    List<SensorKind> kinds =
        made
            ? List.of(SensorKind.GAUGE, SensorKind.GAUGE)
            : sensors.stream().map(SensorPlan::kind).toList();
    if (number > kinds.size()) {
      return "%s has %d sensors; there is no number %d".formatted(name, kinds.size(), number);
    }
    SensorKind kind = kinds.get(number - 1);
    return kind.faults().contains(fault)
        ? ""
        : "%s: %s cannot befall sensor %d, %s; expected one of %s"
            .formatted(
                name,
                fault.wireName(),
                number,
                kind.wireName(),
                kind.faults().stream()
                    .sorted()
                    .map(Fault::wireName)
                    .collect(Collectors.joining(", ")));
  }

  /// It talks to the broker itself, and needs no gateway.
  public boolean hasWifi() {
    return program == null ? firmware.hasWifi() : program.wifi();
  }

  /// What DTR and RTS do to it: on a NodeMCU nothing while both are raised, as an open leaves them.
  public Wiring wiring() {
    boolean nodeMcu = replay == null && chip.chip().wiring() == Wiring.TWO_TRANSISTORS;
    return resetOnOpen ? Wiring.CAPACITOR : nodeMcu ? Wiring.TWO_TRANSISTORS : Wiring.NONE;
  }

  /// As the other, for one without WiFi.
  public Built build(long seed, Consumer<Measurement> witness) {
    if (hasWifi() || program != null) {
      throw new IllegalArgumentException(
          "expected what hangs on a port alone, got " + firmware.wireName());
    }
    return build(seed, null, witness);
  }

  /// Name and seed decide all it does; one with WiFi is in the `air`. `witness` sees each
  /// measurement before the board does.
  public Built build(long seed, Air air, Consumer<Measurement> witness) {
    return build(seed, air, witness, null);
  }

  /// As above; what the pins and the serial line of a board with a program do goes to `trace`.
  public Built build(long seed, Air air, Consumer<Measurement> witness, Appendable trace) {
    if (replay != null) {
      return Built.of(
          name,
          new ReplayBoard(replay.recording(), replay.speed(), replay.loop()),
          new Model(List.of(), everyNanos, witness));
    }
    SplittableRandom random = new SplittableRandom(seed ^ name.hashCode() * 0x9E3779B97F4A7C15L);
    List<Sensor> made = new ArrayList<>();
    sensors.forEach(each -> made.add(each.make(random.split())));
    if (made.isEmpty() && !firmware.isProgram()) {
      made.addAll(greenhouse(random));
    }
    Model model = new Model(made, everyNanos, witness);
    if (firmware.isProgram()) {
      return switch (program) {
        case Sketched sketch -> sketched(sketch, seed, air, made, model, random.nextLong(), trace);
        case Flashed flashed -> emulated(flashed, seed, air, made, model, random.nextLong(), trace);
        case null ->
            throw new IllegalArgumentException(
                firmware.wireName() + ": expected where it is, and nothing is said");
      };
    }
    sensors.forEach(SensorPlan::refuseWires);
    LinkFirmware linked = null;
    Station station = null;
    Firmware runs;
    if (firmware == FirmwareKind.LINK) {
      linked = new LinkFirmware(linkSettings(model), model, BoardPlan::obey);
      runs = linked;
    } else if (firmware.hasWifi()) {
      station = air.station(name);
      runs = sketch(air, station, model, random.split());
    } else {
      runs = new PlainFirmware(model, firmware.text().make(name, settings));
    }
    Microcontroller board =
        new Microcontroller(name, seed, chip.chip().withBaud(baud), quirks, runs);
    LinkBoard link = linked == null ? null : linked.link();
    return new Built(name, board, board, model, made, link, station, null);
  }

  /// What it measures it measures itself: its model is looked at by nobody.
  private Built sketched(
      Sketched sketch,
      long seed,
      Air air,
      List<Sensor> made,
      Model model,
      long chance,
      Appendable trace) {
    Station station = chip == ChipKind.ESP8266 ? air.station(name) : null;
    SketchSetup setup =
        new SketchSetup(
            sketch.built().command(),
            sketch.flash(),
            sketch.card(),
            chance,
            SketchSetup.USUAL_PASS_NANOS,
            air::unixMillis,
            sketch.built().width().lack(),
            sketch.debugger());
    BoardPins pins = SensorPlan.wired(chip, sensors, made);
    VcdTrace drawn = drawn(pins, trace);
    List<Peripheral> around = new ArrayList<>();
    around.add(drawn == null ? new PinPeripheral(pins) : new PinPeripheral(pins, drawn::pulses));
    SketchNet net = station == null ? null : new SketchNet(station, air.network());
    if (net != null) {
      around.add(net);
    }
    SketchFirmware runs = new SketchFirmware(setup, around);
    Microcontroller board =
        new Microcontroller(name, seed, chip.chip().withBaud(baud), quirks, runs);
    return new Built(
        name,
        seen(board, pins, drawn),
        board,
        model,
        made,
        null,
        sketch.wifi() ? station : null,
        new Inside.Sketched(runs, net));
  }

  /// The same for one in an emulated chip.
  private Built emulated(
      Flashed flashed,
      long seed,
      Air air,
      List<Sensor> made,
      Model model,
      long chance,
      Appendable trace) {
    if (chip != ChipKind.ESP8266) {
      throw new IllegalArgumentException(
          "chip: expected esp8266 for an image; got " + chip.wireName());
    }
    Station station = air.station(name);
    BoardPins pins = SensorPlan.wired(chip, sensors, made);
    if (!pins.i2c().isEmpty()) {
      I2cLines.attach(pins.bus(), SDA, SCL, pins.i2c());
    }
    EmulatedBoard board =
        new EmulatedBoard(
            flashed.images(),
            flashed.flash() == null ? flashed.image().freshFlash() : flashed.flash(),
            Identity.of(name, seed),
            chance,
            pins,
            station,
            flashed.doors().outside(air.network()));
    board.passNanos(flashed.passNanos());
    VcdTrace drawn = drawn(pins, trace);
    return new Built(
        name,
        seen(board, pins, drawn),
        board,
        model,
        made,
        null,
        flashed.wifi() ? station : null,
        new Inside.Emulated(board));
  }

  /// Null where nobody wants to see it.
  private VcdTrace drawn(BoardPins pins, Appendable trace) {
    return trace == null ? null : new VcdTrace(name, pins.names(), trace);
  }

  private static Board seen(Board board, BoardPins pins, VcdTrace drawn) {
    return drawn == null ? board : new TracedBoard(board, pins.bus(), drawn);
  }

  private Firmware sketch(Air air, Station station, Model model, RandomGenerator random) {
    if (chip != ChipKind.ESP8266) {
      throw new IllegalArgumentException(
          "expected chip esp8266 for %s, which needs WiFi; got %s"
              .formatted(firmware.wireName(), chip.name().toLowerCase(Locale.ROOT)));
    }
    SketchPlan around = air.plan().withEvery(Math.toIntExact(everyNanos / MILLI));
    return firmware.sketch().make(name, settings, around, station, model, random);
  }

  /// What a board measures that has no sensors of its own: a temperature that goes up and down
  /// within minutes, and a humidity that wanders.
  private List<Sensor> greenhouse(SplittableRandom random) {
    double warm = 18 + 8 * random.nextDouble();
    double damp = 40 + 20 * random.nextDouble();
    return List.of(
        new Gauge(TEMPERATURE, Signal.sine(warm, 3, MINUTE_NANOS + random.nextLong(MINUTE_NANOS))),
        new Gauge(HUMIDITY, Signal.walk(damp, 0.2, everyNanos, 20, 90, random.split())));
  }

  private LinkSettings linkSettings(Model model) {
    List<Channel> channels = new ArrayList<>(LinkFirmware.channels(model.quantities()));
    channels.add(Channel.relay(RELAY));
    return LinkSettings.of(name, ring, channels.toArray(Channel[]::new));
  }

  private static CommandHandler.Answer obey(String channel, String value) {
    return switch (value) {
      case "on", "off", "1", "0", "true", "false" ->
          new CommandHandler.Answer(CommandCode.OK, value);
      default -> new CommandHandler.Answer(CommandCode.FAILED, "on or off, not " + value);
    };
  }
}
