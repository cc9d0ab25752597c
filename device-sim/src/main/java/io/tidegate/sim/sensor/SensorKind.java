package io.tidegate.sim.sensor;

import static java.util.stream.Collectors.joining;

import io.tidegate.sim.setting.Named;
import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.setting.Settings;
import io.tidegate.sim.signal.Signal;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The kinds of sensors: what each looks at, what it is made from, and which faults it may have.
public enum SensorKind implements Named.Constant {
  GAUGE(
      "no particular make: says what the signal is",
      List.of(new Input("value", "", 0)),
      List.of(Gauge.NAME, Gauge.UNIT, Gauge.DECIMALS),
      Gauge.FAULTS,
      (signals, settings, _) ->
          new Gauge(
              Quantity.gauge(
                  settings.get(Gauge.NAME), settings.get(Gauge.UNIT), settings.get(Gauge.DECIMALS)),
              signals.getFirst())),
  DHT11(
      "steps of 1, 0 to 50 Cel, 20 to 90 %",
      List.of(new Input("temperature", "Cel", 21.5), new Input("humidity", "%", 48)),
      List.of(Shared.PREFIX, Dht.INTERVAL),
      Dht.FAULTS,
      (signals, settings, _) ->
          Dht.dht11(
              settings.get(Shared.PREFIX),
              settings.get(Dht.INTERVAL),
              signals.get(0),
              signals.get(1))),
  DHT22(
      "steps of 0.1, -40 to 80 Cel, 0 to 100 %",
      List.of(new Input("temperature", "Cel", 21.5), new Input("humidity", "%", 48)),
      List.of(Shared.PREFIX, Dht.INTERVAL),
      Dht.FAULTS,
      (signals, settings, _) ->
          Dht.dht22(
              settings.get(Shared.PREFIX),
              settings.get(Dht.INTERVAL),
              signals.get(0),
              signals.get(1))),
  DS18B20(
      "steps of 0.0625 at 12 bits, -55 to 125 Cel",
      List.of(new Input("temperature", "Cel", 21.5)),
      List.of(Shared.PREFIX, Ds18b20.BITS, Ds18b20.WAIT),
      Ds18b20.FAULTS,
      (signals, settings, _) ->
          new Ds18b20(
              settings.get(Shared.PREFIX),
              settings.get(Ds18b20.BITS),
              settings.get(Ds18b20.WAIT),
              signals.getFirst())),
  BME280(
      "steps of 0.01 Cel, 0.008 %, 0.0018 hPa; -40 to 85 Cel, 0 to 100 %, 300 to 1100 hPa",
      List.of(
          new Input("temperature", "Cel", 21.5),
          new Input("humidity", "%", 48),
          new Input("pressure", "hPa", 1_013.25)),
      List.of(Shared.PREFIX),
      Bme280.FAULTS,
      (signals, settings, _) ->
          new Bme280(settings.get(Shared.PREFIX), signals.get(0), signals.get(1), signals.get(2))),
  ADS1115(
      "four voltages in steps of 0.1875 mV, -6.144 to 6.144 V",
      List.of(
          Input.open("a0", "V"),
          Input.open("a1", "V"),
          Input.open("a2", "V"),
          Input.open("a3", "V")),
      List.of(Shared.PREFIX),
      Ads1115.FAULTS,
      (signals, settings, _) -> new Ads1115(settings.get(Shared.PREFIX), signals)),
  ANALOG(
      "ten bits of a voltage at A0",
      List.of(new Input("voltage", "V", 1)),
      List.of(Shared.PREFIX, AnalogPin.INPUT, AnalogPin.TOLD, AnalogPin.NOISE),
      AnalogPin.FAULTS,
      (signals, settings, chance) ->
          new AnalogPin(
              settings.get(Shared.PREFIX),
              settings.get(AnalogPin.INPUT),
              settings.get(AnalogPin.TOLD),
              settings.get(AnalogPin.NOISE),
              signals.getFirst(),
              chance)),
  PIR(
      "1 while and after something moves",
      List.of(new Input("motion", "", 0)),
      List.of(
          Shared.PREFIX,
          MotionSensor.HOLD,
          MotionSensor.RETRIGGER,
          MotionSensor.BLIND,
          MotionSensor.WARM_UP),
      MotionSensor.FAULTS,
      (signals, settings, chance) ->
          new MotionSensor(
              settings.get(Shared.PREFIX),
              settings.get(MotionSensor.HOLD),
              settings.get(MotionSensor.RETRIGGER),
              settings.get(MotionSensor.BLIND),
              settings.get(MotionSensor.WARM_UP),
              signals.getFirst(),
              chance)),
  DOOR(
      "1 while a door is open, with a contact that bounces",
      List.of(new Input("open", "", 0)),
      List.of(Shared.PREFIX, Door.BOUNCE),
      Door.FAULTS,
      (signals, settings, chance) ->
          new Door(
              settings.get(Shared.PREFIX), settings.get(Door.BOUNCE), signals.getFirst(), chance)),
  RAIN(
      "a bucket that tips, counted since the sketch began",
      List.of(new Input("rain", "mm/h", 0)),
      List.of(Shared.PREFIX, PulseCounter.BUCKET, PulseCounter.DOUBLED, PulseCounter.MISSED),
      PulseCounter.FAULTS,
      (signals, settings, chance) ->
          PulseCounter.rain(
              settings.get(Shared.PREFIX),
              settings.get(PulseCounter.BUCKET),
              settings.get(PulseCounter.DOUBLED),
              settings.get(PulseCounter.MISSED),
              signals.getFirst(),
              chance)),
  ENERGY(
      "a meter's pulses, counted since the sketch began",
      List.of(new Input("power", "W", 1_000)),
      List.of(Shared.PREFIX, PulseCounter.IMPULSES, PulseCounter.DOUBLED, PulseCounter.MISSED),
      PulseCounter.FAULTS,
      (signals, settings, chance) ->
          PulseCounter.energy(
              settings.get(Shared.PREFIX),
              settings.get(PulseCounter.IMPULSES),
              settings.get(PulseCounter.DOUBLED),
              settings.get(PulseCounter.MISSED),
              signals.getFirst(),
              chance));

