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
  private long cell;
  private double before;

  /// `factor` pulses an hour for each unit of the signal.
  Pulses(Signal perHour, double factor) {
    this.perHour = perHour;
    this.factor = factor;
  }

  long until(long nowNanos) {
    for (; (cell + 1) * CELL_NANOS <= nowNanos; cell++) {
      before += within(cell, 1);
    }
    return whole(before + within(cell, part(nowNanos)));
  }

  /// When one more will have come, an hour ahead at most.
  long nextAfter(long nowNanos) {
    long next = until(nowNanos) + 1;
    double sum = before;
    for (long ahead = cell; ahead < cell + CELLS_AHEAD; ahead++) {
      double more = within(ahead, 1);
      if (whole(sum + more) >= next) {
        return Math.max(nowNanos + 1, reached(ahead, sum, next));
      }
      sum += more;
    }
    return nowNanos + CELLS_AHEAD * CELL_NANOS;
  }

  /// The first nanosecond of the cell at which that many have come.
  private long reached(long cell, double sum, long count) {
    long low = 0;
    long high = CELL_NANOS;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (whole(sum + within(cell, (double) middle / CELL_NANOS)) >= count) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return cell * CELL_NANOS + low;
  }

  /// How much comes within the first part of this cell.
  private double within(long cell, double part) {
    double from = rate(cell * CELL_NANOS);
    double to = rate((cell + 1) * CELL_NANOS);
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
