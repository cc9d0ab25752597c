package io.tidegate.sim.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.sim.setting.ReadmeTables;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// SCENARIOS.md says what chips are like: the tables are those of the code.
class ChipTablesTest {
  private static final String CHIPS =
      "| chip | speed | input | full, it loses | output without waiting"
          + " | from the reset pin to the sketch | watchdogs | DTR and RTS |";
  private static final String CAUSES =
      "| reset cause | ESP8266: number for the sketch | `rst cause:` | speed of the ROM's text | |";

  @Test
  void eachChipStandsWithItsNumbers() throws IOException {
    List<String> rows = Chip.ALL.stream().map(ChipTablesTest::row).toList();
    assertEquals(rows, ReadmeTables.rows("Chips", CHIPS));
  }

  private static String row(Chip chip) {
    long sketchNanos = chip.boot().begin(ResetCause.EXTERNAL, false, 0).sketchNanos();
    return "| `%s` | %d | %d + %d bytes | the %s byte | %d bytes | %d ms | %s | %s |"
        .formatted(
            chip.wireName(),
            chip.baud(),
            chip.bufferBytes(),
            chip.fifoBytes(),
            chip.dropsOldest() ? "oldest" : "newest",
            chip.transmitBytes(),
            sketchNanos / Boot.MILLI,
            watchdogs(chip),
            chip.wiring().name().toLowerCase(Locale.ROOT));
  }

  private static String watchdogs(Chip chip) {
    return chip.hardwareWatchdogNanos() == 0
        ? "none"
        : "%d ms, %d ms"
            .formatted(
                chip.softwareWatchdogNanos() / Boot.MILLI,
                chip.hardwareWatchdogNanos() / Boot.MILLI);
  }

  @Test
  void eachResetCauseStandsWithItsNumbers() throws IOException {
    List<String> rows =
        Arrays.stream(ResetCause.values())
            .map(
                cause ->
                    "| `%s` | %d | %d | %d | %s |"
                        .formatted(
                            cause.wireName(),
                            cause.sdkReason(),
                            cause.romCause(),
                            new Boot.Rom().begin(cause, false, 0).baud(),
                            cause.words()))
            .toList();
    assertEquals(rows, ReadmeTables.rows("Chips", CAUSES));
  }
}
