package io.tidegate.sim.pins;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The wires of one board by the numbers of its pins, and its analogue inputs.
public final class PinBus {
  /// Pins have numbers below this.
  public static final int PINS = 32;

  private static final WireListener NOBODY = (_, _, _) -> {};

  private final Map<Integer, Wire> wires = new TreeMap<>();
  private final Map<Integer, AnalogSource> sources = new HashMap<>();
  private WireListener listener = NOBODY;

  /// Who is told of every wire.
  public void listener(WireListener one) {
    listener = one;
  }

  public PinBus attach(int pin, PinDevice device) {
    wire(pin).attach(device);
    return this;
  }

  /// One for each input.
  public PinBus attach(int pin, AnalogSource source) {
    if (sources.putIfAbsent(check(pin), source) != null) {
      throw new IllegalArgumentException(
          "pin %d: expected one analogue source, got a second".formatted(pin));
    }
    return this;
  }

  /// Those on which a device hangs.
  public Set<Integer> pins() {
    Set<Integer> pins = new TreeSet<>();
    wires.forEach(
        (pin, wire) -> {
          if (!wire.isFree()) {
            pins.add(pin);
          }
        });
    return pins;
  }

  /// The board does this to the wire from now on.
  public void drive(int pin, Drive drive, long nowNanos) {
    wire(pin).drive(drive, nowNanos);
  }

  /// What the board does to it.
  public Drive board(int pin) {
    return wire(pin).board();
  }

  /// What the devices on the wire do.
  public Plan devices(int pin, long nowNanos, long untilNanos) {
    return wire(pin).devices(nowNanos, untilNanos);
  }

  public boolean answers(int pin) {
    return wire(pin).answers();
  }

  public long changesAfter(int pin, long nanos) {
    return wire(pin).changesAfter(nanos);
  }

  /// Those at which something other than their wire has changed the plan of a device since this was
  /// last asked.
  public List<Integer> changed() {
    List<Integer> changed = new ArrayList<>();
    wires.forEach(
        (pin, wire) -> {
          if (wire.changed()) {
            changed.add(pin);
          }
        });
    return changed;
  }

  /// What analogRead gives; below 0 where nothing is connected.
  public int analog(int pin, long nowNanos) {
    AnalogSource source = sources.get(pin);
    return source == null ? -1 : source.number(nowNanos);
  }

  /// Tells the listener what has been until now, on all wires.
  public void follow(long nowNanos) {
    wires.values().forEach(each -> each.follow(nowNanos));
  }

  public void power(long nowNanos) {
    wires.values().forEach(each -> each.power(nowNanos));
  }

  /// The board lets go of all wires: a reset, or no power.
  public void release(long nowNanos) {
    wires.values().forEach(each -> each.drive(Drive.FLOATING, nowNanos));
  }

  public void losePower(long nowNanos) {
    wires.values().forEach(each -> each.losePower(nowNanos));
  }

  private Wire wire(int pin) {
    return wires.computeIfAbsent(check(pin), number -> new Wire(number, this::told));
  }

  private void told(int pin, Drive drive, long nanos) {
    listener.wire(pin, drive, nanos);
  }

  private static int check(int pin) {
    if (pin < 0 || pin >= PINS) {
      throw new IllegalArgumentException("pin: expected 0 to %d, got %d".formatted(PINS - 1, pin));
    }
    return pin;
  }
}
