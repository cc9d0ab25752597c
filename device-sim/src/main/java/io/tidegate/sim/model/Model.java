package io.tidegate.sim.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Measures some quantities every so often while the board runs. Numbers count on over resets and
/// losses of power: they belong to the world, not to the board's memory.
public final class Model {
  private final List<Quantity> quantities;
  private final List<String> names = new ArrayList<>();
  private final long periodNanos;
  private final RandomGenerator random;
  private final Consumer<Measurement> witness;
  private long measured;
  private long dueNanos = Long.MAX_VALUE;
  private boolean ended;

  /// `witness` sees each measurement before the board does.
  public Model(
      List<Quantity> quantities,
      long periodNanos,
      RandomGenerator random,
      Consumer<Measurement> witness) {
    if (periodNanos < 1) {
      throw new IllegalArgumentException("a period of " + periodNanos + " ns");
    }
    this.quantities = List.copyOf(quantities);
    this.periodNanos = periodNanos;
    this.random = random;
    this.witness = witness;
    names.add(Measurement.NUMBER);
    quantities.forEach(each -> names.add(each.name()));
  }

  public List<String> names() {
    return names;
  }

  /// How many measurements there have been.
  public long measured() {
    return measured;
  }

  /// The board begins to run: the first measurement follows after one period.
  public void start(long nowNanos) {
    dueNanos = ended ? Long.MAX_VALUE : nowNanos + periodNanos;
  }

  /// No measurement ever again, whatever the board does.
  public void end() {
    ended = true;
    dueNanos = Long.MAX_VALUE;
  }

  /// No further measurement, until the next start.
  public void stop() {
    dueNanos = Long.MAX_VALUE;
  }

  public long dueNanos() {
    return dueNanos;
  }

  /// The measurement that is due, or null. What was missed is not made up for.
  public Measurement take(long nowNanos) {
    if (nowNanos < dueNanos) {
      return null;
    }
    dueNanos += periodNanos;
    if (dueNanos <= nowNanos) {
      dueNanos = nowNanos + periodNanos;
    }
    List<String> values = new ArrayList<>(names.size());
    values.add(Long.toString(++measured));
    for (Quantity each : quantities) {
      values.add(each.text(each.wave().at(nowNanos, random)));
    }
    Measurement measurement = new Measurement(measured, nowNanos, names, values);
    witness.accept(measurement);
    return measurement;
  }
}
