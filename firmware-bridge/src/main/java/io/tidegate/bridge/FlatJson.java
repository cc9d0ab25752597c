package io.tidegate.bridge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One JSON object as a board wrote it: its text is kept to the character (22.50 stays 22.50), and
/// each member is found by name. Strict as RFC 8259, and bounded.
public final class FlatJson {

  /// What an object may hold.
  public enum Mode {
    /// A reading of the link: at least one member, nothing nested.
    FLAT,
    /// A plain JSON line: objects and arrays are kept as raw text, to [Limits#JSON_DEPTH] levels.
    OBJECT
  }

  /// What a value is.
  public enum Kind {
    NUMBER,
    STRING,
    BOOLEAN,
    NULL,
    NESTED
  }

  /// A member: its name without escapes, its value exactly as it was written.
  public record Member(String name, Kind kind, String raw) {

    /// The value of a number; infinite when it is beyond what a double holds. Only for
    /// [Kind#NUMBER].
    public double number() {
      require(Kind.NUMBER);
      return Double.parseDouble(raw);
    }

    /// The value of a string, without quotes and escapes. Only for [Kind#STRING].
    public String string() {
      require(Kind.STRING);
      return JsonText.unescape(raw);
    }

    /// Only for [Kind#BOOLEAN].
    public boolean isTrue() {
      require(Kind.BOOLEAN);
      return raw.equals("true");
    }

    private void require(Kind wanted) {
      if (kind != wanted) {
        throw new IllegalStateException("member " + name + " is a " + kind + ", not a " + wanted);
      }
    }
  }

  /// What became of a text.
  public sealed interface Outcome {}

  public record Parsed(FlatJson json) implements Outcome {}

  /// `position` counts bytes from the start of what was given.
  public record Refused(String reason, int position) implements Outcome {}

  private final String raw;
  private final List<Member> members;

  FlatJson(String raw, List<Member> members) {
    this.raw = raw;
    this.members = List.copyOf(members);
  }

  public static Outcome parse(byte[] utf8, int offset, int length, Mode mode) {
    return new JsonParser(utf8, offset, length, mode).parse();
  }

  public static Outcome parse(String text, Mode mode) {
    byte[] utf8 = JsonText.utf8(text);
    return parse(utf8, 0, utf8.length, mode);
  }

  /// From `{` to `}`, as it was written.
  public String raw() {
    return raw;
  }

  public byte[] rawUtf8() {
    return raw.getBytes(StandardCharsets.UTF_8);
  }

  /// In the order of the text.
  public List<Member> members() {
    return members;
  }

  /// The same object with another text in place of one member's value.
  public FlatJson withString(String name, String value) {
    return with(Map.of(name, new Member(name, Kind.STRING, JsonText.quote(value))));
  }

  public FlatJson withTrue(String name) {
    return with(Map.of(name, new Member(name, Kind.BOOLEAN, "true")));
  }

  /// The same object with other numbers; the caller answers for these being JSON.
  public FlatJson withNumbers(Map<String, String> numbers) {
    Map<String, Member> others = new HashMap<>();
    numbers.forEach((name, raw) -> others.put(name, new Member(name, Kind.NUMBER, raw)));
    return with(others);
  }

  /// What has no other keeps its text, the members their order.
  private FlatJson with(Map<String, Member> others) {
    if (members.stream().noneMatch(member -> others.containsKey(member.name()))) {
      return this;
    }
    JsonWriter writer = new JsonWriter();
    List<Member> changed = new ArrayList<>(members.size());
    for (Member member : members) {
      Member now = others.getOrDefault(member.name(), member);
      changed.add(now);
      writer.addRaw(now.name(), now.raw());
    }
    return new FlatJson(writer.toString(), changed);
  }

  public Optional<Member> get(String name) {
    for (Member member : members) {
      if (member.name().equals(name)) {
        return Optional.of(member);
      }
    }
    return Optional.empty();
  }

  /// A string, or a number as it stands; empty when the member is absent or anything else.
  public String word(String name) {
    return get(name)
        .map(
            member ->
                switch (member.kind()) {
                  case STRING -> member.string();
                  case NUMBER -> member.raw();
                  case BOOLEAN, NULL, NESTED -> "";
                })
        .orElse("");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FlatJson that && raw.equals(that.raw);
  }

  @Override
  public int hashCode() {
    return raw.hashCode();
  }

  @Override
  public String toString() {
    return raw;
  }
}
