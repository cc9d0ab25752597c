package io.tidegate.sim.text;

import io.tidegate.sim.setting.Named;

/// What a sketch does with a value that is no number. All four are found in the wild.
public enum NoNumber implements Named.Constant {
  /// Prints it: `nan`, in JSON too, where it is none.
  NAN,
  /// Writes `null`, as the libraries for JSON do.
  NULL,
  /// Leaves the value out; between columns nothing stands.
  OMIT,
  /// Prints a line about it and no reading.
  LINE;

  /// What sketches print that were begun from the DHT library's example.
  static final String WORDS = "Failed to read from DHT sensor!";
}
