package io.tidegate.sim.scenario;

import io.tidegate.sim.setting.Named;
import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.text.TextKind;
import java.util.List;
import java.util.Locale;

/// What boards of a scenario run.
public enum FirmwareKind implements Named {
  LINK(null),
  JSON(TextKind.JSON),
  KEY_VALUE(TextKind.KEY_VALUE),
  PLOTTER(TextKind.PLOTTER),
  CSV(TextKind.CSV),
  ESPHOME(TextKind.ESPHOME),
  TASMOTA(TextKind.TASMOTA),
  TUTORIAL(TextKind.TUTORIAL);

  private final TextKind text;

  FirmwareKind(TextKind text) {
    this.text = text;
  }

  @Override
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// For a person.
  public String words() {
    return text == null
        ? "the link of PROTOCOL.md: kept until safe, obeys commands for its channel `relay`"
        : text.words();
  }

  public List<Setting<?>> settings() {
    return text == null ? List.of() : text.settings();
  }

  /// How it prints; null for the link, which has frames.
  TextKind text() {
    return text;
  }
}
