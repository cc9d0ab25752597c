package io.tidegate.sim.signal;

import io.tidegate.sim.setting.Named;
import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.setting.Settings;
import java.util.List;
import java.util.random.RandomGenerator;

/// What may be put over a signal; several one over the other, the first innermost.
public enum ChangeKind implements Named.Constant {
  NOISE(
      "each look is a little off",
      List.of(Noise.DEVIATION),
      (signal, settings, chance) -> new Noise(signal, settings.get(Noise.DEVIATION), chance)),
  QUANTISED(
      "only whole multiples of a step",
      List.of(Quantised.STEP),
      (signal, settings, _) -> new Quantised(signal, settings.get(Quantised.STEP))),
  DRIFT(
      "further off every day",
      List.of(Drift.PER_DAY),
      (signal, settings, _) -> new Drift(signal, settings.get(Drift.PER_DAY))),
  STUCK(
      "keeps one value from a time on",
      List.of(Stuck.AT, Stuck.FOR),
      (signal, settings, _) -> new Stuck(signal, settings.get(Stuck.AT), settings.get(Stuck.FOR))),
  SPIKES(
      "now and then far off for a moment",
      List.of(Spikes.SIZE, Spikes.EVERY, Spikes.FOR),
      (signal, settings, chance) ->
          new Spikes(
              signal,
              settings.get(Spikes.SIZE),
              settings.get(Spikes.EVERY),
              settings.get(Spikes.FOR),
              chance));

  private interface Maker {
    Signal over(Signal signal, Settings settings, RandomGenerator chance);
  }

  private final String words;
  private final List<Setting<?>> settings;
  private final Maker maker;

  ChangeKind(String words, List<Setting<?>> settings, Maker maker) {
    this.words = words;
    this.settings = settings;
    this.maker = maker;
  }

  public String words() {
    return words;
  }

  public List<Setting<?>> settings() {
    return settings;
  }

  /// `settings` holds values of [#settings()].
  public Signal over(Signal signal, Settings settings, RandomGenerator chance) {
    return maker.over(signal, settings, chance);
  }
}
