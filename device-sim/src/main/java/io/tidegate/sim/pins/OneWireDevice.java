package io.tidegate.sim.pins;

import java.util.List;

/// A device on a one-wire line, as far as time goes: what is a reset, a bit that is written, a bit
/// that is read. What the bits mean is its [OneWireTalk]'s matter. The line's resistor belongs to
/// it.
///
/// ```
/// reset      board ‾\__ 480 µs or more __/‾     device  30 | low 120
/// write 1    board ‾\_ up to 15 _/‾             device looks 30 µs after the edge
/// write 0    board ‾\__ 60 to 120 __/‾
/// read 0     board ‾\_ 1 or more _/‾            device  low until 30 µs after the edge
/// ```
/// Source: Maxim, DS18B20 data sheet, 1-Wire signalling; of its ranges the typical times.
public final class OneWireDevice implements PinDevice {
  private static final long MICRO = 1_000;

  /// A little less than 480 µs, for boards whose clocks go fast.
  private static final long RESET = 470 * MICRO;

  private static final long WAITS = 30 * MICRO;
  private static final long PRESENT = 120 * MICRO;
  private static final long LOOKS = 30 * MICRO;

  private final OneWireTalk talk;
  private Plan plan = Plan.steady(Drive.PULLED_UP);
  private boolean held;
  private boolean sent;
  private long heldNanos;

  public OneWireDevice(OneWireTalk talk) {
    this.talk = talk;
  }

  @Override
  public boolean answers() {
    return true;
  }

  @Override
  public void losePower() {
    talk.losePower();
    plan = Plan.steady(Drive.PULLED_UP);
    held = false;
  }

  @Override
  public Plan plan(long nowNanos, long untilNanos) {
    return plan;
  }

  @Override
  public void wire(boolean high, long nowNanos) {
    if (!high) {
      falls(nowNanos);
    } else if (held) {
      held = false;
      rises(nowNanos);
    }
  }

  private void falls(long nowNanos) {
    held = true;
    heldNanos = nowNanos;
    sent = talk.isThere(nowNanos) && talk.sends();
    plan =
        sent && !talk.send(nowNanos)
            ? low(nowNanos, nowNanos + LOOKS)
            : Plan.steady(Drive.PULLED_UP);
  }

  private void rises(long nowNanos) {
    long low = nowNanos - heldNanos;
    if (low >= RESET) {
      talk.reset();
      plan =
          talk.isThere(nowNanos)
              ? low(nowNanos + WAITS, nowNanos + WAITS + PRESENT)
              : Plan.steady(Drive.PULLED_UP);
    } else if (!sent && talk.isThere(nowNanos)) {
      talk.receive(low < LOOKS, nowNanos);
    }
  }

  private static Plan low(long fromNanos, long untilNanos) {
    return Plan.of(
        Drive.PULLED_UP,
        List.of(
            new Plan.Change(fromNanos, Drive.LOW), new Plan.Change(untilNanos, Drive.PULLED_UP)));
  }
}
