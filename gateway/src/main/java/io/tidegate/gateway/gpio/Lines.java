package io.tidegate.gateway.gpio;

import io.tidegate.gateway.pin.PinRule;

/// The machine's lines, by their BCM numbers. One thread calls it; each call is over in a moment.
/// A line is taken with its first call, and everything is given back by [#close].
public interface Lines extends AutoCloseable {
  /// Those of the Raspberry Pi that this is; that it is none is said at the first call.
  static Lines ofThisMachine(GpioSettings settings) {
    return PiLines.of(settings.pins().chip(), settings.sysfs());
  }

  /// Called from another thread, in order for one line; it may not block.
  interface Listener {
    /// In [System#nanoTime].
    void edge(boolean high, long atNanos);
  }

  /// True when it is high. With the first call the listener begins to hear of edges.
  boolean read(int line, PinRule.Pull pull, Listener listener) throws Unreadable;

  /// High or low from now on.
  void drive(int line, boolean high) throws Unreadable;

  /// High for so many percent of each period.
  void pulse(int line, int frequencyHertz, int percent) throws Unreadable;

  @Override
  void close();
}
