package io.tidegate.gateway.pin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Lines in memory, with switches for faults.
final class Machine implements Outside {
  static final long MILLI = 1_000_000L;
  static final long SECOND = 1_000 * MILLI;

  final Map<String, Level> levels = new HashMap<>();
  final Map<String, Integer> driven = new HashMap<>();
  final Set<String> broken = new HashSet<>();
  final List<String> told = new ArrayList<>();
  int reads;

  /// Never on together, whatever happens: checked at each switch.
  final List<Set<String>> exclusive = new ArrayList<>();

  @Override
  public Level read(PinRule pin) {
    reads++;
    return broken.contains(pin.name()) ? Level.UNKNOWN : levels.getOrDefault(pin.name(), Level.LOW);
  }

  @Override
  public boolean drive(PinRule.Driven pin, int duty) {
    if (broken.contains(pin.name())) {
      return false;
    }
    driven.put(pin.name(), duty);
    for (Set<String> names : exclusive) {
      if (names.stream().filter(name -> driven.getOrDefault(name, 0) > 0).count() > 1) {
        throw new AssertionError("on together: " + driven);
      }
    }
    return true;
  }

  @Override
  public void report(String json, long atNanos) {
    told.add(atNanos / MILLI + " " + json);
  }

  @Override
  public void restless(PinRule pin, String words) {
    told.add("restless " + pin.name());
  }

  @Override
  public void settles(PinRule pin) {
    told.add("settles " + pin.name());
  }

  /// What was told since the last call.
  List<String> take() {
    List<String> all = List.copyOf(told);
    told.clear();
    return all;
  }
}
