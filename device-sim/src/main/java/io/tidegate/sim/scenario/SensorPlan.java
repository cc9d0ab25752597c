package io.tidegate.sim.scenario;

import io.tidegate.sim.pins.BoardPins;
import io.tidegate.sim.pins.SensorPins;
import io.tidegate.sim.sensor.Sensor;
import io.tidegate.sim.sensor.SensorKind;
import io.tidegate.sim.setting.Settings;
import io.tidegate.sim.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A sensor and what it looks at: a signal for each of its inputs. `pin` and `address` say where it
/// hangs on a board that runs a sketch; null where nothing was said.
public record SensorPlan(
    SensorKind kind, Settings settings, List<SignalPlan> signals, String pin, String address) {
  public SensorPlan {
    signals = List.copyOf(signals);
  }

  /// The pins of a board with these on them, which were made from these plans. What cannot be wired
  /// throws, with the number of the sensor, its kind and words.
  static BoardPins wired(ChipKind chip, List<SensorPlan> plans, List<Sensor> made) {
    BoardPins pins = BoardPins.of(chip.pins());
    SensorPins wires = new SensorPins(pins);
    for (int i = 0; i < plans.size(); i++) {
      SensorPlan plan = plans.get(i);
      try {
        wires.attach(made.get(i), plan.pin, plan.address);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "sensor %d, %s: %s".formatted(i + 1, plan.kind.wireName(), e.getMessage()), e);
      }
    }
    return pins;
  }

  /// Throws in words where these cannot be wired to such a board.
  public static void tryOut(ChipKind chip, List<SensorPlan> plans) {
    SplittableRandom random = new SplittableRandom(1);
    wired(chip, plans, plans.stream().map(each -> each.make(random)).toList());
  }

  /// Where it hangs matters to sketches alone.
  void refuseWires() {
    if (pin != null || address != null) {
      throw new IllegalArgumentException(
          "%s: expected only with firmware sketch or image; got \"%s\""
              .formatted(pin != null ? "pin" : "address", pin != null ? pin : address));
    }
  }

  Sensor make(SplittableRandom random) {
    List<Signal> made = new ArrayList<>();
    signals.forEach(plan -> made.add(plan.make(random)));
    return kind.make(made, settings, random.split());
  }
}
