package io.tidegate.gateway.device;

/// The ladder for a board that says nothing: open its port anew, reset it, raise an alarm. Each
/// rung
/// gets the whole time again. A board that speaks is at its foot.
final class Silence {
  enum Rung {
    NONE,
    REOPEN,
    RESET,
    ALARM
  }

  private long limitNanos;
  private Rung reached = Rung.NONE;
  private long sinceNanos;
  private boolean watching;

  /// 0 seconds: never.
  Silence(int limitSeconds) {
    this.limitNanos = limitSeconds * 1_000_000_000L;
  }

  /// Another limit; whoever is `present` is at the foot and has all of it.
  void limit(int limitSeconds, boolean present, long nowNanos) {
    limitNanos = limitSeconds * 1_000_000_000L;
    reached = Rung.NONE;
    sinceNanos = nowNanos;
    watching = present && limitNanos > 0;
  }

  void heard(long nowNanos) {
    reached = Rung.NONE;
    sinceNanos = nowNanos;
    watching = limitNanos > 0;
  }

  /// The board's port came up: it gets time to speak, and stays on its rung.
  void portUp(long nowNanos) {
    sinceNanos = nowNanos;
    watching = limitNanos > 0 && reached != Rung.ALARM;
  }

  /// A port that is down explains the silence.
  void portDown() {
    watching = false;
  }

  long dueNanos() {
    return watching ? sinceNanos + limitNanos : Long.MAX_VALUE;
  }

  long limitSeconds() {
    return limitNanos / 1_000_000_000L;
  }

  /// The next rung, when its time has come; else [Rung#NONE].
  Rung climb(long nowNanos) {
    if (dueNanos() > nowNanos) {
      return Rung.NONE;
    }
    reached = Rung.values()[reached.ordinal() + 1];
    sinceNanos = nowNanos;
    watching = reached != Rung.ALARM;
    return reached;
  }
}
