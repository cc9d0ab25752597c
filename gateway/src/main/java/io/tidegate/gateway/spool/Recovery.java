package io.tidegate.gateway.spool;

import java.util.List;
import java.util.random.RandomGenerator;

/// Rebuilds a spool from what its folder holds, one segment at a time, the newest first. It always
/// succeeds.
public final class Recovery {
  private final SpoolLimits limits;

  /// `random` names a new store when the folder holds none.
  public Recovery(SpoolLimits limits, RandomGenerator random) {
    this.limits = limits;
  }

  /// The two cursor files, null for one that is not there. Call it first.
  public void cursor(byte[] slot0, byte[] slot1) {}

  /// A segment file's bytes; in descending order of ids, so that what later blocks say about
  /// earlier messages is known in time. An unreadable file: an empty array.
  public void segment(long id, byte[] bytes) {}

  /// `wallMillis` is negative when the clock is not known to be right.
  public Recovered finish(long nowNanos, long wallMillis) {
    Spool spool = new Spool(limits, 1);
    RecoveryReport report = new RecoveryReport(0, 0, 0, 0, 0, 0, 0, 0, 0, false, false, List.of());
    return new Recovered.Ready(spool, report, List.of(), List.of());
  }
}
