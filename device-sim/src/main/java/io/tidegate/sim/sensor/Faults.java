package io.tidegate.sim.sensor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.stream.Collectors;

/// The faults that were injected into one sensor. Of several at one time the one injected last
/// counts.
public final class Faults {
  private static final int SPELLS_MAX = 1_000;

  private record Spell(Fault fault, long fromNanos, long untilNanos) {
    boolean covers(long nanos) {
      return fromNanos <= nanos && nanos < untilNanos;
    }
  }

  private final String sensor;
  private final Set<Fault> known;
  private final Deque<Spell> spells = new ArrayDeque<>();
  private boolean soundLevel;

  Faults(String sensor, Set<Fault> known) {
    this.sensor = sensor;
    this.known = known;
  }

  void inject(Fault fault, long fromNanos, long untilNanos) {
    if (!known.contains(fault)) {
      throw new IllegalArgumentException(
          sensor
              + ": expected one of the faults it may have, "
              + known.stream().sorted().map(Fault::wireName).collect(Collectors.joining(", "))
              + "; got "
              + fault.wireName());
    }
    if (untilNanos <= fromNanos) {
      throw new IllegalArgumentException(
          sensor + ": expected a fault that ends after it begins; got one of no duration");
    }
    if (spells.size() == SPELLS_MAX) {
      spells.removeIf(each -> each.untilNanos <= fromNanos);
    }
    if (spells.size() == SPELLS_MAX) {
      throw new IllegalArgumentException(
          sensor + ": expected at most " + SPELLS_MAX + " faults to come; got one more");
    }
    spells.addFirst(new Spell(fault, fromNanos, untilNanos));
  }

  /// Null when all is well.
  public Fault at(long nanos) {
    Spell spell = spell(nanos);
    return spell == null ? null : spell.fault;
  }

  /// What a sketch sees of a level: while there is a fault, the last one before it, or `loose`
  /// where the wire is off.
  boolean level(boolean level, boolean loose, long nanos) {
    Fault fault = at(nanos);
    if (fault == Fault.DISCONNECTED) {
      return loose;
    }
    soundLevel = fault == null ? level : soundLevel;
    return soundLevel;
  }

  /// When the fault of this time began.
  public long since(long nanos) {
    return spell(nanos).fromNanos;
  }

  /// Whether there was one of these after `fromNanos`, up to and at `toNanos`.
  public boolean happened(Set<Fault> some, long fromNanos, long toNanos) {
    return spells.stream()
        .anyMatch(
            each ->
                some.contains(each.fault)
                    && each.fromNanos <= toNanos
                    && each.untilNanos > fromNanos);
  }

  /// When, after this time, another fault begins or one ends; Long.MAX_VALUE for never.
  long changesAfter(long nanos) {
    long next = Long.MAX_VALUE;
    for (Spell each : spells) {
      next = each.fromNanos > nanos ? Math.min(next, each.fromNanos) : next;
      next = each.untilNanos > nanos ? Math.min(next, each.untilNanos) : next;
    }
    return next;
  }

  private Spell spell(long nanos) {
    for (Spell each : spells) {
      if (each.covers(nanos)) {
        return each;
      }
    }
    return null;
  }
}
