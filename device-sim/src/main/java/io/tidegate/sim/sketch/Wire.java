package io.tidegate.sim.sketch;

/// The kinds of messages. Those from 32 belong to the [Peripheral]s: 32 to 63 pins, 64 to 127 the
/// network.
public final class Wire {
  /// To the sketch, once: who it is and why it starts.
  static final int START = 1;

  /// To the sketch: go on from here, and come back at the latest then.
  static final int RUN = 2;

  /// From it: back again.
  static final int YIELD = 3;

  /// To it: what it has asked.
  public static final int ANSWER = 4;

  /// From it, its last words.
  static final int DEATH = 5;

  /// From it, for the user: what the simulated part cannot do.
  static final int NOTE = 6;

  static final int PRINT = 16;
  static final int BAUD = 17;
  static final int SERIAL = 18;
  static final int SERIAL_LOST = 19;
  static final int RTC_WRITE = 20;
  static final int CLOCK = 21;

  private Wire() {}
}
