package io.tidegate.gateway.topic;

import io.tidegate.bridge.JsonWriter;

/// What is said on the event and result topics: `event` first, then its own members, then the time.
public final class Event {
  private final JsonWriter writer = new JsonWriter();

  /// `kind` is lower snake case; README.md lists them all.
  public Event(String kind) {
    writer.add("event", kind);
  }

  private Event() {}

  /// The result of a command.
  public static Event result(String id, String channel, String code, String text) {
    Event result = new Event();
    result.with("id", id).with("channel", channel).with("result", code);
    return text.isEmpty() ? result : result.with("text", text);
  }

  public Event with(String name, String value) {
    writer.add(name, value);
    return this;
  }

  public Event with(String name, long value) {
    writer.add(name, value);
    return this;
  }

  public byte[] at(long wallMillis, boolean synchronised) {
    writer.add("timestamp", Math.floorDiv(wallMillis, 1_000L));
    if (!synchronised) {
      writer.add("clock", "unsynced");
    }
    return writer.toUtf8();
  }
}
