package io.tidegate.sim.pins;

import java.util.ArrayList;
import java.util.List;

/// What is done to a wire over time: a drive, and at some times another. What it begins with has
/// been so for ever.
public final class Plan {
  private final Drive first;
  private final List<Change> changes;

  /// From this time on.
  public record Change(long nanos, Drive drive) {}

  private Plan(Drive first, List<Change> changes) {
    this.first = first;
    this.changes = changes;
  }

  public static Plan steady(Drive drive) {
    return new Plan(drive, List.of());
  }

  /// The changes that are real ones; times must not go back.
  public static Plan of(Drive first, List<Change> changes) {
    List<Change> real = new ArrayList<>();
    Drive drive = first;
    long nanos = Long.MIN_VALUE;
    for (Change each : changes) {
      if (each.nanos < nanos) {
        throw new IllegalArgumentException(
            "plan: expected a time of %d ns or later, got %d ns".formatted(nanos, each.nanos));
      }
      nanos = each.nanos;
      if (!real.isEmpty() && real.getLast().nanos == nanos) {
        real.removeLast();
        drive = real.isEmpty() ? first : real.getLast().drive;
      }
      if (each.drive != drive) {
        real.add(each);
        drive = each.drive;
      }
    }
    return new Plan(first, List.copyOf(real));
  }

  public Drive at(long nanos) {
    Drive drive = first;
    for (Change each : changes) {
      if (each.nanos > nanos) {
        break;
      }
      drive = each.drive;
    }
    return drive;
  }

  /// When it next changes; Long.MAX_VALUE for never.
  public long changesAfter(long nanos) {
    for (Change each : changes) {
      if (each.nanos > nanos) {
        return each.nanos;
      }
    }
    return Long.MAX_VALUE;
  }

  /// The changes after this time.
  public List<Change> after(long nanos) {
    return changes.stream().filter(each -> each.nanos > nanos).toList();
  }

  /// Both on one wire.
  public Plan with(Plan other) {
    if (changes.isEmpty() && other.changes.isEmpty()) {
      return steady(first.with(other.first));
    }
    List<Change> both = new ArrayList<>();
    long nanos = Long.MIN_VALUE;
    while (true) {
      nanos = Math.min(changesAfter(nanos), other.changesAfter(nanos));
      if (nanos == Long.MAX_VALUE) {
        return of(first.with(other.first), both);
      }
      both.add(new Change(nanos, at(nanos).with(other.at(nanos))));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Plan plan && first == plan.first && changes.equals(plan.changes);
  }

  @Override
  public int hashCode() {
    return 31 * first.hashCode() + changes.hashCode();
  }

  @Override
  public String toString() {
    return first + " " + changes;
  }
}
