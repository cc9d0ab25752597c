package io.tidegate.gateway.run;

import io.tidegate.gateway.core.Journal;
import io.tidegate.gateway.serial.SerialScan;
import java.util.function.UnaryOperator;

/// What a gateway takes from the machine it runs on; tests and the demo replace parts of it.
/// `everySecond` is run by the core's thread, and may not block.
public record Surroundings(
    Journal journal,
    SerialScan scan,
    WallClock clock,
    UnaryOperator<String> environment,
    Runnable everySecond) {

  public static Surroundings ofThisMachine(LogJournal journal) {
    return new Surroundings(
        journal, SerialScan.ofSystem(), WallClock.ofSystem(), System::getenv, journal::tick);
  }

  /// This machine with another journal.
  public static Surroundings with(Journal journal) {
    return new Surroundings(
        journal, SerialScan.ofSystem(), WallClock.ofSystem(), System::getenv, () -> {});
  }
}
