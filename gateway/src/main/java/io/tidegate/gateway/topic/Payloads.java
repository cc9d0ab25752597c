package io.tidegate.gateway.topic;

import io.tidegate.bridge.FlatJson;
import io.tidegate.bridge.JsonWriter;
import io.tidegate.gateway.device.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// From a reading to what is published. A board's own members pass through unchanged. The gateway
/// adds, only where absent, `timestamp` (whole seconds since 1970; `timestamp_ms` when asked for)
/// and `"clock":"unsynced"` when the time is not to be trusted; and, in the place of what the board
/// says by these names, `device_id`, `tg` (the key) and `tg_held` (how many of its session before
/// it were held back by rules, when any were).
public final class Payloads {
  private static final String DEVICE = "device_id";
  private static final String KEY = "tg";
  private static final String HELD = "tg_held";
  private static final String LATE = "late";

  /// What describes a reading and is no channel.
  private static final Set<String> ABOUT =
      Set.of(DEVICE, "timestamp", "timestamp_ms", KEY, HELD, "clock");

  private final Topics topics;
  private final PayloadRule rule;

  /// One message: where it goes and what it says.
  public record Publication(String topic, byte[] payload) {}

  public Payloads(Topics topics, PayloadRule rule) {
    this.topics = topics;
    this.rule = rule;
  }

  /// The messages of one reading, in order; one, unless each channel has a topic of its own. Then
  /// there may be none: a reading without channels.
  /// `wallMillis` is the time of this step; the reading's age is taken off.
  public List<Publication> of(Reading reading, String port, long wallMillis, boolean synchronised) {
    if (!rule.perChannel()) {
      byte[] payload = object(reading, wallMillis - reading.ageMillis(), synchronised);
      return List.of(new Publication(topics.reading(reading.device(), port, ""), payload));
    }
    List<Publication> publications = new ArrayList<>();
    for (FlatJson.Member member : reading.values().members()) {
      if (ABOUT.contains(member.name())) {
        continue;
      }
      String text = member.kind() == FlatJson.Kind.STRING ? member.string() : member.raw();
      publications.add(
          new Publication(
              topics.reading(reading.device(), port, channel(member.name())),
              text.getBytes(StandardCharsets.UTF_8)));
    }
    return publications;
  }

  /// The payload with `"late":true`, as its last member where it is new; one that is no object, or
  /// has nothing in it, stays as it is.
  public static byte[] late(byte[] payload) {
    if (!(FlatJson.parse(payload, 0, payload.length, FlatJson.Mode.OBJECT)
            instanceof FlatJson.Parsed(FlatJson json))
        || json.members().isEmpty()) {
      return payload;
    }
    return json.get(LATE).isPresent()
        ? json.withTrue(LATE).rawUtf8()
        : new JsonWriter(json).add(LATE, true).toUtf8();
  }

  /// What only the gateway can know is said as it knows it: by which name the board goes here,
  /// the key, and what was held back.
  private static FlatJson ours(Reading reading) {
    FlatJson values = reading.values();
    if (!values.word(DEVICE).equals(reading.device())) {
      values = values.withString(DEVICE, reading.device());
    }
    if (values.get(KEY).isPresent()) {
      values = values.withString(KEY, reading.key().tag());
    }
    return values.get(HELD).isPresent()
        ? values.withNumbers(Map.of(HELD, Long.toString(reading.held())))
        : values;
  }

  private byte[] object(Reading reading, long measuredMillis, boolean synchronised) {
    JsonWriter writer = new JsonWriter(ours(reading));
    if (!writer.has(DEVICE)) {
      writer.add(DEVICE, reading.device());
    }
    if (!writer.has("timestamp")) {
      writer.add("timestamp", Math.floorDiv(measuredMillis, 1_000L));
    }
    if (rule.timestampMillis() && !writer.has("timestamp_ms")) {
      writer.add("timestamp_ms", measuredMillis);
    }
    if (!writer.has(KEY)) {
      writer.add(KEY, reading.key().tag());
    }
    if (reading.held() > 0 && !writer.has(HELD)) {
      writer.add(HELD, reading.held());
    }
    if (!synchronised && !writer.has("clock")) {
      writer.add("clock", "unsynced");
    }
    return writer.toUtf8();
  }

  /// A level of a topic: what would split or match it is replaced.
  private static String channel(String name) {
    return name.replaceAll("[/+#\\x00]", "_");
  }
}
