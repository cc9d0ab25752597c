package io.tidegate.sim.lx106.chip;

/// Why a chip begins anew. The number is what its ROM finds in the RTC and prints as `rst cause`.
public enum ResetReason {
  /// Power came: nothing is kept.
  POWER(1),
  /// The reset pin, or the end of a deep sleep, which is the reset pin too.
  EXTERNAL(2),
  /// The RTC's software reset.
  SOFTWARE(3),
  /// The watchdog of the chip itself.
  WATCHDOG(4),
  /// The RTC ended a deep sleep without the reset pin, as with the enable pin wired to GPIO16.
  DEEP_SLEEP(5),
  /// The program went to the reset vector: no register says so, the reason before stays.
  RESTART(0);

  private final int cause;

  ResetReason(int cause) {
    this.cause = cause;
  }

  /// 1 to 5; 0 when there is none.
  public int cause() {
    return cause;
  }
}
