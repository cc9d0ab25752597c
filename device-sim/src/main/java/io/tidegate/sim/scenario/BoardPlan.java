package io.tidegate.sim.scenario;

import io.tidegate.bridge.CommandCode;
import io.tidegate.sim.board.Firmware;
import io.tidegate.sim.board.LinkFirmware;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.board.PlainFirmware;
import io.tidegate.sim.board.Quirks;
import io.tidegate.sim.line.LineFaults;
import io.tidegate.sim.link.Channel;
import io.tidegate.sim.link.CommandHandler;
import io.tidegate.sim.link.LinkBoard;
import io.tidegate.sim.link.LinkSettings;
import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.sensor.Gauge;
import io.tidegate.sim.sensor.Quantity;
import io.tidegate.sim.sensor.Sensor;
import io.tidegate.sim.setting.Settings;
import io.tidegate.sim.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// One board as a scenario describes it. `prints`: how a board without the link prints.
public record BoardPlan(
    String name,
    FirmwareKind firmware,
    Settings prints,
    ChipKind chip,
    long everyNanos,
    int baud,
    boolean resetOnOpen,
    int ring,
    Quirks quirks,
    LineFaults lineFaults,
    List<SensorPlan> sensors) {
  private static final String RELAY = "relay";
  private static final Quantity TEMPERATURE = Quantity.gauge("temperature", "Cel", 2);
  private static final Quantity HUMIDITY = Quantity.gauge("humidity", "%", 1);
  private static final long MINUTE_NANOS = 60_000_000_000L;

  public BoardPlan {
    sensors = List.copyOf(sensors);
  }

  /// Name and seed decide all it does. `witness` sees each measurement before the board does.
  public Built build(long seed, Consumer<Measurement> witness) {
    SplittableRandom random = new SplittableRandom(seed ^ name.hashCode() * 0x9E3779B97F4A7C15L);
    List<Sensor> made = new ArrayList<>();
    sensors.forEach(each -> made.add(each.make(random.split())));
    if (made.isEmpty()) {
      made.addAll(greenhouse(random));
    }
    Model model = new Model(made, everyNanos, witness);
    LinkBoard link = null;
    Firmware runs;
    if (firmware == FirmwareKind.LINK) {
      LinkFirmware linked = new LinkFirmware(linkSettings(model), model, BoardPlan::obey);
      link = linked.link();
      runs = linked;
    } else {
      runs = new PlainFirmware(model, firmware.text().make(name, prints));
    }
    Microcontroller board =
        new Microcontroller(name, seed, chip.chip().withBaud(baud), quirks, runs);
    return new Built(name, board, model, made, link);
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
    List<Channel> channels = new ArrayList<>();
    for (Quantity each : model.quantities()) {
      channels.add(Channel.gauge(each.name(), each.unit(), each.decimals()));
    }
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
