package io.tidegate.gateway.pin;

import io.tidegate.bridge.link.CommandHandler.Answer;

/// A pin that is driven. What it drives is known only after that has worked once.
abstract sealed class Driving extends Pin permits OutputPin, PwmPin {
  final Outside outside;
  private final Beat beat;
  private final Retry retry = new Retry();
  private int wanted;
  private boolean known;

  // how it is with the broker
  private boolean away = true;
  private long awaySinceNanos;
  private boolean madeSafe;

  Driving(Outside outside, long everyNanos) {
    this.outside = outside;
    this.beat = new Beat(everyNanos);
  }

  @Override
  abstract PinRule.Driven rule();

  abstract Answer command(String value, long nowNanos);

  /// The members of its reading.
  abstract String json(int duty);

  /// What it may be set to now, where nobody asks who could be answered.
  abstract int allowed(int duty, long nowNanos);

  /// It drives this now; `another`: it did something else before, or nobody knows what.
  abstract void driven(int duty, boolean another, long nowNanos);

  @Override
  void start(long nowNanos) {
    awaySinceNanos = nowNanos;
    beat.begin(nowNanos);
    drive(rule().safe().atStart(), nowNanos);
  }

  /// False when it cannot; it is tried again then.
  final boolean drive(int duty, long nowNanos) {
    boolean another = !known || wanted != duty;
    wanted = duty;
    known = outside.drive(rule(), duty);
    if (!known) {
      retry.failed(nowNanos);
      return false;
    }
    retry.succeeded();
    driven(duty, another, nowNanos);
    if (another) {
      outside.report(json(duty), nowNanos);
    }
    return true;
  }

  /// For a command: what was answered with a failure does not come later, except off.
  final boolean order(int duty, long nowNanos) {
    int before = wanted;
    boolean done = drive(duty, nowNanos);
    if (!done && duty != SafeStates.OFF) {
      wanted = before;
    }
    return done;
  }

  final boolean isKnown() {
    return known;
  }

  /// What it drives, or is to.
  final int duty() {
    return wanted;
  }

  void stop(long nowNanos) {
    int duty = rule().safe().atStop();
    if (duty != SafeStates.KEEP) {
      drive(allowed(duty, nowNanos), nowNanos);
    }
  }

  void broker(boolean up, long nowNanos) {
    if (!up && !away) {
      awaySinceNanos = nowNanos;
    }
    away = !up;
    madeSafe &= away;
  }

  @Override
  void tick(long nowNanos) {
    if (retry.isDue(nowNanos)) {
      drive(allowed(wanted, nowNanos), nowNanos);
    }
    if (awaits() && nowNanos - awaySinceNanos >= rule().safe().awayNanos()) {
      madeSafe = true;
      drive(allowed(rule().safe().whenAway(), nowNanos), nowNanos);
    }
    if (beat.comes(nowNanos) && known) {
      outside.report(json(wanted), nowNanos);
    }
  }

  private boolean awaits() {
    return away && !madeSafe && rule().safe().whenAway() != SafeStates.KEEP;
  }

  @Override
  long leftNanos(long nowNanos) {
    long left = Math.min(retry.leftNanos(nowNanos), beat.leftNanos(nowNanos));
    return awaits()
        ? Math.min(left, Math.max(0, rule().safe().awayNanos() - (nowNanos - awaySinceNanos)))
        : left;
  }
}
