package io.tidegate.bridge;

import io.tidegate.bridge.FlatJson.Kind;
import io.tidegate.bridge.FlatJson.Member;
import io.tidegate.bridge.FlatJson.Mode;
import io.tidegate.bridge.FlatJson.Outcome;
import io.tidegate.bridge.FlatJson.Parsed;
import io.tidegate.bridge.FlatJson.Refused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads one object. Each reading method returns whether the text is still good; the first refusal
/// sticks. Depth is bounded, so recursion is too.
final class JsonParser {

  private final byte[] text;
  private final int start;
  private final int end;
  private final Mode mode;
  private final List<Member> members = new ArrayList<>();
  private int at;
  private Refused refused;

  JsonParser(byte[] utf8, int offset, int length, Mode mode) {
    this.text = utf8;
    this.start = offset;
    this.end = offset + length;
    this.mode = mode;
    this.at = offset;
  }

  Outcome parse() {
    skipSpace();
    int open = at;
    boolean good = object();
    int close = at;
    if (good) {
      skipSpace();
      good = at == end || refuse("text after the object");
    }
    if (good && members.isEmpty() && mode == Mode.FLAT) {
      good = refuse("no members");
    }
    return good ? new Parsed(new FlatJson(slice(open, close), members)) : refused;
  }

  private boolean object() {
    return expect('{') && items('}', 0);
  }

  /// What stands between the brackets of an object or an array, and the closing one.
  private boolean items(char close, int depth) {
    skipSpace();
    if (take(close)) {
      return true;
    }
    while (item(close, depth)) {
      skipSpace();
      if (take(close)) {
        return true;
      }
      if (!expect(',')) {
        return false;
      }
      skipSpace();
    }
    return false;
  }

  /// Only the members of the outermost object are kept; those further in are not looked at.
  private boolean item(char close, int depth) {
    if (depth == 0) {
      return member();
    }
    return (close == ']' || name()) && value(kind(), depth + 1);
  }

  private boolean member() {
    int nameStart = at;
    if (!string()) {
      return false;
    }
    String name = JsonText.unescape(slice(nameStart, at));
    if (hasMember(name)) {
      at = nameStart;
      return refuse("name twice");
    }
    if (members.size() == Limits.JSON_MEMBERS) {
      at = nameStart;
      return refuse("more than " + Limits.JSON_MEMBERS + " members");
    }
    if (!colon()) {
      return false;
    }
    int valueStart = at;
    Kind kind = kind();
    if (kind == Kind.NESTED && mode == Mode.FLAT) {
      return refuse("nested value");
    }
    if (!value(kind, 1)) {
      return false;
    }
    members.add(new Member(name, kind, slice(valueStart, at)));
    return true;
  }

  private boolean hasMember(String name) {
    for (Member member : members) {
      if (member.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private Kind kind() {
    return switch (next()) {
      case '"' -> Kind.STRING;
      case '{', '[' -> Kind.NESTED;
      case 't', 'f' -> Kind.BOOLEAN;
      case 'n' -> Kind.NULL;
      default -> Kind.NUMBER;
    };
  }

  private boolean value(Kind kind, int depth) {
    return switch (kind) {
      case STRING -> string();
      case NUMBER -> number();
      case NULL -> word("null");
      case BOOLEAN -> word(next() == 't' ? "true" : "false");
      case NESTED -> nested(depth);
    };
  }

  private boolean nested(int depth) {
    if (depth > Limits.JSON_DEPTH) {
      return refuse("nested deeper than " + Limits.JSON_DEPTH);
    }
    boolean named = text[at++] == '{';
    return items(named ? '}' : ']', depth);
  }

  /// A name that is not looked at, and its colon.
  private boolean name() {
    return string() && colon();
  }

  private boolean colon() {
    skipSpace();
    if (!expect(':')) {
      return false;
    }
    skipSpace();
    return true;
  }

  private boolean word(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!expect(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean number() {
    take('-');
    if (take('0')) {
      if (isDigit(next())) {
        return refuse("leading zero");
      }
    } else if (!digits("value")) {
      return false;
    }
    if (take('.') && !digits("digit after the point")) {
      return false;
    }
    if (take('e') || take('E')) {
      if (!take('+')) {
        take('-');
      }
      return digits("digit of the exponent");
    }
    return true;
  }

  private boolean digits(String expected) {
    if (!isDigit(next())) {
      return refuse("expected a " + expected);
    }
    while (isDigit(next())) {
      at++;
    }
    return true;
  }

  private boolean string() {
    if (!expect('"')) {
      return false;
    }
    while (true) {
      if (take('"')) {
        return true;
      }
      if (!character(next())) {
        return false;
      }
    }
  }

  private boolean character(int c) {
    if (c < 0) {
      return refuse("string without end");
    }
    if (c < 0x20) {
      return refuse("control character");
    }
    if (c == '\\') {
      return escape();
    }
    if (c < 0x80) {
      at++;
      return true;
    }
    int length = Utf8.sequenceLength(text, at, end);
    if (length == 0) {
      return refuse("invalid UTF-8");
    }
    at += length;
    return true;
  }

  private boolean escape() {
    int backslash = at++;
    int letter = next();
    if (letter == 'u') {
      return unicodeEscape(backslash);
    }
    if (letter < 0 || "\"\\/bfnrt".indexOf(letter) < 0) {
      return refuse("unknown escape");
    }
    at++;
    return true;
  }

  /// One unit of UTF-16, or the two of a pair: nothing that UTF-8 cannot hold.
  private boolean unicodeEscape(int backslash) {
    int unit = hexUnit();
    boolean good = unit >= 0 && !Character.isSurrogate((char) unit);
    if (unit >= 0 && Character.isHighSurrogate((char) unit)) {
      good = take('\\') && next() == 'u' && Character.isLowSurrogate((char) hexUnit());
    }
    if (!good) {
      at = backslash;
      return refuse(unit < 0 ? "expected 4 hex digits" : "lone surrogate");
    }
    return true;
  }

  /// The four digits behind the `u` at hand; -1 when they are not there.
  private int hexUnit() {
    int unit = 0;
    for (int i = 1; i <= 4; i++) {
      int digit = at + i < end ? Character.digit(text[at + i], 16) : -1;
      if (digit < 0) {
        return -1;
      }
      unit = 16 * unit + digit;
    }
    at += 5;
    return unit;
  }

  private boolean expect(char wanted) {
    return take(wanted) || refuse("expected " + wanted);
  }

  private boolean take(char wanted) {
    if (next() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  private void skipSpace() {
    while (next() == ' ' || next() == '\t' || next() == '\r' || next() == '\n') {
      at++;
    }
  }

  /// The byte at hand; -1 at the end.
  private int next() {
    return at < end ? text[at] & 0xFF : -1;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private String slice(int from, int to) {
    return new String(text, from, to - from, StandardCharsets.UTF_8);
  }

  private boolean refuse(String reason) {
    refused = new Refused(reason, at - start);
    return false;
  }
}
