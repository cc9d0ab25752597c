package io.tidegate.sim.pins;

import java.util.ArrayList;
import java.util.List;

/// The wire at one pin: the board on one side, any number of devices on the other.
final class Wire {
  private final int pin;
  private final WireListener listener;
  private final List<PinDevice> devices = new ArrayList<>();
  private Drive board = Drive.FLOATING;
  private boolean high = true;

  // what the listener knows
  private Drive told = Drive.FLOATING;
  private long toldNanos;

  Wire(int pin, WireListener listener) {
    this.pin = pin;
    this.listener = listener;
  }

  void attach(PinDevice device) {
    devices.add(device);
  }

  boolean answers() {
    return devices.stream().anyMatch(PinDevice::answers);
  }

  boolean isFree() {
    return devices.isEmpty();
  }

  boolean changed() {
    boolean changed = false;
    for (PinDevice each : devices) {
      changed |= each.changed();
    }
    return changed;
  }

  Drive board() {
    return board;
  }

  /// The board does this to it from now on.
  void drive(Drive drive, long nowNanos) {
    follow(nowNanos);
    board = drive;
    boolean now = resting();
    if (now != high) {
      high = now;
      devices.forEach(each -> each.wire(now, nowNanos));
    }
    follow(nowNanos);
  }

  /// What all devices do.
  Plan devices(long nowNanos, long untilNanos) {
    Plan plan = Plan.steady(Drive.FLOATING);
    for (PinDevice each : devices) {
      plan = plan.with(each.plan(nowNanos, untilNanos));
    }
    return plan;
  }

  long changesAfter(long nanos) {
    long next = Long.MAX_VALUE;
    for (PinDevice each : devices) {
      next = Math.min(next, each.changesAfter(nanos));
    }
    return next;
  }

  /// Tells the listener what has been until now.
  void follow(long nowNanos) {
    Plan plan = devices(toldNanos, nowNanos);
    long nanos = toldNanos;
    tell(plan.at(nanos).with(board), nanos);
    while (plan.changesAfter(nanos) <= nowNanos) {
      nanos = plan.changesAfter(nanos);
      tell(plan.at(nanos).with(board), nanos);
    }
    toldNanos = Math.max(toldNanos, nowNanos);
  }

  void power(long nowNanos) {
    devices.forEach(each -> each.power(nowNanos));
  }

  /// The board has no power: it drives nothing.
  void losePower(long nowNanos) {
    drive(Drive.FLOATING, nowNanos);
    devices.forEach(PinDevice::losePower);
  }

  /// As the board leaves it: those who answer have a resistor that pulls up; any other wire that
  /// nobody pulls stays as it was.
  private boolean resting() {
    if (board.isHigh() || board.isLow()) {
      return board.isHigh();
    }
    return answers() || high;
  }

  private void tell(Drive drive, long nanos) {
    if (drive != told) {
      told = drive;
      listener.wire(pin, drive, nanos);
    }
  }
}
