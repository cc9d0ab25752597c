package io.tidegate.strict;

/// One key of a file. `path` says where it stands: `ports[]` is each entry of a
/// list, `<id>` any name. `fallback` is written as it would be in the file; empty: there is none,
/// and `fallbackWords` says what holds instead.
public record Key<T>(
    String path, ValueType<T> type, String fallback, String fallbackWords, String words) {

  public static <T> Key<T> of(String path, ValueType<T> type, String fallback, String words) {
    return new Key<>(path, type, fallback, "", words);
  }

  public static <T> Key<T> open(
      String path, ValueType<T> type, String fallbackWords, String words) {
    return new Key<>(path, type, "", fallbackWords, words);
  }

  /// Null when there is none.
  T fallbackValue() {
    if (fallback.isEmpty()) {
      return null;
    }
    return switch (type.reader().apply(new Node.Text(0, fallback, true))) {
      case ValueType.Fits<T>(T value) -> value;
      case ValueType.Unfit<T> unfit -> throw new IllegalStateException(path + ": " + unfit.words());
    };
  }

  /// Without the list or the names it stands in: `csv.columns` of `ports[].csv.columns`.
  public String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
