package io.tidegate.sim.lx106.chip;

import io.tidegate.sim.board.Boot;
import io.tidegate.sim.board.ResetCause;

/// What the ROM, and the second loader of the Arduino core, say before a program begins.
public final class BootText {
  private BootText() {}

  /// `variant`: what differs from chip to chip.
  public static Boot.Beginning of(ResetReason reason, int variant) {
    return new Boot.Rom().begin(cause(reason), false, variant);
  }

  private static ResetCause cause(ResetReason reason) {
    return switch (reason) {
      case POWER -> ResetCause.POWER_ON;
      case EXTERNAL -> ResetCause.EXTERNAL;
      case SOFTWARE, RESTART -> ResetCause.SOFTWARE_RESTART;
      case WATCHDOG -> ResetCause.HARDWARE_WATCHDOG;
      case DEEP_SLEEP -> ResetCause.DEEP_SLEEP_WAKE;
    };
  }
}
