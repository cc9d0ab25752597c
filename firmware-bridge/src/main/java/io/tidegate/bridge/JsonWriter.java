package io.tidegate.bridge;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/// Builds one JSON object: from nothing, or on top of an object that a board wrote, whose own text
/// stays untouched. A name given twice is a mistake of the caller: IllegalArgumentException.
public final class JsonWriter {

  private final StringBuilder text;
  private final Set<String> names = new HashSet<>();

  public JsonWriter() {
    text = new StringBuilder("{");
  }

  /// Starts with the members of `object`.
  public JsonWriter(FlatJson object) {
    String raw = object.raw();
    text = new StringBuilder(raw).deleteCharAt(raw.length() - 1);
    for (FlatJson.Member member : object.members()) {
      names.add(member.name());
    }
  }

  public boolean has(String name) {
    return names.contains(name);
  }

  public JsonWriter add(String name, String value) {
    return addRaw(name, JsonText.quote(value));
  }

  public JsonWriter add(String name, long value) {
    return addRaw(name, Long.toString(value));
  }

  /// Only finite numbers: JSON has no others.
  public JsonWriter add(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("member " + name + " is " + value + ", must be finite");
    }
    return addRaw(name, Double.toString(value));
  }

  public JsonWriter add(String name, boolean value) {
    return addRaw(name, Boolean.toString(value));
  }

  public JsonWriter addNull(String name) {
    return addRaw(name, "null");
  }

  /// The caller answers for `value` being JSON: the raw text of a [FlatJson.Member], or another
  /// object.
  public JsonWriter addRaw(String name, String value) {
    boolean first = names.isEmpty();
    if (!names.add(name)) {
      throw new IllegalArgumentException("member " + name + " stands in the object already");
    }
    text.append(first ? "" : ",").append(JsonText.quote(name)).append(':').append(value);
    return this;
  }

  /// The object so far.
  @Override
  public String toString() {
    return text + "}";
  }

  public byte[] toUtf8() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }
}
