package io.tidegate.bridge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Builds one JSON object: from nothing, or on top of an object that a board wrote, whose own text
/// stays untouched. A name given twice is a mistake of the caller: IllegalArgumentException.
public final class JsonWriter {

  /// About what the gateway adds to a reading.
  private static final int ROOM = 96;

  private final StringBuilder text;

  // few: looking through them is quicker than a table
  private final List<FlatJson.Member> members;
  private final List<String> added = new ArrayList<>();

  public JsonWriter() {
    members = List.of();
    text = new StringBuilder("{");
  }

  /// Starts with the members of `object`.
  public JsonWriter(FlatJson object) {
    members = object.members();
    String raw = object.raw();
    text = new StringBuilder(raw.length() + ROOM).append(raw, 0, raw.length() - 1);
  }

  public boolean has(String name) {
    for (FlatJson.Member member : members) {
      if (member.name().equals(name)) {
        return true;
      }
    }
    return added.contains(name);
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
    if (has(name)) {
      throw new IllegalArgumentException("member " + name + " stands in the object already");
    }
    boolean first = members.isEmpty() && added.isEmpty();
    added.add(name);
    text.append(first ? "" : ",").append(JsonText.quote(name)).append(':').append(value);
    return this;
  }

  /// The object so far.
  @Override
  public String toString() {
    String whole = text.append('}').toString();
    text.setLength(text.length() - 1);
    return whole;
  }

  public byte[] toUtf8() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }
}
