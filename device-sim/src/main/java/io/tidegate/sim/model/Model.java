package io.tidegate.sim.model;

import io.tidegate.sim.sensor.Quantity;
import io.tidegate.sim.sensor.Sensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

/// Reads some sensors every so often while the board runs, and, where asked to, whenever a watched
/// pin changes. Numbers count on over resets and losses of power: they belong to the world, not to
/// the board's memory.
public final class Model {
  private final List<Sensor> sensors;
  private final List<Quantity> quantities = new ArrayList<>();
  private final long periodNanos;
  private final boolean watchingPins;
  private final Consumer<Measurement> witness;
  private LongUnaryOperator worldNanos = nanos -> nanos;
  private long measured;
  private boolean ended;

  // While the board runs; Long.MAX_VALUE else.
  private long periodDueNanos = Long.MAX_VALUE;
  private long edgeDueNanos = Long.MAX_VALUE;

  /// What the watched sensors gave last, by their place.
  private final double[][] watched;

  /// `witness` sees each measurement before the board does.
  public Model(List<? extends Sensor> sensors, long periodNanos, Consumer<Measurement> witness) {
    this(sensors, periodNanos, false, witness);
  }

  /// With `watchingPins` a measurement follows at once when a contact, a motion sensor or a counter
  /// changes, as in a sketch with an interrupt.
  public Model(
      List<? extends Sensor> sensors,
      long periodNanos,
      boolean watchingPins,
      Consumer<Measurement> witness) {
    if (periodNanos < 1) {
      throw new IllegalArgumentException(
          "period: expected 1 ns at least, got " + periodNanos + " ns");
    }
    this.sensors = List.copyOf(sensors);
    this.periodNanos = periodNanos;
    this.watchingPins = watchingPins;
    this.witness = witness;
    this.watched = new double[sensors.size()][];
    sensors.forEach(each -> quantities.addAll(each.quantities()));
    Set<String> names = new HashSet<>();
    for (String name : Measurement.names(quantities)) {
      if (!names.add(name)) {
        throw new IllegalArgumentException(
            "expected each quantity of a board to have its own name; got " + name + " twice");
      }
    }
  }

  /// Without `n`.
  public List<Quantity> quantities() {
    return List.copyOf(quantities);
  }

  /// How many measurements there have been.
  public long measured() {
    return measured;
  }

  /// The clock that the board measures by: how long it takes until so much of its own time has
  /// passed.
  public void clock(LongUnaryOperator worldNanos) {
    this.worldNanos = worldNanos;
  }

  /// The board begins to run: the first measurement follows after one period.
  public void start(long nowNanos) {
    sensors.forEach(each -> each.start(nowNanos));
    periodDueNanos = ended ? Long.MAX_VALUE : nowNanos + period();
    edgeDueNanos = Long.MAX_VALUE;
    if (watchingPins && !ended) {
      watch(nowNanos);
    }
  }

  /// The board and its sensors have no power until the next start.
  public void losePower() {
    sensors.forEach(Sensor::losePower);
    stop();
  }

  /// No measurement ever again, whatever the board does.
  public void end() {
    ended = true;
    stop();
  }

  /// No further measurement, until the next start.
  public void stop() {
    periodDueNanos = Long.MAX_VALUE;
    edgeDueNanos = Long.MAX_VALUE;
  }

  public long dueNanos() {
    return Math.min(periodDueNanos, edgeDueNanos);
  }

  /// The measurement that is due, or null. What was missed is not made up for.
  public Measurement take(long nowNanos) {
    boolean changed = nowNanos >= edgeDueNanos && watch(nowNanos);
    if (nowNanos < periodDueNanos && !changed) {
      return null;
    }
    if (nowNanos >= periodDueNanos) {
      periodDueNanos += period();
      if (periodDueNanos <= nowNanos) {
        periodDueNanos = nowNanos + period();
      }
    }
    return measure(nowNanos);
  }

  /// A measurement now: a sketch that reads its sensors when it comes to them, with no period. Null
  /// after the [#end].
  public Measurement measure(long nowNanos) {
    if (ended) {
      return null;
    }
    List<Double> values = new ArrayList<>(quantities.size());
    for (Sensor each : sensors) {
      for (double value : each.read(nowNanos)) {
        values.add(value);
      }
    }
    Measurement measurement = new Measurement(++measured, nowNanos, quantities, values);
    witness.accept(measurement);
    return measurement;
  }

  private long period() {
    return worldNanos.applyAsLong(periodNanos);
  }

  /// Looks at the watched sensors; true when one of them is not as it was.
  private boolean watch(long nowNanos) {
    boolean changed = false;
    edgeDueNanos = Long.MAX_VALUE;
    for (int i = 0; i < watched.length; i++) {
      long edgeNanos = sensors.get(i).edgeAfter(nowNanos);
      if (edgeNanos != Long.MAX_VALUE || watched[i] != null) {
        edgeDueNanos = Math.min(edgeDueNanos, edgeNanos);
        double[] values = sensors.get(i).read(nowNanos);
        changed |= watched[i] != null && !Arrays.equals(watched[i], values);
        watched[i] = values;
      }
    }
    return changed;
  }
}
