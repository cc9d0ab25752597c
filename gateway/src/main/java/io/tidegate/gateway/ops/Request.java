package io.tidegate.gateway.ops;

import io.tidegate.bridge.FlatJson;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// What may be asked at the control socket: `{"ask":"status"}` and so on, one object per line.
sealed interface Request {
  /// How long a command lives when the request does not say.
  long TTL_MILLIS = 10_000;

  long TTL_LIMIT_MILLIS = 600_000;

  /// How long a port is left alone when the request does not say.
  long RELEASE_MILLIS = 120_000;

  long RELEASE_LIMIT_MILLIS = 3_600_000;

  /// `{"ask":"status"}`: everything, as one object.
  record Status() implements Request {}

  /// `{"ask":"ports"}`
  record Ports() implements Request {}

  /// `{"ask":"buffer"}`: the spool in numbers.
  record Buffer() implements Request {}

  /// `{"ask":"monitor"}`, with `"port"` for one port only and `"raw":true` for bytes as they came.
  /// Lines follow until the client hangs up.
  record Monitor(String port, boolean raw) implements Request {}

  /// `{"ask":"send","device":"…","channel":"…","value":"…"}`, with `"ttl_ms"`. Answered when the
  /// result is known.
  record Send(String device, String channel, String value, long ttlMillis) implements Request {}

  /// `{"ask":"release","port":"…"}`, with `"for_ms"`.
  record Release(String port, long millis) implements Request {}

  /// `{"ask":"take","port":"…"}`
  record Take(String port) implements Request {}

  /// None of these; the words say what was expected.
  record Malformed(String words) implements Request {}

  static Request parse(byte[] line, int length) {
    return switch (FlatJson.parse(line, 0, length, FlatJson.Mode.FLAT)) {
      case FlatJson.Refused refused ->
          new Malformed(
              "expected one JSON object per line, such as {\"ask\":\"status\"}; this is none, from"
                  + " byte "
                  + refused.position()
                  + " on: "
                  + refused.reason());
      case FlatJson.Parsed(FlatJson json) -> {
        Reader reader = new Reader(json);
        Request request = reader.request();
        yield reader.trouble == null ? request : new Malformed(reader.trouble);
      }
    };
  }

  /// Reads members; the first one that will not do sticks.
  final class Reader {
    private final FlatJson json;
    private String trouble;

    private Reader(FlatJson json) {
      this.json = json;
    }

    private Request request() {
      String ask = text("ask", null);
      return switch (ask) {
        case "status" -> only(new Status());
        case "ports" -> only(new Ports());
        case "buffer" -> only(new Buffer());
        case "monitor" -> only(new Monitor(text("port", ""), flag("raw")), "port", "raw");
        case "send" ->
            only(
                new Send(
                    text("device", null),
                    text("channel", null),
                    text("value", null),
                    number("ttl_ms", TTL_MILLIS, TTL_LIMIT_MILLIS)),
                "device",
                "channel",
                "value",
                "ttl_ms");
        case "release" ->
            only(
                new Release(
                    text("port", null), number("for_ms", RELEASE_MILLIS, RELEASE_LIMIT_MILLIS)),
                "port",
                "for_ms");
        case "take" -> only(new Take(text("port", null)), "port");
        default ->
            new Malformed(
                "expected \"ask\" to be status, ports, buffer, monitor, send, release or take, got \""
                    + ask
                    + "\"");
      };
    }

    /// A misspelt member must not be ignored in silence.
    private Request only(Request request, String... names) {
      Set<String> known = Set.of(names);
      for (FlatJson.Member member : json.members()) {
        if (!member.name().equals("ask") && !known.contains(member.name())) {
          trouble("unknown member \"" + member.name() + "\"");
        }
      }
      return request;
    }

    private String text(String name, String otherwise) {
      FlatJson.Member member = json.get(name).orElse(null);
      if (member == null) {
        if (otherwise == null) {
          trouble("expected a member \"" + name + "\"");
          return "";
        }
        return otherwise;
      }
      return switch (member.kind()) {
        case STRING -> member.string();
        case NUMBER, BOOLEAN -> member.raw();
        case NULL, NESTED -> {
          trouble("expected \"" + name + "\" to be a string, got " + member.raw());
          yield "";
        }
      };
    }

    private boolean flag(String name) {
      FlatJson.Member member = json.get(name).orElse(null);
      if (member == null) {
        return false;
      }
      if (member.kind() != FlatJson.Kind.BOOLEAN) {
        trouble("expected \"" + name + "\" to be true or false, got " + member.raw());
        return false;
      }
      return member.isTrue();
    }

    private long number(String name, long otherwise, long limit) {
      FlatJson.Member member = json.get(name).orElse(null);
      if (member == null) {
        return otherwise;
      }
      if (member.kind() != FlatJson.Kind.NUMBER
          || !(member.number() >= 1 && member.number() <= limit)) {
        trouble("expected \"" + name + "\" to be 1 to " + limit + ", got " + member.raw());
        return otherwise;
      }
      return (long) member.number();
    }

    private void trouble(String words) {
      if (trouble == null) {
        trouble = words;
      }
    }
  }

  static Request parse(String line) {
    byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
    return parse(utf8, utf8.length);
  }
}
