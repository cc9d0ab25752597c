package io.tidegate.sim.setting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Values of some settings, each read and in range; what was not given has its fallback.
public final class Settings {
  private final Map<Setting<?>, Object> values = new HashMap<>();

  private Settings() {}

  /// What a file says, by the settings' names. `files` reads a file by its path, or throws words.
  public static Settings of(
      List<Setting<?>> known, Map<String, String> texts, Function<String, TextFile> files) {
    for (String name : texts.keySet()) {
      if (known.stream().noneMatch(each -> each.name().equals(name))) {
        throw new IllegalArgumentException(
            name
                + ": "
                + (known.isEmpty()
                    ? "expected no setting here"
                    : "expected one of " + String.join(", ", Setting.names(known)))
                + "; got this name");
      }
    }
    Settings settings = new Settings();
    for (Setting<?> each : known) {
      settings.put(each, texts.get(each.name()), files);
    }
    return settings;
  }

  /// As [#of(List, Map, Function)], where no setting is a file.
  public static Settings of(List<Setting<?>> known, Map<String, String> texts) {
    return of(
        known,
        texts,
        path -> {
          throw new IllegalArgumentException("expected no file here, got " + path);
        });
  }

  @SuppressWarnings("unchecked")
  public <T> T get(Setting<T> setting) {
    T value = (T) values.get(setting);
    if (value == null) {
      throw new IllegalStateException(setting.name() + " is none of these settings");
    }
    return value;
  }

  private void put(Setting<?> setting, String text, Function<String, TextFile> files) {
    if (text == null && setting.required()) {
      throw setting.unfit("nothing");
    }
    String given = text == null ? setting.fallback() : text;
    values.put(setting, setting.isFile() ? files.apply(given) : setting.read(given));
  }
}
