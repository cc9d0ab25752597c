package io.tidegate.gateway.service;

import java.util.function.Supplier;

/// Decides when systemd's watchdog is fed: in good time, and only while the core gets on. Time
/// comes in; one thread.
final class Watchdog {
  private static final long LONGEST_LOOK_NANOS = 1_000_000_000L;

  /// The time within which systemd wants a sign; 0: it wants none.
  private final long limitNanos;

  /// When it was fed, and before that the start of the process, which is time zero.
  private long fedNanos;

  private boolean moved;
  private long diskNanos;
  private boolean told;

  Watchdog(long limitNanos) {
    this.limitNanos = limitNanos;
  }

  /// How often to look at the core.
  long lookNanos() {
    return limitNanos == 0 ? LONGEST_LOOK_NANOS : Math.min(limitNanos / 4, LONGEST_LOOK_NANOS);
  }

  /// The core has answered; the disk has had the same batch for so long.
  void answered(long diskNanos) {
    this.moved = true;
    this.diskNanos = diskNanos;
  }

  /// True when it is to be fed now: another look would be later than a third of the time, which
  /// leaves a sixth for a machine that is slow.
  boolean feeds(long nowNanos) {
    boolean due = nowNanos - fedNanos + lookNanos() > limitNanos / 3;
    return limitNanos > 0 && due && moved && !isDiskStuck();
  }

  /// It has been fed; only what the core does from now on counts for the next time. True when it
  /// had been said that it is not.
  boolean fed(long nowNanos) {
    boolean saidOtherwise = told;
    fedNanos = nowNanos;
    moved = false;
    told = false;
    return saidOtherwise;
  }

  /// A sync may take as long as the watchdog's time and no longer: half of it has to be over before
  /// the feeding stops, and then at least half is left.
  private boolean isDiskStuck() {
    return diskNanos >= limitNanos / 2;
  }

  /// Why it has not been fed for more than half the time; once, and empty otherwise. `stands` is
  /// where the core's thread is.
  String withheld(long nowNanos, Supplier<String> stands) {
    if (limitNanos == 0 || told || nowNanos - fedNanos <= limitNanos / 2) {
      return "";
    }
    told = true;
    String why =
        moved
            ? "the disk has not answered for " + seconds(diskNanos)
            : "the core has not taken its turn since; it stands at " + stands.get();
    return "not fed for %s of the %s it waits: %s; if this lasts, systemd ends the gateway and starts it anew"
        .formatted(seconds(nowNanos - fedNanos), seconds(limitNanos), why);
  }

  private static String seconds(long nanos) {
    long tenths = nanos / 100_000_000;
    return tenths < 100 ? tenths / 10 + "." + tenths % 10 + " s" : tenths / 10 + " s";
  }
}
