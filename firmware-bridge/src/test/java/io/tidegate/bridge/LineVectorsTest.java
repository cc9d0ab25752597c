package io.tidegate.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// vectors/line.txt against [LineDecoder].
class LineVectorsTest {

  private static final Set<String> RESULTS = Set.of("frame", "text", "fault");
  private static final List<Vectors.Case> CASES = Vectors.read("line.txt");

  @TestFactory
  Stream<DynamicTest> everyVectorHoldsHoweverItIsCut() {
    return CASES.stream().map(each -> dynamicTest(each.name(), () -> check(each)));
  }

  @Test
  void everyFaultHasAVector() {
    Set<String> seen =
        CASES.stream()
            .flatMap(each -> each.entries().stream())
            .filter(entry -> entry.key().equals("fault"))
            .map(Vectors.Entry::text)
            .collect(Collectors.toSet());
    Set<String> all =
        Arrays.stream(WireFault.values()).map(WireFault::wireName).collect(Collectors.toSet());
    assertEquals(all, seen);
  }

  @Test
  void namesAreUnique() {
    for (String file : List.of("line.txt", "encode.txt", "json.txt")) {
      List<String> names = Vectors.read(file).stream().map(Vectors.Case::name).toList();
      assertFalse(names.isEmpty(), file);
      assertEquals(names.size(), Set.copyOf(names).size(), file);
    }
  }

  private static void check(Vectors.Case vector) {
    byte[] in = vector.bytes("in");
    List<String> expected =
        vector.entries().stream()
            .filter(entry -> RESULTS.contains(entry.key()))
            .map(LineVectorsTest::written)
            .toList();
    assertEquals(expected, Found.of(decoder(vector), in).lines, "whole");
    byte[][] single = new byte[in.length][];
    for (int i = 0; i < in.length; i++) {
      single[i] = new byte[] {in[i]};
    }
    assertEquals(expected, Found.of(decoder(vector), single).lines, "byte by byte");
    for (int cut = 1; cut < in.length; cut++) {
      byte[] head = Arrays.copyOfRange(in, 0, cut);
      byte[] tail = Arrays.copyOfRange(in, cut, in.length);
      assertEquals(expected, Found.of(decoder(vector), head, tail).lines, "cut at " + cut);
    }
  }

  private static String written(Vectors.Entry entry) {
    return entry.key() + " " + Vectors.escape(entry.value(), 0, entry.value().length);
  }

  private static LineDecoder decoder(Vectors.Case vector) {
    Direction side = Direction.valueOf(vector.text("side").toUpperCase(Locale.ROOT));
    return new LineDecoder(Integer.parseInt(vector.text("limit")), side);
  }
}