  /// A signal that the sensor looks at, and in which unit; empty: none, or any. `usual` is what it
  /// may be where nobody says more, and is where it need not be said.
  public record Input(String name, String unit, double usual, boolean required) {
    Input(String name, String unit, double usual) {
      this(name, unit, usual, true);
    }

    /// One that may be left alone.
    static Input open(String name, String unit) {
      return new Input(name, unit, 0, false);
    }
  }

  private interface Maker {
    Sensor of(List<Signal> signals, Settings settings, RandomGenerator chance);
  }

  // An enum's constants cannot name its own fields that come later.
  private static final class Shared {
    static final Setting<String> PREFIX =
        Setting.text(
                "prefix",
                "a name, or empty",
                Pattern.compile("|[A-Za-z][A-Za-z0-9_]{0,31}"),
                "stands before the names of its values")
            .or("");
  }

  private final String words;
  private final List<Input> inputs;
  private final List<Setting<?>> settings;
  private final Set<Fault> faults;
  private final Maker maker;

  SensorKind(
      String words, List<Input> inputs, List<Setting<?>> settings, Set<Fault> faults, Maker maker) {
    this.words = words;
    this.inputs = inputs;
    this.settings = settings;
    this.faults = faults;
    this.maker = maker;
  }

  public String words() {
    return words;
  }

  /// In the order in which [#make] wants the signals.
  public List<Input> inputs() {
    return inputs;
  }

  public List<Setting<?>> settings() {
    return settings;
  }

  public Set<Fault> faults() {
    return Set.copyOf(faults);
  }

  /// One signal for each of [#inputs()], `settings` of [#settings()].
  public Sensor make(List<Signal> signals, Settings settings, RandomGenerator chance) {
    if (signals.size() != inputs.size()) {
      throw new IllegalArgumentException(
          "%s: expected %d signals (%s), got %d"
              .formatted(
                  wireName(),
                  inputs.size(),
                  inputs.stream().map(Input::name).collect(joining(", ")),
                  signals.size()));
    }
    for (int i = 0; i < inputs.size(); i++) {
      Input input = inputs.get(i);
      String unit = this == GAUGE ? settings.get(Gauge.UNIT) : input.unit;
      String recorded = signals.get(i).unit();
      if (!unit.isEmpty() && !unit.equals("-") && !recorded.isEmpty() && !recorded.equals(unit)) {
        throw new IllegalArgumentException(
            "%s: expected a signal in %s; got one recorded in %s"
                .formatted(input.name, unit, recorded));
      }
    }
    return maker.of(signals, settings, chance);
  }
}
