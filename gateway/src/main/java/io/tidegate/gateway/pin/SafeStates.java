package io.tidegate.gateway.pin;

/// What an output is set to when nobody decides, in percent: when the gateway starts, when it
/// stops, and when the broker has been away for `awayNanos`. The last two may be [#KEEP].
public record SafeStates(int atStart, int atStop, int whenAway, long awayNanos) {
  public static final int OFF = 0;
  public static final int FULL = 100;

  /// As it is.
  public static final int KEEP = -1;
}
