package io.tidegate.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.bridge.FlatJson.Mode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// What holds for any text.
class FlatJsonPropertyTest {

  private static final String START = "{\"first\" : 22.50}";

  @Property(seed = "1764000021")
  void anyBytesAreJudged(@ForAll @Size(max = 300) byte[] bytes, @ForAll Mode mode) {
    judged(bytes, mode);
  }

  @Property(seed = "1764000022", tries = 5_000)
  void anyTextOfJsonCharactersIsJudged(@ForAll("nearlyJson") String text, @ForAll Mode mode) {
    judged(text.getBytes(StandardCharsets.UTF_8), mode);
  }

  @Property(seed = "1764000023")
  void whatIsWrittenIsReadBack(@ForAll("members") Map<String, String> values) {
    JsonWriter writer = new JsonWriter(parsed(START));
    values.forEach(writer::add);
    FlatJson json = parsed(writer.toString());
    assertTrue(json.raw().startsWith("{\"first\" : 22.50"), json.raw());
    assertEquals(values.size() + 1, json.members().size());
    values.forEach(
        (name, value) -> assertEquals(value, json.get(name).orElseThrow().string(), name));
    assertEquals(json, new FlatJson(json.raw(), json.members()));
  }

  @Property(seed = "1764000024")
  void doublesAreReadBackToTheBit(@ForAll double value, @ForAll long whole) {
    FlatJson json = parsed(new JsonWriter().add("d", value).add("l", whole).toString());
    assertEquals(value, json.get("d").orElseThrow().number());
    assertEquals(Long.toString(whole), json.get("l").orElseThrow().raw());
  }

  @Property(seed = "1764000025")
  void halfAnObjectIsRefusedAtItsEnd(
      @ForAll("members") Map<String, String> values, @ForAll @IntRange(max = 5_000) int cut) {
    JsonWriter writer = new JsonWriter().add("n", -1.5e-7).addNull("z");
    values.forEach(writer::add);
    byte[] whole = writer.toUtf8();
    byte[] half = Arrays.copyOf(whole, cut % whole.length);
    assertInstanceOf(FlatJson.Refused.class, FlatJson.parse(half, 0, half.length, Mode.OBJECT));
  }

  /// What was accepted is accepted again, alike; what was refused was refused inside the text.
  private static void judged(byte[] bytes, Mode mode) {
    switch (FlatJson.parse(bytes, 0, bytes.length, mode)) {
      case FlatJson.Refused(String reason, int position) -> {
        assertTrue(position >= 0 && position <= bytes.length, reason + " at " + position);
        assertTrue(!reason.isEmpty());
      }
      case FlatJson.Parsed(FlatJson json) -> {
        assertEquals(new FlatJson.Parsed(json), FlatJson.parse(json.raw(), mode));
        json.members().forEach(FlatJsonPropertyTest::valueIsReadable);
      }
    }
  }

  private static void valueIsReadable(FlatJson.Member member) {
    switch (member.kind()) {
      case NUMBER -> assertTrue(!Double.isNaN(member.number()));
      case STRING -> assertTrue(member.string().length() <= member.raw().length());
      case BOOLEAN -> assertEquals(member.raw(), Boolean.toString(member.isTrue()));
      case NULL -> assertEquals("null", member.raw());
      case NESTED -> assertTrue("{[".indexOf(member.raw().charAt(0)) >= 0);
    }
  }

  private static FlatJson parsed(String text) {
    return assertInstanceOf(FlatJson.Parsed.class, FlatJson.parse(text, Mode.FLAT)).json();
  }

  @Provide
  Arbitrary<String> nearlyJson() {
    return Arbitraries.of(
            "{",
            "}",
            "{",
            "}",
            "[",
            "]",
            ":",
            ":",
            ",",
            "\"a\"",
            "\"a\":",
            "\"b\":",
            "\"\\u00e9\"",
            "1",
            "-0.5e3",
            "01",
            "true",
            "null",
            " ",
            "\"",
            "\\",
            "\u00e9",
            "nan")
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces))
        .flatMap(text -> Arbitraries.of(text, "{" + text + "}", "{\"a\":" + text + "}"));
  }

  /// Any characters that UTF-8 can hold; at most as many members as an object may have beside the
  /// first ones.
  @Provide
  Arbitrary<Map<String, String>> members() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withChars("\"\\/{}:,\b\f\n\r\t\0\u001f\u007f\u00e9\u20ac~* aZ09")
            .ofMaxLength(12);
    Arbitrary<String> names = text.filter(name -> !name.equals("first") && name.length() != 1);
    return Arbitraries.maps(names, Arbitraries.oneOf(text, Arbitraries.just("\ud83d\ude00")))
        .ofMaxSize(Limits.JSON_MEMBERS - 2);
  }
}
