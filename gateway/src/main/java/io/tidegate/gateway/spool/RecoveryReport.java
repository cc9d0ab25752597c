package io.tidegate.gateway.spool;

import java.util.List;

/// What recovery found. `cuts` names the first 64 faults; the totals count all. `marksExact`: the
/// last run ended in order and its marks are complete; else a board may be further than its mark.
public record RecoveryReport(
    long segments,
    long blocks,
    long records,
    long waiting,
    long cutBytes,
    long lostExactly,
    long lostAtMost,
    long duplicateBlocks,
    long foreignSegments,
    boolean cursorLost,
    boolean marksExact,
    List<Cut> cuts) {

  /// True when nothing was damaged or missing.
  public boolean clean() {
    return cuts.isEmpty() && !cursorLost && foreignSegments == 0;
  }
}
