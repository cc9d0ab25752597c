package io.tidegate.strict;

/// One thing that is wrong with a file, or doubtful.
///
/// `line` counts from 1; 0 when the file as a whole is meant. `key` is the path of the key, such as
/// `ports[0].baud`; empty where no key is to blame. `words` says what was expected, what came, and
/// the nearest valid name.
public record Problem(String file, int line, String key, String words) {
  /// `file:line: key`.
  public String place() {
    String place = line > 0 ? file + ":" + line : file;
    return key.isEmpty() ? place : place + ": " + key;
  }

  /// `file:line: key: words`.
  @Override
  public String toString() {
    return place() + ": " + words;
  }
}
