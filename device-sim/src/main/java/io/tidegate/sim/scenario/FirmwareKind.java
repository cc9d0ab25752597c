package io.tidegate.sim.scenario;

import io.tidegate.sim.setting.Named;
import java.util.Locale;

/// What boards of a scenario run.
public enum FirmwareKind implements Named {
  LINK("the link of PROTOCOL.md: kept until safe, obeys commands for its channel `relay`"),
  JSON("a JSON object a line, with its `device_id`"),
  PLOTTER("`name:value` pairs with commas, as the serial plotter takes them"),
  KEY_VALUE("`name=value` pairs with blanks"),
  CSV("columns, named in the first line");

  private final String words;

  FirmwareKind(String words) {
    this.words = words;
  }

  @Override
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// For a person.
  public String words() {
    return words;
  }
}
