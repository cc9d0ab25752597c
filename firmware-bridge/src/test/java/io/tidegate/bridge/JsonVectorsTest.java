package io.tidegate.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// vectors/json.txt against [FlatJson].
class JsonVectorsTest {

  @TestFactory
  Stream<DynamicTest> everyVectorIsJudgedAsWritten() {
    return Vectors.read("json.txt").stream()
        .map(each -> dynamicTest(each.name(), () -> check(each)));
  }

  private static void check(Vectors.Case vector) {
    FlatJson.Mode mode = FlatJson.Mode.valueOf(vector.text("mode").toUpperCase(Locale.ROOT));
    byte[] in = vector.bytes("in");
    List<String> expected =
        vector.has("refused") ? List.of("refused " + vector.text("refused")) : members(vector);
    assertEquals(expected, found(FlatJson.parse(in, 0, in.length, mode), vector), "alone");

    byte[] among = new byte[in.length + 6];
    Arrays.fill(among, (byte) '"');
    System.arraycopy(in, 0, among, 3, in.length);
    assertEquals(expected, found(FlatJson.parse(among, 3, in.length, mode), vector), "in a buffer");
  }

  private static List<String> members(Vectors.Case vector) {
    return vector.entries().stream()
        .filter(entry -> List.of("name", "kind", "raw", "value").contains(entry.key()))
        .map(entry -> entry.key() + " " + entry.text())
        .toList();
  }

  private static List<String> found(FlatJson.Outcome outcome, Vectors.Case vector) {
    return switch (outcome) {
      case FlatJson.Refused(String _, int position) -> List.of("refused " + position);
      case FlatJson.Parsed(FlatJson json) -> {
        assertEquals(
            new String(vector.bytes("in"), StandardCharsets.UTF_8).strip(), json.raw(), "raw");
        yield written(json, vector);
      }
    };
  }

  /// Values are compared where the vector states one.
  private static List<String> written(FlatJson json, Vectors.Case vector) {
    List<String> lines = new ArrayList<>();
    for (FlatJson.Member member : json.members()) {
      lines.add("name " + member.name());
      lines.add("kind " + member.kind().name().toLowerCase(Locale.ROOT));
      lines.add("raw " + member.raw());
      List<String> expected = members(vector);
      if (lines.size() < expected.size() && expected.get(lines.size()).startsWith("value ")) {
        lines.add("value " + value(member));
      }
    }
    return lines;
  }

  private static String value(FlatJson.Member member) {
    return switch (member.kind()) {
      case NUMBER -> Double.toString(member.number());
      case STRING -> member.string();
      case BOOLEAN -> Boolean.toString(member.isTrue());
      case NULL, NESTED -> member.raw();
    };
  }
}
