package io.tidegate.sim.pins;

import io.tidegate.sim.i2c.Ads1115Chip;
import io.tidegate.sim.sensor.Fault;
import io.tidegate.sim.sensor.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The pin ALERT/RDY of an ADS1115, with the resistor that its module has: low when a conversion is
/// done, for 8 µs where one follows the other.
///
/// Source: Texas Instruments, SBAS444, conversion ready pin.
final class AlertPin implements PinDevice {
  private static final long PULSE_NANOS = 8_000;

  /// Nobody asks for longer at a time.
  private static final long MOST_NANOS = 1_000_000_000L;

  private final Ads1115Chip chip;
  private final Faults faults;
  private Ads1115Chip.Ready known;

  AlertPin(Ads1115Chip chip, Faults faults) {
    this.chip = chip;
    this.faults = faults;
  }

  @Override
  public Plan plan(long nowNanos, long untilNanos) {
    Ads1115Chip.Ready ready = chip.ready();
    if (ready == null || faults.at(nowNanos) == Fault.DISCONNECTED) {
      return Plan.steady(Drive.PULLED_UP);
    }
    List<Plan.Change> changes = new ArrayList<>();
    if (ready.everyNanos() == 0) {
      changes.add(new Plan.Change(ready.firstNanos(), Drive.LOW));
    } else {
      long fromNanos = Math.max(nowNanos, untilNanos - MOST_NANOS) - ready.firstNanos();
      long nanos =
          ready.firstNanos() + Math.max(0, fromNanos / ready.everyNanos()) * ready.everyNanos();
      for (; nanos <= untilNanos; nanos += ready.everyNanos()) {
        changes.add(new Plan.Change(nanos, Drive.LOW));
        changes.add(new Plan.Change(nanos + PULSE_NANOS, Drive.PULLED_UP));
      }
    }
    return Plan.of(Drive.PULLED_UP, changes);
  }

  @Override
  public long changesAfter(long nanos) {
    Ads1115Chip.Ready ready = chip.ready();
    if (ready == null) {
      return Long.MAX_VALUE;
    }
    if (nanos < ready.firstNanos()) {
      return ready.firstNanos();
    }
    long every = ready.everyNanos();
    return every == 0
        ? Long.MAX_VALUE
        : ready.firstNanos() + ((nanos - ready.firstNanos()) / every + 1) * every;
  }

  @Override
  public boolean changed() {
    Ads1115Chip.Ready before = known;
    known = chip.ready();
    return !Objects.equals(before, known);
  }
}
