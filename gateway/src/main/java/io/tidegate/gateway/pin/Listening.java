package io.tidegate.gateway.pin;

import io.tidegate.gateway.pin.Outside.Level;

/// A pin that is listened to.
///
/// Every so often its level is read, too: should an edge have been missed, it is taken for one that
/// came then.
abstract sealed class Listening extends Pin permits InputPin, CounterPin {
  /// Who changes for so long without staying is told of.
  static final long RESTLESS_NANOS = 10_000_000_000L;

  final Outside outside;
  private final Debounce debounce;
  private final Beat beat;
  private final Retry retry = new Retry();

  /// The line is open: what it shows is known.
  private boolean known;

  private boolean everKnown;
  private boolean restless;

  Listening(Outside outside, long debounceNanos, long everyNanos) {
    this.outside = outside;
    this.debounce = new Debounce(debounceNanos);
    this.beat = new Beat(everyNanos);
  }

  /// The line has come to another level and stays.
  abstract void changed(boolean high, long atNanos);

  /// It is time for a reading; `first` when there was none.
  abstract void told(boolean high, boolean first, long nowNanos);

  @Override
  void start(long nowNanos) {
    beat.begin(nowNanos);
    open(nowNanos);
  }

  private void open(long nowNanos) {
    Level level = outside.read(rule());
    if (level == Level.UNKNOWN) {
      retry.failed(nowNanos);
      return;
    }
    retry.succeeded();
    known = true;
    boolean high = level == Level.HIGH;
    if (everKnown) {
      // what it did in between is not known, only where it ended
      catchUp(high, nowNanos);
    } else {
      everKnown = true;
      debounce.begin(high, nowNanos);
      told(high, true, nowNanos);
    }
  }

  void edge(boolean high, long atNanos) {
    if (!known) {
      return;
    }
    settle(atNanos);
    debounce.edge(high, atNanos);
    settle(atNanos);
  }

  private void settle(long nowNanos) {
    if (debounce.settle(nowNanos)) {
      changed(debounce.level(), debounce.sinceNanos());
    }
    if (restless && debounce.isQuiet(nowNanos)) {
      restless = false;
      outside.settles(rule());
    }
  }

  @Override
  void tick(long nowNanos) {
    if (retry.isDue(nowNanos)) {
      open(nowNanos);
    }
    if (!known) {
      return;
    }
    settle(nowNanos);
    if (!restless && debounce.isNoisyFor(RESTLESS_NANOS, nowNanos)) {
      restless = true;
      outside.restless(
          rule(), "it changes and does not stay for the debounce time; is the wire open?");
    }
    if (beat.comes(nowNanos)) {
      look(nowNanos);
      if (known) {
        told(debounce.level(), false, nowNanos);
      }
    }
  }

  private void look(long nowNanos) {
    Level level = outside.read(rule());
    if (level == Level.UNKNOWN) {
      known = false;
      retry.failed(nowNanos);
    } else {
      catchUp(level == Level.HIGH, nowNanos);
    }
  }

  private void catchUp(boolean high, long nowNanos) {
    // while it changes, its edges are on their way
    if (high != debounce.raw() && debounce.isQuiet(nowNanos)) {
      edge(high, nowNanos);
    }
  }

  @Override
  long leftNanos(long nowNanos) {
    long left = retry.leftNanos(nowNanos);
    if (known) {
      left = Math.min(left, beat.leftNanos(nowNanos));
      left = debounce.pending() || restless ? Math.min(left, debounce.leftNanos(nowNanos)) : left;
    }
    return left;
  }

  long bounces() {
    return debounce.bounces();
  }
}
