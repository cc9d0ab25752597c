package io.tidegate.sim.scenario;

import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.setting.Settings;
import io.tidegate.sim.setting.TextFile;
import io.tidegate.strict.Key;
import io.tidegate.strict.Problems;
import io.tidegate.strict.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Texts of a file as the settings of one kind.
final class Texts {
  private Texts() {}

  /// Null when something is wrong with them; it is told then.
  static Settings settings(
      Section section, Map<String, Key<String>> keys, List<Setting<?>> known, Problems problems) {
    return settings(
        section,
        keys,
        known,
        problems,
        path -> {
          throw new IllegalArgumentException("expected no file here, got " + path);
        });
  }

  /// As above, with a way to read files, which throws in words.
  static Settings settings(
      Section section,
      Map<String, Key<String>> keys,
      List<Setting<?>> known,
      Problems problems,
      Function<String, TextFile> files) {
    Map<String, String> texts = new LinkedHashMap<>();
    keys.forEach(
        (name, key) -> {
          if (section.has(key) && section.get(key) != null) {
            texts.put(name, section.get(key));
          }
        });
    try {
      return Settings.of(known, texts, files);
    } catch (IllegalArgumentException e) {
      String words = e.getMessage();
      String name = words.contains(":") ? words.substring(0, words.indexOf(':')) : "";
      Key<String> key = keys.get(name);
      if (key == null) {
        problems.add(section.line(), section.path(), words);
      } else {
        problems.add(
            section.line(key), section.path(key), words.substring(name.length() + 1).strip());
      }
      return null;
    }
  }
}
