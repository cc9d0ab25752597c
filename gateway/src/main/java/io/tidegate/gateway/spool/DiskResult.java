package io.tidegate.gateway.spool;

import java.util.List;

/// The disk's answer to one [DiskBatch].
public sealed interface DiskResult {
  long batch();

  /// All steps are done. `loaded` has one entry per Load step; `freeBytes` is what the file system
  /// has left.
  record Done(long batch, List<Loaded> loaded, long freeBytes) implements DiskResult {}

  /// Step number `step` failed; the later ones were not tried.
  record Failed(long batch, int step, Trouble trouble, String words) implements DiskResult {}

  /// A segment's bytes; empty when the file does not exist.
  record Loaded(long segment, byte[] bytes) {}

  enum Trouble {
    FULL,
    READ_ONLY,
    INPUT_OUTPUT
  }
}
