package io.tidegate.gateway.run;

import io.tidegate.gateway.core.Journal;
import io.tidegate.gateway.serial.SerialScan;
import java.util.function.UnaryOperator;

/// What a gateway takes from the machine it runs on; tests and the demo replace it.
public record Surroundings(
    Journal journal, SerialScan scan, WallClock clock, UnaryOperator<String> environment) {
  public static Surroundings ofThisMachine(Journal journal) {
    return new Surroundings(journal, SerialScan.ofSystem(), WallClock.ofSystem(), System::getenv);
  }
}
