package io.tidegate.sim.sensor;

import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.signal.Draws;
import io.tidegate.sim.signal.Signal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// A sketch that counts pulses at an input: a rain gauge's bucket that tips, a meter's lamp that
/// blinks. It counts while it runs, begins at 0 with each start, counts some pulses twice when the
/// contact bounces, and misses some.
public final class PulseCounter implements Sensor {
  static final Setting<Double> BUCKET =
      Setting.number("bucket", 0.01, 10, "mm of rain that tip the bucket").or("0.2794");
  static final Setting<Double> IMPULSES =
      Setting.number("impulses", 1, 100_000, "pulses for each kWh").or("1000");
  static final Setting<Double> DOUBLED =
      Setting.number("doubled", 0, 1, "the part of the pulses that is counted twice").or("0");
  static final Setting<Double> MISSED =
      Setting.number("missed", 0, 1, "the part of the pulses that is not counted").or("0");
  static final Set<Fault> FAULTS = EnumSet.of(Fault.DISCONNECTED, Fault.STUCK, Fault.OUT_OF_RANGE);

  /// What a wire that picks up a motor's sparks counts.
  private static final double FALSE_PER_SECOND = 50;

  private static final double WATTS_OF_KILOWATT = 1_000;

  private final List<Quantity> quantities;
  private final double perPulse;
  private final double doubled;
  private final double missed;
  private final Pulses pulses;
  private final Draws draws;
  private final Faults faults;

  // Since the sketch began.
  private long nanos;
  private long seen;
  private long counted;
  private double falseOnes;

  private PulseCounter(
      String label,
      List<Quantity> quantities,
      double perPulse,
      double doubled,
      double missed,
      Pulses pulses,
      RandomGenerator chance) {
    this.quantities = quantities;
    this.perPulse = perPulse;
    this.doubled = DOUBLED.check(doubled);
    this.missed = MISSED.check(missed);
    if (doubled + missed > 1) {
      throw new IllegalArgumentException(
          "doubled: expected at most 1 together with missed; got " + (doubled + missed));
    }
    this.pulses = pulses;
    this.draws = Draws.from(chance);
    this.faults = new Faults(label, FAULTS);
  }

  /// `rain` in mm an hour; tells `rain` in mm and the `tips`.
  public static PulseCounter rain(
      String prefix,
      double bucket,
      double doubled,
      double missed,
      Signal rain,
      RandomGenerator chance) {
    BUCKET.check(bucket);
    return new PulseCounter(
        "RAIN",
        List.of(
            Quantity.counter("rain", "mm", 2).of("COUNTER", prefix),
            Quantity.counter("tips", "-", 0).of("COUNTER", prefix)),
        bucket,
        doubled,
        missed,
        new Pulses(rain, 1 / bucket),
        chance);
  }

  /// `watts` as they are used; tells `energy` in kWh and the `pulses`.
  public static PulseCounter energy(
      String prefix,
      double impulses,
      double doubled,
      double missed,
      Signal watts,
      RandomGenerator chance) {
    IMPULSES.check(impulses);
    return new PulseCounter(
        "ENERGY",
        List.of(
            Quantity.counter("energy", "kW.h", 3).of("COUNTER", prefix),
            Quantity.counter("pulses", "-", 0).of("COUNTER", prefix)),
        1 / impulses,
        doubled,
        missed,
        new Pulses(watts, impulses / WATTS_OF_KILOWATT),
        chance);
  }

  @Override
  public List<Quantity> quantities() {
    return quantities;
  }

  /// The contact itself, for an input of a sketch that counts. Whoever asks it does not [#read].
  public LevelSource contact() {
    return new PulseTrain(pulses, draws, faults, doubled, missed);
  }

  @Override
  public void losePower() {}

  @Override
  public void start(long nowNanos) {
    nanos = nowNanos;
    seen = pulses.until(nowNanos);
    counted = 0;
    falseOnes = 0;
  }

  @Override
  public double[] read(long nowNanos) {
    while (nanos < nowNanos) {
      long next = Math.min(nowNanos, faults.changesAfter(nanos));
      count(next, faults.at(nanos));
      nanos = next;
    }
    double all = counted + Math.floor(falseOnes);
    return new double[] {all * perPulse, all};
  }

  @Override
  public void inject(Fault fault, long fromNanos, long untilNanos) {
    faults.inject(fault, fromNanos, untilNanos);
  }

  @Override
  public long edgeAfter(long nowNanos) {
    return pulses.nextAfter(nowNanos);
  }

  private void count(long toNanos, Fault fault) {
    long now = pulses.until(toNanos);
    boolean connected = fault != Fault.DISCONNECTED && fault != Fault.STUCK;
    while (seen < now) {
      seen++;
      counted += connected ? counts(seen) : 0;
    }
    if (fault == Fault.OUT_OF_RANGE) {
      falseOnes += (toNanos - nanos) * FALSE_PER_SECOND / 1e9;
    }
  }

  private int counts(long pulse) {
    double place = draws.uniform(pulse);
    return place < doubled ? 2 : place >= 1 - missed ? 0 : 1;
  }
}
