package io.tidegate.gateway.spool;

/// One thing the disk is asked to do.
public sealed interface DiskStep {
  /// Appends to the segment's file; creates it when absent.
  record Append(long segment, byte[] bytes) implements DiskStep {}

  record Sync(long segment) implements DiskStep {}

  /// Makes created and unlinked names durable.
  record SyncFolder() implements DiskStep {}

  /// Overwrites one of the two cursor files (0 or 1) from its start and syncs it.
  record WriteCursor(int slot, byte[] bytes) implements DiskStep {}

  /// Removes a segment; one that is already gone is no error.
  record Unlink(long segment) implements DiskStep {}

  /// Reads a segment whole; the bytes come with the answer.
  record Load(long segment) implements DiskStep {}

  /// Keeps bytes that recovery cut off, or a message that was set aside, under a name of its own.
  record Quarantine(String name, byte[] bytes) implements DiskStep {}
}
