package io.tidegate.sim.sensor;

import io.tidegate.sim.signal.Signal;

/// Pulses whose rate is a signal: how many there have been since the world began, and when the next
/// comes. Between the seconds the rate is taken to go evenly. Times never go back.
final class Pulses {
  private static final long CELL_NANOS = 1_000_000_000L;

  /// So far ahead a next pulse is looked for; then somebody has to ask again.
  private static final int CELLS_AHEAD = 3_600;

  /// Below this a sum of many parts is what it should have been.
  private static final double ROUNDING = 1e-9;

  private final Signal perHour;
  private final double factor;

  // The second under way: how many came before it, and the rate at its ends.
  private long cell;
  private double before;
  private double from;
  private double to;

  /// `factor` pulses an hour for each unit of the signal.
  Pulses(Signal perHour, double factor) {
    this.perHour = perHour;
    this.factor = factor;
    this.from = rate(0);
    this.to = rate(CELL_NANOS);
  }

  long until(long nowNanos) {
    while ((cell + 1) * CELL_NANOS <= nowNanos) {
      before += within(from, to, 1);
      cell++;
      from = to;
      to = rate((cell + 1) * CELL_NANOS);
    }
    return whole(before + within(from, to, part(nowNanos)));
  }

  /// When one more will have come, an hour ahead at most.
  long nextAfter(long nowNanos) {
    long next = until(nowNanos) + 1;
    double sum = before;
    double begins = from;
    double ends = to;
    for (long ahead = cell; ahead < cell + CELLS_AHEAD; ahead++) {
      double more = within(begins, ends, 1);
      if (whole(sum + more) >= next) {
        return Math.max(nowNanos + 1, ahead * CELL_NANOS + reached(begins, ends, sum, next));
      }
      sum += more;
      begins = ends;
      ends = rate((ahead + 2) * CELL_NANOS);
    }
    return nowNanos + CELLS_AHEAD * CELL_NANOS;
  }

  /// The first nanosecond within a second by which that many have come.
  private static long reached(double from, double to, double before, long count) {
    long low = 0;
    long high = CELL_NANOS;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (whole(before + within(from, to, (double) middle / CELL_NANOS)) >= count) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /// How much comes within the first part of a second, the rate going from the one to the other.
  private static double within(double from, double to, double part) {
    return part * (from + (to - from) * part / 2) / 3_600;
  }

  private double rate(long nanos) {
    return Math.max(0, perHour.at(nanos)) * factor;
  }

  private double part(long nanos) {
    return (double) (nanos - cell * CELL_NANOS) / CELL_NANOS;
  }

  private static long whole(double sum) {
    return (long) Math.floor(sum + ROUNDING);
  }
}
