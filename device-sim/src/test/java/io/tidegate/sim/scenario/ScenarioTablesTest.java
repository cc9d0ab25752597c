package io.tidegate.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.sim.setting.ReadmeTables;
import io.tidegate.sim.setting.Setting;
import io.tidegate.strict.Key;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// SCENARIOS.md says what may stand in a scenario: the tables are those of the code.
class ScenarioTablesTest {
  @Test
  void theKeysAreThoseOfTheCode() throws IOException {
    Set<Key<?>> ofKinds = new LinkedHashSet<>(ScenarioKeys.FAULT_SETTINGS.values());
    ofKinds.addAll(ScenarioKeys.SENSOR_SETTINGS.values());
    ofKinds.addAll(ScenarioKeys.SIGNAL_SETTINGS.values());
    ofKinds.addAll(ScenarioKeys.CHANGE_SETTINGS.values());
    ofKinds.addAll(ScenarioKeys.FIRMWARE_SETTINGS.values());
    List<String> rows = new ArrayList<>();
    for (Key<?> key : ScenarioKeys.ALL) {
      if (!ofKinds.contains(key)) {
        String range = key.type().range().isEmpty() ? "" : ", " + key.type().range();
        String fallback =
            key.fallback().isEmpty() ? key.fallbackWords() : "`" + key.fallback() + "`";
        rows.add(
            "| `%s` | %s%s | %s | %s |"
                .formatted(key.path(), key.type().label(), range, fallback, key.words()));
      }
    }
    assertEquals(
        String.join("\n", rows),
        String.join("\n", ReadmeTables.rows("Keys", "| key | what may stand there | default | |")));
  }

  @Test
  void theFaultsAreThoseOfTheCode() throws IOException {
    List<String> rows = new ArrayList<>();
    for (FaultKind kind : FaultKind.values()) {
      String lasts =
          switch (kind.lasting()) {
            case NO -> "";
            case YES -> "`for`, or to the end";
            case ITSELF -> "`for`, required";
          };
      rows.add(
          "| `%s` | %s | %s | %s |"
              .formatted(
                  kind.wireName(),
                  kind.target().name().toLowerCase(Locale.ROOT),
                  kind.words(),
                  lasts));
    }
    assertEquals(
        String.join("\n", rows),
        String.join("\n", ReadmeTables.rows("Faults", "| fault | befalls | | lasts |")));
  }

  @Test
  void theSettingsOfFaultsAreThoseOfTheCode() throws IOException {
    List<String> rows = new ArrayList<>();
    for (FaultKind kind : FaultKind.values()) {
      if (kind.target() != FaultKind.Target.NETWORK) {
        rows.addAll(Setting.rows(kind.wireName(), kind.settings()));
      }
    }
    assertEquals(
        String.join("\n", rows),
        String.join(
            "\n",
            ReadmeTables.rows("Faults", "| of | setting | what may stand there | default | |")));
  }

  @Test
  void theSettingsOfBoardsWithWifiAreThoseOfTheCode() throws IOException {
    List<String> rows = new ArrayList<>();
    for (FirmwareKind kind : FirmwareKind.values()) {
      if (kind.hasWifi()) {
        rows.addAll(Setting.rows(kind.wireName(), kind.settings()));
      }
    }
    assertEquals(
        String.join("\n", rows),
        String.join(
            "\n",
            ReadmeTables.rows(
                "Boards with WiFi in a scenario",
                "| of | setting | what may stand there | default | |")));
  }

  @Test
  void theKindsOfBoardsOnPortsAreThoseOfTheCode() throws IOException {
    List<String> rows = new ArrayList<>();
    for (FirmwareKind kind : FirmwareKind.onPorts()) {
      rows.add(
          "| `%s` | %s | `%s` |"
              .formatted(kind.wireName(), kind.words(), kind.usualChip().wireName()));
    }
    assertEquals(rows, ReadmeTables.rows("In a terminal", "| kind | what it runs | on |"));
  }
}
