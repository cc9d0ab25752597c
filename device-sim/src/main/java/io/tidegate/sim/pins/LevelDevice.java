package io.tidegate.sim.pins;

import io.tidegate.sim.sensor.LevelSource;
import io.tidegate.sim.sensor.MotionSensor;
import io.tidegate.sim.sensor.Sensor;
import java.util.ArrayList;
import java.util.List;

/// Something that drives its wire by itself: a contact, the output of a sensor. It is looked at a
/// little ahead, so that a sketch knows the edges before they come.
public final class LevelDevice implements PinDevice {
  /// Whoever asks about a time asks no later than so long after it.
  private static final long REMEMBERS_NANOS = 1_000_000_000L;

  private final LevelSource source;
  private final Drive whenLow;
  private final Drive whenHigh;
  private final Sensor sensor;
  private final List<Plan.Change> changes = new ArrayList<>();
  private Drive first;
  private Drive last;
  private long knownNanos;

  /// `sensor` is told of power; null for a source that needs none.
  private LevelDevice(LevelSource source, Sensor sensor, Drive whenLow, Drive whenHigh) {
    this.source = source;
    this.sensor = sensor;
    this.whenLow = whenLow;
    this.whenHigh = whenHigh;
    this.first = drive(0);
    this.last = first;
  }

  /// A contact to ground, with a resistor to the supply.
  public static LevelDevice contact(LevelSource source) {
    return new LevelDevice(source, null, Drive.LOW, Drive.PULLED_UP);
  }

  /// The output of a sensor with a supply of its own, which drives both ways.
  public static LevelDevice output(MotionSensor sensor) {
    return new LevelDevice(sensor, sensor, Drive.LOW, Drive.HIGH);
  }

  @Override
  public Plan plan(long nowNanos, long untilNanos) {
    while (knownNanos < untilNanos) {
      knownNanos = Math.min(untilNanos, source.edgeAfter(knownNanos));
      Drive drive = drive(knownNanos);
      if (drive != last) {
        last = drive;
        changes.add(new Plan.Change(knownNanos, drive));
      }
    }
    while (!changes.isEmpty() && changes.getFirst().nanos() < nowNanos - REMEMBERS_NANOS) {
      first = changes.removeFirst().drive();
    }
    return Plan.of(first, changes);
  }

  @Override
  public long changesAfter(long nanos) {
    for (Plan.Change each : changes) {
      if (each.nanos() > nanos) {
        return each.nanos();
      }
    }
    return Math.max(nanos + 1, source.edgeAfter(knownNanos));
  }

  @Override
  public void power(long nowNanos) {
    if (sensor != null) {
      sensor.start(nowNanos);
    }
  }

  @Override
  public void losePower() {
    if (sensor != null) {
      sensor.losePower();
    }
  }

  private Drive drive(long nanos) {
    return source.level(nanos) ? whenHigh : whenLow;
  }
}
