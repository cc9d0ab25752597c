package io.tidegate.sim.scenario;

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

  /// Where it hangs matters to sketches alone.
  void refuseWires() {
    if (pin != null || address != null) {
      throw new IllegalArgumentException(
          "%s: expected only with firmware sketch; got \"%s\""
              .formatted(pin != null ? "pin" : "address", pin != null ? pin : address));
    }
  }

  Sensor make(SplittableRandom random) {
    List<Signal> made = new ArrayList<>();
    signals.forEach(plan -> made.add(plan.make(random)));
    return kind.make(made, settings, random.split());
  }
}
