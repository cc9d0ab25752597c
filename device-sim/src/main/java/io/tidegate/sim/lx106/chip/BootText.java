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

  /// How fast it is said.
  public static int baud(ResetReason reason) {
    return new Boot.Rom().begin(cause(reason), true, 0).baud();
  }

  /// What the ROM says before it looks at the flash; lines end in `\n` here.
  public static String first(ResetReason reason) {
    return Boot.Rom.first(cause(reason), false, 0);
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
