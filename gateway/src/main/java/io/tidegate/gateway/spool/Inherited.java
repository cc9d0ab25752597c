package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.List;

/// The segments that recovery found. A process that was killed may have left bytes in them that it
/// never synced: the system still shows them, and a later loss of power would take them away after
/// this process has relied on them. So they are synced before anything else is written.
///
/// One whose sync fails is left as it is: a sync that failed says nothing when it is tried again,
/// and the rest must go on.
final class Inherited implements Batch.Part {
  private final List<Long> segments = new ArrayList<>();

  void add(long segment) {
    segments.add(segment);
  }

  /// Belongs in front of a batch.
  void plan(Batch batch) {
    if (!segments.isEmpty()) {
      segments.forEach(each -> batch.step(new DiskStep.Sync(each)));
      batch.step(new DiskStep.SyncFolder());
      batch.part(this);
    }
  }

  @Override
  public void done(byte[] loaded, long nowNanos) {
    segments.clear();
  }

  @Override
  public void failed(boolean attempted, DiskResult.Failed why, long nowNanos) {
    int next = attempted ? why.step() + 1 : 0;
    segments.subList(0, Math.min(next, segments.size())).clear();
  }
}
