package io.tidegate.gateway.config;

import java.util.List;

/// What came of reading a configuration file.
public sealed interface ConfigurationResult {
  /// It can be used. Warnings are for a person: each says where and what to do.
  record Ready(Configuration configuration, List<Problem> warnings)
      implements ConfigurationResult {}

  /// It cannot be used; every problem that could be found, in the order of the file.
  record Refused(List<Problem> problems) implements ConfigurationResult {}

  /// `line` counts from 1; 0 when the file as a whole is meant. `key` is the path of the key, such
  /// as `ports[0].baud`. `words` says what was expected, what came, and the nearest valid name.
  record Problem(String file, int line, String key, String words) {
    @Override
    public String toString() {
      String place = line > 0 ? file + ":" + line : file;
      return key.isEmpty() ? place + ": " + words : place + ": " + key + ": " + words;
    }
  }
}
