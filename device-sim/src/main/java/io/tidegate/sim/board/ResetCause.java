package io.tidegate.sim.board;

import io.tidegate.sim.setting.Named;

/// Why a chip began anew, with the numbers that an ESP8266 has for it. Where they come from stands
/// in FACTS.md.
public enum ResetCause implements Named.Constant {
  POWER_ON(0, 1, "Power On"),
  HARDWARE_WATCHDOG(1, 4, "Hardware Watchdog"),
  EXCEPTION(2, 2, "Exception"),
  SOFTWARE_WATCHDOG(3, 2, "Software Watchdog"),
  SOFTWARE_RESTART(4, 2, "Software/System restart"),
  DEEP_SLEEP_WAKE(5, 2, "Deep-Sleep Wake"),
  EXTERNAL(6, 2, "External System");

  private final int sdkReason;
  private final int romCause;
  private final String words;

  ResetCause(int sdkReason, int romCause, String words) {
    this.sdkReason = sdkReason;
    this.romCause = romCause;
    this.words = words;
  }

  /// What `ESP.getResetInfoPtr()->reason` is.
  public int sdkReason() {
    return sdkReason;
  }

  /// What stands after `rst cause:` in the ROM's first line.
  public int romCause() {
    return romCause;
  }

  /// What `ESP.getResetReason()` says.
  public String words() {
    return words;
  }

  /// True when the chip's clock goes on as the program had set it. Otherwise the ROM runs at the
  /// bare crystal's, and its text at another speed.
  public boolean keepsClock() {
    return switch (this) {
      case HARDWARE_WATCHDOG, EXCEPTION, SOFTWARE_WATCHDOG, SOFTWARE_RESTART -> true;
      case POWER_ON, DEEP_SLEEP_WAKE, EXTERNAL -> false;
    };
  }

  /// The cause of this name; throws with the names there are.
  public static ResetCause of(String wireName) {
    return Named.find(values(), wireName);
  }
}
