package io.tidegate.gateway.core;

import io.tidegate.gateway.spool.DiskBatch;

/// The spool's folder. One batch is under way at most; the answer comes as [Input.DiskAnswered].
public interface Disk {
  void perform(DiskBatch batch);
}
