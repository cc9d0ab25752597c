package io.tidegate.gateway.run;

import io.tidegate.gateway.core.Input;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/// Reads the wall clock and judges it. A Pi has no battery for its clock: after a boot it shows the
/// time of the last shutdown until it is synchronised.
///
/// It counts as synchronised when systemd-timesyncd has said so (a file it makes), or when no
/// timesyncd runs here (its folder is absent: another program keeps the time) and the year is
/// plausible.
public final class WallClock {
  /// No gateway of this version ran before this: a clock behind it was never set.
  static final long PLAUSIBLE_MILLIS = 1_735_689_600_000L; // 2025-01-01

  private final InstantSource source;
  private final Path timesyncFolder;

  public WallClock(InstantSource source, Path timesyncFolder) {
    this.source = source;
    this.timesyncFolder = timesyncFolder;
  }

  public static WallClock ofSystem() {
    return new WallClock(source(), Path.of("/run/systemd/timesync"));
  }

  /// The machine's clock as it is, for what a person reads.
  public static InstantSource source() {
    return InstantSource.system();
  }

  /// Can it be that late?
  public static boolean isPlausible(long millis) {
    return millis >= PLAUSIBLE_MILLIS;
  }

  Input.Clock read() {
    long millis = source.millis();
    return new Input.Clock(millis, isPlausible(millis) && keptByAnybody());
  }

  private boolean keptByAnybody() {
    return !Files.isDirectory(timesyncFolder)
        || Files.exists(timesyncFolder.resolve("synchronized"));
  }
}
