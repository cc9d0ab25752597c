package io.tidegate.sim.sensor;

import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.signal.Draws;
import io.tidegate.sim.signal.Signal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// A passive infrared sensor such as the HC-SR501: its output goes high with motion, stays so for a
/// while, and is blind for a moment after that. While it warms up it sees things.
public final class MotionSensor implements Sensor, LevelSource {
  static final Setting<Long> HOLD =
      Setting.duration("hold", "100 ms", "10 min", "how long the output stays high").or("5 s");
  static final Setting<Boolean> RETRIGGER =
      Setting.flag("retrigger", "further motion makes it stay high longer").or("true");
  static final Setting<Long> BLIND =
      Setting.duration("blind", "0", "1 min", "how long it sees nothing after it went low")
          .or("2.5 s");
  static final Setting<Long> WARM_UP =
      Setting.duration("warm_up", "0", "10 min", "for so long after power-on its output is chance")
          .or("1 min");
  static final Set<Fault> FAULTS = EnumSet.of(Fault.DISCONNECTED, Fault.STUCK);

  /// While it warms up, one false alarm in every second such time.
  private static final long FALSE_EVERY_NANOS = 10_000_000_000L;

  private final List<Quantity> quantities;
  private final long holdNanos;
  private final boolean retrigger;
  private final long blindNanos;
  private final long warmUpNanos;
  private final Threshold motion;
  private final Draws draws;
  private final Faults faults = new Faults("PIR", FAULTS);

  // Since it got power.
  private boolean powered;
  private long poweredNanos;
  private long nanos;
  private boolean high;
  private boolean moved;
  private long highUntil;
  private long blindUntil;

  /// `motion` is 1 while something moves.
  public MotionSensor(
      String prefix,
      long holdNanos,
      boolean retrigger,
      long blindNanos,
      long warmUpNanos,
      Signal motion,
      RandomGenerator chance) {
    this.quantities = List.of(Quantity.onOff("motion").of("SWITCH", prefix));
    this.holdNanos = HOLD.check(holdNanos);
    this.retrigger = retrigger;
    this.blindNanos = BLIND.check(blindNanos);
    this.warmUpNanos = WARM_UP.check(warmUpNanos);
    this.motion = new Threshold(motion);
    this.draws = Draws.from(chance);
  }

  @Override
  public List<Quantity> quantities() {
    return quantities;
  }

  @Override
  public void losePower() {
    powered = false;
  }

  @Override
  public void start(long nowNanos) {
    if (!powered) {
      powered = true;
      poweredNanos = nowNanos;
      nanos = nowNanos + warmUpNanos;
      high = false;
      moved = false;
      blindUntil = nanos;
    }
  }

  @Override
  public double[] read(long nowNanos) {
    return new double[] {level(nowNanos) ? 1 : 0};
  }

  @Override
  public void inject(Fault fault, long fromNanos, long untilNanos) {
    faults.inject(fault, fromNanos, untilNanos);
  }

  @Override
  public long edgeAfter(long nowNanos) {
    output(nowNanos);
    long next = Math.min(falseEdgeAfter(nowNanos), faults.changesAfter(nowNanos));
    if (nowNanos >= poweredNanos + warmUpNanos) {
      next = Math.min(next, eventAfter(nowNanos));
    }
    return next;
  }

  /// The level of its output; low when the wire is off.
  @Override
  public boolean level(long nowNanos) {
    return faults.level(output(nowNanos), false, nowNanos);
  }

  private boolean output(long nowNanos) {
    if (nowNanos < poweredNanos + warmUpNanos) {
      return falseAlarm(nowNanos);
    }
    settle(nanos);
    while (nanos < nowNanos) {
      nanos = Math.min(nowNanos, eventAfter(nanos));
      settle(nanos);
    }
    return high;
  }

  private void settle(long atNanos) {
    boolean moves = motion.at(atNanos);
    if (high && retrigger && (moves || moved)) {
      highUntil = atNanos + holdNanos;
    }
    moved = moves;
    if (high && atNanos >= highUntil) {
      high = false;
      blindUntil = atNanos + blindNanos;
    }
    if (!high && moves && atNanos >= blindUntil) {
      high = true;
      highUntil = atNanos + holdNanos;
    }
  }

  private long eventAfter(long atNanos) {
    long next = motion.changesAfter(atNanos);
    next = high && highUntil > atNanos ? Math.min(next, highUntil) : next;
    return !high && blindUntil > atNanos ? Math.min(next, blindUntil) : next;
  }

  private boolean falseAlarm(long nowNanos) {
    long slot = (nowNanos - poweredNanos) / FALSE_EVERY_NANOS;
    long since = nowNanos - begins(slot);
    return since >= 0 && since < holdNanos;
  }

  /// When the false alarm of this slot begins; never, for about half of them.
  private long begins(long slot) {
    double place = draws.uniform(poweredNanos + slot);
    return place < 0.5
        ? poweredNanos + slot * FALSE_EVERY_NANOS + (long) (place * 2 * FALSE_EVERY_NANOS)
        : Long.MAX_VALUE;
  }

  private long falseEdgeAfter(long nowNanos) {
    long warmNanos = poweredNanos + warmUpNanos;
    if (nowNanos >= warmNanos) {
      return Long.MAX_VALUE;
    }
    long slot = (nowNanos - poweredNanos) / FALSE_EVERY_NANOS;
    long begins = begins(slot);
    long next = Math.min(warmNanos, poweredNanos + (slot + 1) * FALSE_EVERY_NANOS);
    if (begins == Long.MAX_VALUE) {
      return next;
    }
    next = begins > nowNanos ? Math.min(next, begins) : next;
    return begins + holdNanos > nowNanos ? Math.min(next, begins + holdNanos) : next;
  }
}
