package io.tidegate.gateway.audit;

import io.tidegate.bridge.FlatJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Takes payloads as a subscriber gets them, readings and events, and counts by key. A stream is
/// one session of one board: its numbers have no holes unless something was lost or refused, and
/// then an event names them, or held back by rules, and then the messages say how many were.
///
/// Bounded: at most [#STREAMS_LIMIT] streams; payloads of further ones are counted and left out.
public final class Audit {
  static final int STREAMS_LIMIT = 10_000;

  private record Name(String device, String session) implements Comparable<Name> {
    @Override
    public int compareTo(Name other) {
      int byDevice = device.compareTo(other.device);
      return byDevice != 0 ? byDevice : session.compareTo(other.session);
    }
  }

  private final SequencedMap<Name, Stream> streams = new TreeMap<>();
  private long withoutKey;
  private long leftOut;

  /// One payload. What is neither a reading with a key nor an event about numbers is counted as
  /// [#withoutKey].
  public void take(byte[] payload) {
    if (!(FlatJson.parse(payload, 0, payload.length, FlatJson.Mode.OBJECT)
        instanceof FlatJson.Parsed(FlatJson json))) {
      withoutKey++;
      return;
    }
    String device = text(json, "device_id");
    String event = text(json, "event");
    if (event.isEmpty()) {
      reading(device, text(json, "tg"), Math.max(0, number(text(json, "tg_held"))));
      return;
    }
    switch (event) {
      case "reading_refused", "set_aside" -> refused(device, text(json, "key"));
      case "gap", "evicted", "unsure" -> lost(event, device, json);
      default -> {}
    }
  }

  private void reading(String device, String tag, long held) {
    int dot = tag.lastIndexOf('.');
    long number = dot < 1 ? -1 : number(tag.substring(dot + 1));
    Stream stream = number < 0 ? null : stream(device, tag.substring(0, dot));
    if (stream == null) {
      withoutKey++;
    } else {
      stream.arrived(number, held);
    }
  }

  private void refused(String device, String tag) {
    int dot = tag.lastIndexOf('.');
    long number = dot < 1 ? -1 : number(tag.substring(dot + 1));
    Stream stream = number < 0 ? null : stream(device, tag.substring(0, dot));
    if (stream != null) {
      stream.announced(number, number);
    }
  }

  private void lost(String event, String device, FlatJson json) {
    String session = text(json, "session");
    long first = number(text(json, "first"));
    long last = number(text(json, "last"));
    Stream stream = session.isEmpty() || first < 1 ? null : stream(device, session);
    if (stream == null || last < first) {
      return;
    }
    if (event.equals("unsure")) {
      stream.unsure(first, last, Math.max(0, number(text(json, "tg_held"))));
    } else {
      stream.announced(first, last);
    }
  }

  private Stream stream(String device, String session) {
    Name name = new Name(device, session);
    Stream known = streams.get(name);
    if (known != null) {
      return known;
    }
    if (streams.size() >= STREAMS_LIMIT) {
      leftOut++;
      return null;
    }
    Stream stream = new Stream();
    streams.put(name, stream);
    return stream;
  }

  /// What was found of each stream that any reading came of, by board and session.
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    streams.forEach(
        (name, stream) -> {
          if (!stream.isEmpty()) {
            findings.add(stream.finding(name.device(), name.session()));
          }
        });
    return findings;
  }

  /// Payloads without a key: of other programs, of streams with one topic per channel.
  public long withoutKey() {
    return withoutKey;
  }

  /// Payloads of streams beyond the limit.
  public long leftOut() {
    return leftOut;
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  private static String text(FlatJson json, String name) {
    Optional<FlatJson.Member> member = json.get(name);
    return member
        .map(
            each ->
                switch (each.kind()) {
                  case STRING -> each.string();
                  case NUMBER -> each.raw();
                  case BOOLEAN, NULL, NESTED -> "";
                })
        .orElse("");
  }
}
