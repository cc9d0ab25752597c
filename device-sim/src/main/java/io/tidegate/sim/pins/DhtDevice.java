package io.tidegate.sim.pins;

import io.tidegate.sim.sensor.DhtChip;
import java.util.ArrayList;
import java.util.List;

/// A DHT11 or DHT22 on its wire, with the resistor that its module has.
///
/// ```
/// board  ‾‾\____ 1 ms (DHT22), 18 ms (DHT11) or more ____/‾‾
/// chip                            30 µs | low 80 | high 80 | 40 x (low 50, high 26 or 70) | low 50
/// ```
/// Source: Aosong, AM2302 product manual, table 6 (the typical times); its DHT11 has the same.
public final class DhtDevice implements PinDevice {
  private static final long MICRO = 1_000;
  private static final long GO = 30 * MICRO;
  private static final long PRESENT = 80 * MICRO;
  private static final long GAP = 50 * MICRO;
  private static final long ZERO = 26 * MICRO;
  private static final long ONE = 70 * MICRO;

  /// From so short a time on it takes the wire for held low on purpose.
  private static final long WAKES_DHT22 = 800 * MICRO;

  private static final long WAKES_DHT11 = 18_000 * MICRO;

  private final DhtChip chip;
  private Plan plan = Plan.steady(Drive.PULLED_UP);
  private long busyUntil;
  private boolean held;
  private long heldNanos;

  public DhtDevice(DhtChip chip) {
    this.chip = chip;
  }

  @Override
  public boolean answers() {
    return true;
  }

  @Override
  public void power(long nowNanos) {
    chip.power(nowNanos);
  }

  @Override
  public void losePower() {
    chip.losePower();
    plan = Plan.steady(Drive.PULLED_UP);
    busyUntil = 0;
    held = false;
  }

  @Override
  public Plan plan(long nowNanos, long untilNanos) {
    return plan;
  }

  @Override
  public void wire(boolean high, long nowNanos) {
    if (nowNanos < busyUntil) {
      return;
    }
    if (!high) {
      held = true;
      heldNanos = nowNanos;
    } else if (held) {
      held = false;
      if (nowNanos - heldNanos >= wakes()) {
        answer(nowNanos);
      }
    }
  }

  private long wakes() {
    return chip.type() == DhtChip.Type.DHT11 ? WAKES_DHT11 : WAKES_DHT22;
  }

  private void answer(long nowNanos) {
    byte[] bytes = chip.answer(nowNanos);
    if (bytes == null) {
      return;
    }
    List<Plan.Change> changes = new ArrayList<>();
    long nanos = pulse(changes, nowNanos + GO, PRESENT, PRESENT);
    for (byte each : bytes) {
      for (int bit = 7; bit >= 0; bit--) {
        nanos = pulse(changes, nanos, GAP, (each >> bit & 1) == 0 ? ZERO : ONE);
      }
    }
    busyUntil = pulse(changes, nanos, GAP, 0);
    plan = Plan.of(Drive.PULLED_UP, changes);
  }

  private static long pulse(List<Plan.Change> changes, long nanos, long low, long high) {
    changes.add(new Plan.Change(nanos, Drive.LOW));
    changes.add(new Plan.Change(nanos + low, Drive.PULLED_UP));
    return nanos + low + high;
  }
}
