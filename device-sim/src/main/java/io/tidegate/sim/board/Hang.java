package io.tidegate.sim.board;

import io.tidegate.sim.setting.Named;

/// How a sketch stops going round.
public enum Hang implements Named.Constant {
  /// It waits for something that never comes and feeds the watchdogs while it does: `while (...)
  /// delay(10);`. Nothing catches it.
  WAITING,
  /// It goes round and round without a pause: `while (true) {}`. The software watchdog catches it
  /// where there is one.
  BUSY,
  /// As [#BUSY], with interrupts off: only the hardware watchdog catches it, and input is not taken
  /// out of the FIFO.
  INTERRUPTS_OFF;

  /// The way of this name; throws with the names there are.
  public static Hang of(String wireName) {
    return Named.find(values(), wireName);
  }
}
