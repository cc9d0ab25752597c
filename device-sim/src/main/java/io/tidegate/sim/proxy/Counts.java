package io.tidegate.sim.proxy;

/// What passed, as it is counted; guarded by the lock of the loop.
final class Counts {
  long accepted;
  long turnedAway;
  long unreachable;
  long bytesUp;
  long bytesDown;
  long publishes;
  long pubacks;
  long vetoed;
  long failedErrands;

  void passed(boolean up, int bytes) {
    if (up) {
      bytesUp += bytes;
    } else {
      bytesDown += bytes;
    }
  }

  Traffic traffic(int open) {
    return new Traffic(
        accepted,
        turnedAway,
        unreachable,
        open,
        bytesUp,
        bytesDown,
        publishes,
        pubacks,
        vetoed,
        failedErrands);
  }
}
