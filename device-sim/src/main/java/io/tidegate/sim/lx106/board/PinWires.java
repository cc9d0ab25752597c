package io.tidegate.sim.lx106.board;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.chip.Pull;
import io.tidegate.sim.pins.Drive;
import io.tidegate.sim.pins.PinBus;
import io.tidegate.sim.pins.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The chip's pins on the board's wires. What devices will do is known a little ahead, and reaches
/// the chip at its time.
final class PinWires {
  private static final int PINS = 17;
  private static final long AHEAD_NANOS = 20_000_000;

  private final PinBus bus;
  private final Esp8266 chip;
  private final List<Integer> devices;

  /// Of each pin: how often it was looked at. What was to be done for an earlier look is off.
  private final int[] looks = new int[PINS];

  private final Drive[] driven = new Drive[PINS];
  private final Drive[] pulled = new Drive[PINS];

  PinWires(PinBus bus, Esp8266 chip) {
    this.bus = bus;
    this.chip = chip;
    Arrays.fill(driven, Drive.FLOATING);
    Arrays.fill(pulled, Drive.FLOATING);
    devices = new ArrayList<>(bus.pins().stream().filter(pin -> pin < PINS).toList());
  }

  /// The board has power.
  void power(long nanos) {
    bus.power(nanos);
    devices.forEach(pin -> look(pin, nanos));
  }

  void losePower(long nanos) {
    bus.losePower(nanos);
    for (int pin = 0; pin < PINS; pin++) {
      looks[pin]++;
    }
  }

  /// A reset, or no power.
  void release(long nanos) {
    Arrays.fill(driven, Drive.FLOATING);
    Arrays.fill(pulled, Drive.FLOATING);
    bus.release(nanos);
    devices.forEach(pin -> look(pin, nanos));
  }

  /// The chip drives a pin, or lets go of it.
  void drive(int pin, boolean drives, boolean high, long cycles) {
    driven[pin] = drives ? high ? Drive.HIGH : Drive.LOW : Drive.FLOATING;
    moved(pin, cycles);
  }

  /// The chip's own resistor.
  void pull(int pin, Pull pull, long cycles) {
    pulled[pin] =
        switch (pull) {
          case NONE -> Drive.FLOATING;
          case UP -> Drive.PULLED_UP;
          case DOWN -> Drive.PULLED_DOWN;
        };
    moved(pin, cycles);
  }

  private void moved(int pin, long cycles) {
    long nanos = Time.nanos(cycles);
    bus.drive(pin, driven[pin].with(pulled[pin]), nanos);
    if (devices.contains(pin)) {
      look(pin, nanos);
    }
    bus.changed().stream().filter(devices::contains).forEach(other -> look(other, nanos));
  }

  private void look(int pin, long nanos) {
    Plan plan = bus.devices(pin, nanos, nanos + AHEAD_NANOS);
    Drive outside = plan.at(nanos);
    if (outside == Drive.FLOATING) {
      chip.free(pin);
    } else {
      chip.pin(pin, outside.isHigh());
    }
    int number = ++looks[pin];
    long again =
        Math.min(
            plan.changesAfter(nanos),
            bus.answers(pin) ? Long.MAX_VALUE : bus.changesAfter(pin, nanos + AHEAD_NANOS));
    if (again < Long.MAX_VALUE) {
      long cycles = Time.cycles(again) + 1;
      chip.at(
          cycles,
          () -> {
            if (looks[pin] == number) {
              look(pin, Time.nanos(cycles));
            }
          });
    }
  }
}
