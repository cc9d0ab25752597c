package io.tidegate.gateway.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.bridge.FlatJson;
import io.tidegate.bridge.JsonWriter;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What the decoders of lines that are not JSON have in common: values as text, turned into
/// members of
/// a JSON object. A number's text stays what it was wherever JSON has that number.
final class PlainText {
  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
  private static final Pattern LOOSE_NUMBER = Pattern.compile("([+-]?)([0-9]*)\\.?([0-9]*)");

  /// What C libraries and Arduino's print write where there is no number.
  private static final Set<String> NO_NUMBERS = Set.of("nan", "inf", "infinity", "ovf");

  /// So many in all, and one of them so near to the end.
  private static final int NOISE_CHARACTERS = 4;

  private static final int NOISE_NEAR = 4;

  private PlainText() {}

  /// The line's text; null when it is not UTF-8 or has control characters other than a tab.
  static String of(byte[] line, int offset, int length) {
    String text = new String(line, offset, length, UTF_8);
    return text.chars().anyMatch(PlainText::strange) ? null : text;
  }

  /// Nobody has written this: several characters of it are none of a text, one of them among the
  /// last. A text in which a byte or two were turned is no noise.
  static boolean isNoise(byte[] line, int offset, int length) {
    String text = new String(line, offset, length, UTF_8);
    String last = text.substring(Math.max(0, text.length() - NOISE_NEAR));
    return last.chars().anyMatch(PlainText::strange)
        && text.chars().filter(PlainText::strange).count() >= NOISE_CHARACTERS;
  }

  private static boolean strange(int c) {
    return c < 0x20 && c != '\t' || c >= 0x7f && c < 0xa0 || c == '\ufffd';
  }

  static boolean noNumber(String value) {
    String bare = value.startsWith("-") || value.startsWith("+") ? value.substring(1) : value;
    return NO_NUMBERS.contains(bare.toLowerCase(Locale.ROOT));
  }

  static boolean looksLikeNumber(String value) {
    return JSON_NUMBER.matcher(value).matches() || completed(value) != null || noNumber(value);
  }

  static void add(JsonWriter json, String name, String value) {
    if (JSON_NUMBER.matcher(value).matches() || value.equals("true") || value.equals("false")) {
      json.addRaw(name, value);
      return;
    }
    String completed = completed(value);
    if (completed == null) {
      json.add(name, value);
    } else {
      json.addRaw(name, completed);
    }
  }

  /// `.5`, `5.`, `+5`: numbers to a person and a C library, not to JSON. Null for anything else;
  /// `007` is
  /// no number, because the zeros mean something to whoever wrote them.
  private static String completed(String value) {
    var parts = LOOSE_NUMBER.matcher(value);
    if (!parts.matches() || parts.group(2).isEmpty() && parts.group(3).isEmpty()) {
      return null;
    }
    String number =
        (parts.group(1).equals("-") ? "-" : "")
            + (parts.group(2).isEmpty() ? "0" : parts.group(2))
            + (parts.group(3).isEmpty() ? "" : "." + parts.group(3));
    return JSON_NUMBER.matcher(number).matches() ? number : null;
  }

  static PlainDecoder.Outcome decoded(JsonWriter json) {
    return switch (FlatJson.parse(json.toString(), FlatJson.Mode.OBJECT)) {
      case FlatJson.Parsed(FlatJson values) -> new PlainDecoder.Decoded(values);
      case FlatJson.Refused(String reason, _) -> new PlainDecoder.Unusable(reason);
    };
  }
}
