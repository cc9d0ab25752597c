package io.tidegate.strict;

import java.util.List;
import java.util.Map;

/// One kind of file: which keys it knows, and what a person is told who writes another.
///
/// `what` names the kind: `configuration file`. `atLeast` is shown to somebody whose file is empty.
/// `hints` are for keys that people try and that are not there: by the key's path without indexes,
/// such as `ports.baudrate`, what to write instead. A file beyond `sizeLimit` bytes is not read; a
/// list holds at most `listLimit` sections.
public record FileKind(
    String what,
    String atLeast,
    List<Key<?>> keys,
    Map<String, String> hints,
    int sizeLimit,
    int listLimit) {

  public FileKind {
    keys = List.copyOf(keys);
    hints = Map.copyOf(hints);
  }
}
