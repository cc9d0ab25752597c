package io.tidegate.sim.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.sim.setting.ReadmeTables;
import io.tidegate.sim.setting.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// SCENARIOS.md says what signals are made from: the tables are those of the code.
class SignalTablesTest {
  @Test
  void theKindsOfSignalsAreThoseOfTheCode() throws IOException {
    List<String> rows = new ArrayList<>();
    for (SignalKind kind : SignalKind.values()) {
      rows.add("| `%s` | %s |".formatted(kind.wireName(), kind.words()));
    }
    assertEquals(rows, ReadmeTables.rows("Signals", "| signal | |"));
    rows.clear();
    for (ChangeKind kind : ChangeKind.values()) {
      rows.add("| `%s` | %s |".formatted(kind.wireName(), kind.words()));
    }
    assertEquals(rows, ReadmeTables.rows("Signals", "| change | |"));
  }

  @Test
  void theirSettingsAreThoseOfTheCode() throws IOException {
    List<String> rows = new ArrayList<>();
    for (SignalKind kind : SignalKind.values()) {
      rows.addAll(Setting.rows(kind.wireName(), kind.settings()));
    }
    for (ChangeKind kind : ChangeKind.values()) {
      rows.addAll(Setting.rows(kind.wireName(), kind.settings()));
    }
    assertEquals(
        String.join("\n", rows),
        String.join(
            "\n",
            ReadmeTables.rows("Signals", "| of | setting | what may stand there | default | |")));
  }
}
