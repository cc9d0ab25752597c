package io.tidegate.gateway.spool;

/// Every bound and delay of the spool. `durable` is false where the folder does not outlive the
/// machine's memory: then nothing is ever called durable. `commitDelayNanos` 0: sync before
/// anything is published. `liveFirst`: what waits when a connection comes back forms a second, late
/// lane behind the live one.
public record SpoolLimits(
    boolean durable,
    boolean liveFirst,
    long commitDelayNanos,
    int commitBytes,
    int segmentBytes,
    long normalBytes,
    long criticalBytes,
    long latestBytes,
    long maxAgeNanos,
    long freeFloorBytes,
    long memoryBytes,
    long releaseDelayNanos,
    long quietDelayNanos) {

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int SEGMENT_MIN_BYTES = 16 << 10;
  private static final int SEGMENT_MAX_BYTES = 16 << 20;

  public SpoolLimits {
    if (segmentBytes < SEGMENT_MIN_BYTES || segmentBytes > SEGMENT_MAX_BYTES) {
      throw new IllegalArgumentException(
          "segmentBytes: expected 16 KiB to 16 MiB, got " + segmentBytes);
    }
  }

  /// The budget of the normal chain is `limitBytes`; critical and latest get an eighth of it each
  /// beside it, at least four segments, at most 16 MiB.
  public static SpoolLimits of(
      boolean durable,
      boolean liveFirst,
      long commitDelayNanos,
      int commitBytes,
      int segmentBytes,
      long limitBytes,
      long maxAgeNanos,
      long freeFloorBytes,
      long memoryBytes) {
    long side =
        Math.clamp(limitBytes / 8, 4L * segmentBytes, Math.max(16L << 20, 4L * segmentBytes));
    return new SpoolLimits(
        durable,
        liveFirst,
        commitDelayNanos,
        commitBytes,
        segmentBytes,
        Math.max(limitBytes, 4L * segmentBytes),
        side,
        side,
        maxAgeNanos,
        freeFloorBytes,
        Math.max(memoryBytes, 64 << 10),
        5 * SECOND_NANOS,
        60 * SECOND_NANOS);
  }

  long chainBytes(Message.Chain chain) {
    return switch (chain) {
      case NORMAL -> normalBytes;
      case CRITICAL -> criticalBytes;
      case LATEST -> latestBytes;
    };
  }

  /// A block never grows beyond this, apart from one whose only record is larger.
  int blockBytes() {
    return Math.min(segmentBytes / 2, 256 << 10);
  }
}
