package io.tidegate.sim.scenario;

import io.tidegate.sim.setting.Settings;
import io.tidegate.sim.signal.ChangeKind;
import io.tidegate.sim.signal.Signal;
import io.tidegate.sim.signal.SignalKind;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// What something does over time, and what is put over that, the first innermost.
public record SignalPlan(SignalKind kind, Settings settings, List<Change> changes) {
  public record Change(ChangeKind kind, Settings settings) {}

  public SignalPlan {
    changes = List.copyOf(changes);
  }

  /// Always the same; throws in words where the text is no number.
  static SignalPlan steady(String text) {
    return new SignalPlan(
        SignalKind.STEADY,
        Settings.of(SignalKind.STEADY.settings(), Map.of("value", text)),
        List.of());
  }

  Signal make(SplittableRandom random) {
    Signal signal = kind.make(settings, random.split());
    for (Change change : changes) {
      signal = change.kind().over(signal, change.settings(), random.split());
    }
    return signal;
  }
}
