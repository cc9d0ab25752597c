package io.tidegate.sim.sensor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.stream.Collectors;

/// The faults that were injected into one sensor. Of several at one time the one injected last
/// counts.
final class Faults {
  private static final int WAITING_MAX = 1_000;

  private record Spell(Fault fault, long fromNanos, long untilNanos) {}

  private final String sensor;
  private final Set<Fault> known;
  private final Deque<Spell> spells = new ArrayDeque<>();

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
          sensor + ": expected a fault that ends after it begins, got one of no duration");
    }
    spells.removeIf(each -> each.untilNanos <= fromNanos && each.fromNanos < fromNanos);
    if (spells.size() == WAITING_MAX) {
      throw new IllegalArgumentException(
          sensor + ": expected at most " + WAITING_MAX + " faults to come, got one more");
    }
    spells.addFirst(new Spell(fault, fromNanos, untilNanos));
  }

  /// Null when all is well.
  Fault at(long nanos) {
    Spell spell = spell(nanos);
    return spell == null ? null : spell.fault;
  }

  /// When the fault of this time began.
  long since(long nanos) {
    return spell(nanos).fromNanos;
  }

  private Spell spell(long nanos) {
    for (Spell each : spells) {
      if (each.fromNanos <= nanos && nanos < each.untilNanos) {
        return each;
      }
    }
    return null;
  }
}
