package io.tidegate.gateway.spool;

import java.util.List;

/// What recovery found. `cuts` names the first 64 faults; the totals count all.
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
    List<Cut> cuts) {

  /// True when nothing was damaged or missing.
  public boolean clean() {
    return cuts.isEmpty() && !cursorLost && foreignSegments == 0;
  }
}
