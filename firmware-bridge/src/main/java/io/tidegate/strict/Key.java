package io.tidegate.strict;

/// One key of a file. `path` says where it stands: `ports[]` is each entry of a list, `<id>` any
/// name. `fallback` is written as it would be in the file; empty: there is none, and
/// `fallbackWords` says what holds instead. `words` say what the key is for.
///
/// A path may end with `[]` or `<id>`: then entries are values. Where other keys go on from a key's
/// path (`signal` and `signal.mean`, `steps[]` and `steps[].at`), its value may stand in the place
/// of their section.
public record Key<T>(
    String path, ValueType<T> type, String fallback, String fallbackWords, String words) {

  public static <T> Key<T> of(String path, ValueType<T> type, String fallback, String words) {
    return new Key<>(path, type, fallback, "", words);
  }

  public static <T> Key<T> open(
      String path, ValueType<T> type, String fallbackWords, String words) {
    return new Key<>(path, type, "", fallbackWords, words);
  }

  /// The same key in another place: `mean` under `boards[].signal`. So keys that stand in several
  /// places are written once; an empty path is the place itself.
  public Key<T> under(String place) {
    return new Key<>(
        path.isEmpty() ? place : place + "." + path, type, fallback, fallbackWords, words);
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

  /// The last step: `columns` of `ports[].csv.columns`.
  public String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /// Without the list or the names it stands in: `csv.columns` of `ports[].csv.columns`.
  String inner() {
    int end = Math.max(path.lastIndexOf("[]"), path.lastIndexOf('>'));
    int dot = path.indexOf('.', Math.max(end, 0));
    return end < 0 ? path : dot < 0 ? "" : path.substring(dot + 1);
  }
}
