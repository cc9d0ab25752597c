package io.tidegate.sim.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.setting.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long HOUR = 3_600 * SECOND;
  private static final long DAY = 24 * HOUR;

  private static Signal made(SignalKind kind, String... pairs) {
    return kind.make(Settings.of(kind.settings(), map(pairs)), new SplittableRandom(1));
  }

  private static Signal changed(ChangeKind kind, Signal signal, String... pairs) {
    return kind.over(signal, Settings.of(kind.settings(), map(pairs)), new SplittableRandom(2));
  }

  private static Map<String, String> map(String... pairs) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  /// One of each, with chance where there is any.
  private static List<Signal> all() {
    Signal sine = made(SignalKind.SINE, "middle", "20", "amplitude", "5");
    return List.of(
        made(SignalKind.STEADY, "value", "21.5"),
        made(SignalKind.RAMP, "from", "0", "to", "10", "over", "10 s", "then", "back"),
        sine,
        made(SignalKind.WALK, "start", "20", "step", "1", "min", "15", "max", "25"),
        made(SignalKind.STEP, "at", "10 s", "for", "5 s", "every", "60 s"),
        changed(ChangeKind.NOISE, sine, "deviation", "0.5"),
        changed(ChangeKind.QUANTISED, sine, "step", "0.5"),
        changed(ChangeKind.DRIFT, sine, "per_day", "0.1"),
        changed(ChangeKind.STUCK, sine, "at", "30 s", "for", "30 s"),
        changed(ChangeKind.SPIKES, sine, "size", "40", "every", "1 min", "for", "2 s"));
  }

  @Test
  void theValueAtATimeDoesNotDependOnTheOrderOfAsking() {
    List<Long> times = new ArrayList<>();
    for (long i = 0; i < 2_000; i++) {
      times.add(i * i * 37_000_000L);
    }
    List<Map<Long, Double>> forwards = values(all(), times);
    Collections.shuffle(times, new java.util.Random(3));
    assertEquals(forwards, values(all(), times));
  }

  private static List<Map<Long, Double>> values(List<Signal> signals, List<Long> times) {
    List<Map<Long, Double>> values = new ArrayList<>();
    for (Signal signal : signals) {
      Map<Long, Double> each = new HashMap<>();
      times.forEach(time -> each.put(time, signal.at(time)));
      values.add(each);
    }
    return values;
  }

  /// Between two times of which the second is said to be the next change, nothing changes.
  @Test
  void nothingChangesBeforeTheNextChange() {
    for (Signal signal : all()) {
      long nanos = 0;
      for (int i = 0; i < 500 && nanos != Long.MAX_VALUE; i++) {
        long next = signal.changesAfter(nanos);
        assertTrue(next > nanos, signal::toString);
        if (next - nanos > Signal.LOOK_NANOS) {
          long last = next == Long.MAX_VALUE ? 400 * DAY : next - 1;
          assertEquals(signal.at(nanos), signal.at((nanos + last) / 2));
          assertEquals(signal.at(nanos), signal.at(last));
        }
        nanos = next;
      }
    }
  }

  @Test
  void aDayIsWarmestAtThreeInTheAfternoon() {
    Signal day = made(SignalKind.SINE, "middle", "20", "amplitude", "5");
    assertEquals(25, day.at(15 * HOUR), 1e-9);
    assertEquals(15, day.at(3 * HOUR), 1e-9);
    assertEquals(day.at(7 * HOUR), day.at(40 * DAY + 7 * HOUR), 1e-9);
    assertEquals(20, Signal.sine(20, 5, DAY).at(0), 1e-9);
  }

  @ParameterizedTest
  @CsvSource({"hold,0,5,10,10,10", "again,0,5,0,5,0", "back,0,5,10,5,0"})
  void aRampHoldsBeginsAnewOrGoesBack(
      String then, double at0, double at5, double at10, double at15, double at20) {
    Signal ramp = made(SignalKind.RAMP, "from", "0", "to", "10", "over", "10 s", "then", then);
    assertEquals(at0, ramp.at(0), 1e-9);
    assertEquals(at5, ramp.at(5 * SECOND), 1e-9);
    assertEquals(at10, ramp.at(10 * SECOND), 1e-9);
    assertEquals(at15, ramp.at(15 * SECOND), 1e-9);
    assertEquals(at20, ramp.at(20 * SECOND), 1e-9);
  }

  @Test
  void aStepHappensOnceForATimeOrAgainAndAgain() {
    Signal once = made(SignalKind.STEP, "from", "1", "to", "2", "at", "10 s");
    assertEquals(1, once.at(10 * SECOND - 1));
    assertEquals(2, once.at(10 * SECOND));
    assertEquals(2, once.at(1_000 * DAY));
    Signal shortly = made(SignalKind.STEP, "at", "10 s", "for", "5 s");
    assertEquals(0, shortly.at(15 * SECOND));
    assertEquals(Long.MAX_VALUE, shortly.changesAfter(15 * SECOND));
    Signal often = made(SignalKind.STEP, "at", "10 s", "for", "5 s", "every", "60 s");
    assertEquals(1, often.at(70 * SECOND));
    assertEquals(0, often.at(75 * SECOND));
    assertEquals(130 * SECOND, often.changesAfter(75 * SECOND));
    assertThrows(
        IllegalArgumentException.class, () -> made(SignalKind.STEP, "at", "1 s", "every", "2 s"));
  }

  @Test
  void aWalkStaysWithinItsBoundsGoesByItsStepAndBeginsWhereItShould() {
    Signal walk = made(SignalKind.WALK, "start", "20", "step", "0.5", "min", "15", "max", "25");
    assertEquals(20, walk.at(0), 1e-9);
    double squares = 0;
    int steps = 100_000;
    double least = 20;
    double most = 20;
    for (int i = 0; i < steps; i++) {
      double from = walk.at(i * SECOND);
      double to = walk.at((i + 1) * SECOND);
      squares += (to - from) * (to - from);
      least = Math.min(least, to);
      most = Math.max(most, to);
    }
    assertEquals(0.5, Math.sqrt(squares / steps), 0.02);
    assertTrue(least >= 15 && least < 15.5, "least " + least);
    assertTrue(most <= 25 && most > 24.5, "most " + most);
  }

  @Test
  void aWalkIsThereAtDay49AtOnce() {
    Signal walk = made(SignalKind.WALK, "start", "20", "step", "0.5", "every", "1 ms");
    double late = walk.at(49 * DAY + 17 * HOUR);
    Signal again = made(SignalKind.WALK, "start", "20", "step", "0.5", "every", "1 ms");
    again.at(1);
    assertEquals(late, again.at(49 * DAY + 17 * HOUR));
    assertNotEquals(20, late, 1);
  }

  @Test
  void noiseHasItsDeviationAndNoFavouriteSide() {
    Signal noise = changed(ChangeKind.NOISE, new Steady(0), "deviation", "2");
    double sum = 0;
    double squares = 0;
    int looks = 200_000;
    for (int i = 0; i < looks; i++) {
      double value = noise.at(i * 1_000L);
      sum += value;
      squares += value * value;
      assertTrue(Math.abs(value) < 7);
    }
    assertEquals(0, sum / looks, 0.02);
    assertEquals(2, Math.sqrt(squares / looks), 0.02);
  }

  @Test
  void oneSpikeFallsIntoEachTimeAndLastsAsLongAsItShould() {
    Signal spikes =
        changed(ChangeKind.SPIKES, new Steady(20), "size", "40", "every", "60 s", "for", "2 s");
    for (int minute = 0; minute < 50; minute++) {
      int off = 0;
      for (int i = 0; i < 6_000; i++) {
        double value = spikes.at(minute * 60 * SECOND + i * SECOND / 100);
        off += value == 20 ? 0 : 1;
        assertTrue(value == 20 || value == 60 || value == -20, "value " + value);
      }
      assertEquals(200, off, 1);
    }
  }

  @Test
  void changesLieOneOverTheOther() {
    Signal ramp = made(SignalKind.RAMP, "from", "0", "to", "1000", "over", "1000 s");
    Signal stuck = changed(ChangeKind.STUCK, ramp, "at", "100 s", "for", "50 s");
    assertEquals(100, stuck.at(149 * SECOND), 1e-9);
    assertEquals(150, stuck.at(150 * SECOND), 1e-9);
    Signal fine = changed(ChangeKind.QUANTISED, stuck, "step", "0.25");
    assertEquals(10.25, fine.at(10_300_000_000L), 1e-9);
    Signal aged = changed(ChangeKind.DRIFT, new Steady(20), "per_day", "0.1");
    assertEquals(21, aged.at(10 * DAY), 1e-9);
  }

  @Test
  void chanceIsTheSeedsAndOthersDiffer() {
    Signal one = new Noise(new Steady(0), 1, new SplittableRandom(1));
    Signal same = new Noise(new Steady(0), 1, new SplittableRandom(1));
    Signal other = new Noise(new Steady(0), 1, new SplittableRandom(2));
    assertEquals(one.at(12_345), same.at(12_345));
    assertNotEquals(one.at(12_345), other.at(12_345));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SINE|middle=20 amplitude=-1|amplitude: expected a number, 0 to 1e9; got \"-1\"",
        "SINE|middle=20|amplitude: expected a number, 0 to 1e9; got nothing",
        "WALK|start=30 step=1 max=25|start: expected a number from min to max",
        "RAMP|from=0 to=1 over=0|over: expected a duration, 1 ms to 3650 d; got \"0\"",
        "STEADY|value=warm|value: expected a number",
        "STEADY|value=1 speed=2|speed: expected one of value; got this name"
      })
  void whatDoesNotFitIsToldByName(SignalKind kind, String settings, String words) {
    String[] pairs = settings.split("[ =]");
    String told =
        assertThrows(IllegalArgumentException.class, () -> made(kind, pairs)).getMessage();
    assertTrue(told.startsWith(words), told);
    assertTrue(told.contains("; got "), told);
  }
}
