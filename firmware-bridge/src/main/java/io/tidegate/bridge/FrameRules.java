package io.tidegate.bridge;

import io.tidegate.bridge.Frame.Ack;
import io.tidegate.bridge.Frame.Command;
import io.tidegate.bridge.Frame.Describe;
import io.tidegate.bridge.Frame.Fail;
import io.tidegate.bridge.Frame.Hello;
import io.tidegate.bridge.Frame.Hold;
import io.tidegate.bridge.Frame.LogLine;
import io.tidegate.bridge.Frame.Reading;
import io.tidegate.bridge.Frame.Repeat;
import io.tidegate.bridge.Frame.Result;
import io.tidegate.bridge.Frame.Stream;
import io.tidegate.bridge.Frame.Time;
import io.tidegate.bridge.Frame.Welcome;
import io.tidegate.bridge.Frame.Who;

/// The limits of every field, in one place for both ways.
final class FrameRules {

  private FrameRules() {}

  /// The names of the first field that breaks PROTOCOL.md, or null when the frame is good.
  static String broken(Frame frame) {
    return switch (frame) {
      case Hello f -> broken(f);
      case Describe f -> broken(f);
      case Reading f -> broken(f);
      case Result f ->
          first(
              session(f.session()),
              range("number", f.number(), 1, Limits.U32_MAX),
              rule("code", f.code() != null && f.code().fromBoard()),
              rule("text", isPrint(f.text())));
      case LogLine f -> first(rule("level", f.level() != null), rule("text", isPrint(f.text())));
      case Stream f -> broken(f);
      case Who _ -> null;
      case Welcome f -> first(nonce(f.nonce()), session(f.session()));
      case Ack f -> first(session(f.session()), range("seq", f.seq(), 0, Limits.SEQUENCE_LAST));
      case Hold f ->
          first(
              session(f.session()),
              range("seq", f.seq(), 0, Limits.SEQUENCE_LAST),
              range("seconds", f.seconds(), 0, Limits.U32_MAX));
      case Repeat f -> first(session(f.session()), range("seq", f.seq(), 1, Limits.SEQUENCE_LAST));
      case Command f -> broken(f);
      case Time f -> range("unixMillis", f.unixMillis(), 0, Limits.UNIX_MILLIS_MAX);
      case Fail f ->
          first(
              rule("code", isId(f.code(), Limits.FAIL_CODE_LENGTH)),
              rule("text", isPrint(f.text())));
    };
  }

  private static String broken(Hello f) {
    return first(
        rule("dev", isId(f.dev(), Limits.DEVICE_ID_LENGTH)),
        nonce(f.nonce()),
        rule("session", !f.hasSession() || Base64Url.isName(f.session())),
        range("base", f.base(), 1, Limits.U32_MAX),
        range("next", f.next(), f.base(), Limits.U32_MAX),
        range("ring", f.ring(), 1, Limits.U32_MAX),
        range("rxBytes", f.rxBytes(), Limits.LINE_DOWN_BYTES, Limits.LINE_DOWN_MAX_BYTES),
        rule("firmware", isWord(f.firmware(), Limits.FIRMWARE_LENGTH)),
        range("channels", f.channels(), 0, Limits.CHANNELS),
        rule("caps", isWord(f.caps(), Limits.CAPS_LENGTH)));
  }

  private static String broken(Describe f) {
    return first(
        nonce(f.nonce()),
        range("index", f.index(), 0, Limits.CHANNELS - 1),
        rule("name", isId(f.name(), Limits.CHANNEL_NAME_LENGTH)),
        rule("kind", f.kind() != null),
        rule("unit", isWord(f.unit(), Limits.UNIT_LENGTH)),
        range("decimals", f.decimals(), Describe.NO_DECIMALS, Limits.DECIMALS),
        rule("access", f.access() != null));
  }

  private static String broken(Reading f) {
    return first(
        session(f.session()),
        range("base", f.base(), 1, Limits.SEQUENCE_LAST),
        range("seq", f.seq(), f.base(), Limits.SEQUENCE_LAST),
        range("ageMillis", f.ageMillis(), 0, Limits.U32_MAX),
        rule("json", isPrint(f.json())));
  }

  private static String broken(Command f) {
    return first(
        session(f.session()),
        range("number", f.number(), 1, Limits.U32_MAX),
        range("ttlMillis", f.ttlMillis(), 0, Limits.U32_MAX),
        rule("channel", isId(f.channel(), Limits.CHANNEL_NAME_LENGTH)),
        rule("value", isPrint(f.value())));
  }

  private static String broken(Stream f) {
    return first(
        session(f.session()),
        range("number", f.number(), 1, Limits.U32_MAX),
        rule("word", f.word() != null),
        range("at", f.at(), 0, Limits.U32_MAX),
        range("ack", f.ack(), 0, Limits.U32_MAX),
        range("room", f.room(), 0, Limits.U32_MAX),
        rule("data", Base64Url.isData(f.data(), Limits.STREAM_DATA_BYTES)));
  }

  private static String first(String... broken) {
    for (String each : broken) {
      if (each != null) {
        return each;
      }
    }
    return null;
  }

  private static String rule(String field, boolean holds) {
    return holds ? null : field;
  }

  private static String range(String field, long value, long least, long most) {
    return rule(field, least <= value && value <= most);
  }

  private static String nonce(String nonce) {
    return rule("nonce", Base64Url.isName(nonce));
  }

  private static String session(String session) {
    return rule("session", Base64Url.isName(session));
  }

  private static boolean isId(String text, int most) {
    return !text.isEmpty() && text.length() <= most && text.chars().allMatch(FrameRules::isIdChar);
  }

  private static boolean isIdChar(int c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || "_.:-".indexOf(c) >= 0;
  }

  private static boolean isWord(String text, int most) {
    return !text.isEmpty() && text.length() <= most && isPrint(text) && text.indexOf(' ') < 0;
  }

  static boolean isPrint(String text) {
    return text.chars().allMatch(FrameRules::isPrint);
  }

  /// The only bytes between `~` and the end of a line.
  static boolean isPrint(int c) {
    return c >= 0x20 && c <= 0x7E;
  }
}
