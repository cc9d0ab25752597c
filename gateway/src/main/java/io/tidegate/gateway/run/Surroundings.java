package io.tidegate.gateway.run;

import io.tidegate.gateway.core.Disk;
import io.tidegate.gateway.core.Journal;
import io.tidegate.gateway.serial.SerialScan;
import java.util.function.UnaryOperator;

/// What a gateway takes from the machine it runs on; tests and the demo replace parts of it.
/// `disk` is put before the real one. `everySecond` is run by the core's thread, and may not block.
public record Surroundings(
    Journal journal,
    SerialScan scan,
    WallClock clock,
    UnaryOperator<String> environment,
    UnaryOperator<Disk> disk,
    Runnable everySecond) {

  public static Surroundings ofThisMachine(LogJournal journal) {
    return with(journal, journal::tick);
  }

  /// This machine with another journal.
  public static Surroundings with(Journal journal) {
    return with(journal, () -> {});
  }

  private static Surroundings with(Journal journal, Runnable everySecond) {
    return new Surroundings(
        journal,
        SerialScan.ofSystem(),
        WallClock.ofSystem(),
        System::getenv,
        UnaryOperator.identity(),
        everySecond);
  }

  public Surroundings withScan(SerialScan wanted) {
    return new Surroundings(journal, wanted, clock, environment, disk, everySecond);
  }

  public Surroundings withDisk(UnaryOperator<Disk> wanted) {
    return new Surroundings(journal, scan, clock, environment, wanted, everySecond);
  }

  public Surroundings withEnvironment(UnaryOperator<String> wanted) {
    return new Surroundings(journal, scan, clock, wanted, disk, everySecond);
  }
}
