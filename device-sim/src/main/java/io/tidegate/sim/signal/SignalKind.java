package io.tidegate.sim.signal;

import io.tidegate.sim.setting.Named;
import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.setting.Settings;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/// The kinds of signals, and what each is made from.
public enum SignalKind implements Named.Constant {
  STEADY(
      "always the same",
      List.of(Steady.VALUE),
      (settings, _) -> new Steady(settings.get(Steady.VALUE))),
  RAMP(
      "evenly from one value to another",
      List.of(Ramp.FROM, Ramp.TO, Ramp.OVER, Ramp.THEN),
      (settings, _) ->
          new Ramp(
              settings.get(Ramp.FROM),
              settings.get(Ramp.TO),
              settings.get(Ramp.OVER),
              settings.get(Ramp.THEN))),
  SINE(
      "up and down, by default once a day and highest at 15 h",
      List.of(Sine.MIDDLE, Sine.AMPLITUDE, Sine.PERIOD, Sine.PEAK),
      (settings, _) ->
          new Sine(
              settings.get(Sine.MIDDLE),
              settings.get(Sine.AMPLITUDE),
              settings.get(Sine.PERIOD),
              settings.get(Sine.PEAK))),
  WALK(
      "a random walk that turns back at its bounds",
      List.of(Walk.START, Walk.STEP, Walk.EVERY, Walk.LEAST, Walk.MOST),
      (settings, chance) ->
          new Walk(
              settings.get(Walk.START),
              settings.get(Walk.STEP),
              settings.get(Walk.EVERY),
              settings.get(Walk.LEAST),
              settings.get(Walk.MOST),
              chance)),
  STEP(
      "one value, then another: for ever, for a time, or again and again",
      List.of(Step.FROM, Step.TO, Step.AT, Step.FOR, Step.EVERY),
      (settings, _) ->
          new Step(
              settings.get(Step.FROM),
              settings.get(Step.TO),
              settings.get(Step.AT),
              settings.get(Step.FOR),
              settings.get(Step.EVERY))),
  REPLAY(
      "what was recorded",
      List.of(Replay.FILE, Replay.BETWEEN, Replay.AGAIN),
      (settings, _) ->
          new Replay(
              settings.get(Replay.FILE), settings.get(Replay.BETWEEN), settings.get(Replay.AGAIN)));

  private final String words;
  private final List<Setting<?>> settings;
  private final BiFunction<Settings, RandomGenerator, Signal> maker;

  SignalKind(
      String words,
      List<Setting<?>> settings,
      BiFunction<Settings, RandomGenerator, Signal> maker) {
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

  /// `settings` holds values of [#settings()]; the signal keeps one draw of `chance` as its seed.
  public Signal make(Settings settings, RandomGenerator chance) {
    return maker.apply(settings, chance);
  }
}
