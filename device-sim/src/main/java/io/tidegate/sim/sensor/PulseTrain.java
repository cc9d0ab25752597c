package io.tidegate.sim.sensor;

import io.tidegate.sim.signal.Draws;
import java.util.ArrayDeque;
import java.util.Deque;

/// The contact behind a [PulseCounter], as an input sees it: high, and low for a while with each
/// pulse. One that is counted twice bounces; one that is missed does not come.
final class PulseTrain implements LevelSource {
  /// A contact of a meter or a rain gauge is closed for so long, unless the next pulse is near.
  static final long CLOSED_NANOS = 30_000_000L;

  /// It opens again for so long before it closes once more.
  static final long BOUNCE_NANOS = 2_000_000L;

  /// What a motor's sparks make of the wire: 50 edges down in a second.
  private static final long NOISE_NANOS = 10_000_000L;

  private record Spell(long fromNanos, long untilNanos) {}

  private final Pulses pulses;
  private final Draws draws;
  private final Faults faults;
  private final double doubled;
  private final double missed;

  // low in these; the first is the one under way or the next
  private final Deque<Spell> spells = new ArrayDeque<>();
  private long seenNanos;

  PulseTrain(Pulses pulses, Draws draws, Faults faults, double doubled, double missed) {
    this.pulses = pulses;
    this.draws = draws;
    this.faults = faults;
    this.doubled = doubled;
    this.missed = missed;
  }

  @Override
  public boolean level(long nowNanos) {
    look(nowNanos);
    Fault fault = faults.at(nowNanos);
    if (fault == Fault.OUT_OF_RANGE) {
      return noise(nowNanos);
    }
    boolean low =
        !spells.isEmpty()
            && spells.peek().fromNanos <= nowNanos
            && nowNanos < spells.peek().untilNanos;
    return fault == Fault.DISCONNECTED || fault == Fault.STUCK || !low;
  }

  @Override
  public long edgeAfter(long nowNanos) {
    look(nowNanos);
    long next = faults.changesAfter(nowNanos);
    if (faults.at(nowNanos) == Fault.OUT_OF_RANGE) {
      return Math.min(next, nowNanos - nowNanos % NOISE_NANOS + NOISE_NANOS);
    }
    if (spells.isEmpty()) {
      return Math.min(next, pulses.nextAfter(nowNanos));
    }
    Spell first = spells.peek();
    return Math.min(next, first.fromNanos > nowNanos ? first.fromNanos : first.untilNanos);
  }

  private static boolean noise(long nowNanos) {
    return nowNanos / NOISE_NANOS % 2 == 0;
  }

  /// The pulses until now become spells; what is over is forgotten.
  private void look(long nowNanos) {
    while (seenNanos < nowNanos) {
      long before = pulses.until(seenNanos);
      seenNanos = Math.min(nowNanos, pulses.nextAfter(seenNanos));
      if (pulses.until(seenNanos) > before) {
        pulse(before + 1, seenNanos);
      }
    }
    while (!spells.isEmpty() && spells.peek().untilNanos <= nowNanos) {
      spells.poll();
    }
  }

  private void pulse(long number, long atNanos) {
    double place = draws.uniform(number);
    if (place >= 1 - missed) {
      return;
    }
    long untilNext = pulses.nextAfter(atNanos) - atNanos;
    long closed = Math.min(CLOSED_NANOS, untilNext / 2);
    long bounce = place < doubled ? Math.min(BOUNCE_NANOS, closed / 3) : 0;
    long third = closed / 3;
    if (bounce > 0) {
      spells.add(new Spell(atNanos, atNanos + third));
      spells.add(new Spell(atNanos + third + bounce, atNanos + closed));
    } else {
      spells.add(new Spell(atNanos, atNanos + closed));
    }
  }
}
