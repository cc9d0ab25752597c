package io.tidegate.sim.scenario;

import io.tidegate.sim.sensor.Sensor;
import io.tidegate.sim.sensor.SensorKind;
import io.tidegate.sim.setting.Settings;
import io.tidegate.sim.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A sensor and what it looks at: a signal for each of its inputs.
public record SensorPlan(SensorKind kind, Settings settings, List<SignalPlan> signals) {
  public SensorPlan {
    signals = List.copyOf(signals);
  }

  Sensor make(SplittableRandom random) {
    List<Signal> made = new ArrayList<>();
    signals.forEach(plan -> made.add(plan.make(random)));
    return kind.make(made, settings, random.split());
  }
}
