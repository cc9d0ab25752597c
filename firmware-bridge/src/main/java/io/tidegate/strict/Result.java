package io.tidegate.strict;

import java.util.List;

/// What came of reading a file.
public sealed interface Result<T> {
  /// It can be used. Warnings are for a person: each says where and what to do.
  record Ready<T>(T value, List<Problem> warnings) implements Result<T> {}

  /// It cannot be used; every problem that could be found, in the order of the file.
  record Refused<T>(List<Problem> problems) implements Result<T> {}
}
