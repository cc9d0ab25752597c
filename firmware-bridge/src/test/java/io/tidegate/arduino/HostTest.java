package io.tidegate.arduino;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.bridge.FlatJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The library's C++ tests, with sanitizers, and what only Java can judge.
@Tag("gpp")
class HostTest {

  @Test
  void theSharedVectorsHold() {
    String vectors = Checkout.ROOT.resolve("firmware-bridge/vectors").toString();
    passes(Program.compileTest("vectors_test").run("", vectors));
  }

  @Test
  void theRulesOfTheBoardHold() {
    passes(Program.compileTest("board_test").run(""));
  }

  @Test
  void theRulesOfAStreamHold() {
    passes(Program.compileTest("cable_test").run(""));
  }

  @Test
  void nothingFromOutsideBreaksIt() {
    passes(Program.compileTest("fuzz_test").run(""));
  }

  @Test
  void theJsonWriterKeepsItsSize() {
    passes(Program.compileTest("json_test").run(""));
  }

  @Test
  void whatTheJsonWriterWritesIsReadAsWhatWasMeant() {
    List<String> lines = Program.compileTest("json_lines").run("").lines().toList();
    assertTrue(lines.size() > 6000, "only " + lines.size());
    for (String line : lines) {
      int bar = line.indexOf(" | ");
      String[] meant = line.substring(0, bar).split(" ", -1);
      byte[] json = line.substring(bar + 3).getBytes(StandardCharsets.ISO_8859_1);
      if (json.length == 0) {
        assertTrue(meant[0].equals("string") && meant[1].length() > 60, line);
        continue;
      }
      FlatJson.Outcome outcome = FlatJson.parse(json, 0, json.length, FlatJson.Mode.FLAT);
      FlatJson.Member member =
          assertInstanceOf(FlatJson.Parsed.class, outcome, line).json().members().getFirst();
      switch (meant[0]) {
        case "number" -> number(meant, member, line);
        case "long" -> assertEquals(meant[1], member.raw(), line);
        case "fixed" -> assertEquals(fixed(meant), new BigDecimal(member.raw()), line);
        case "string" -> string(meant, member, line);
        default -> throw new AssertionError(line);
      }
    }
  }

  /// The IDE's boards differ: AVR is compiled as C++11, the ESP8266 as C++17.
  @Test
  void laterStandardsTakeItToo() {
    for (String standard : List.of("gnu++14", "gnu++17", "gnu++20")) {
      Path sketch = Checkout.LIBRARY.resolve("examples/CommandsAndTime/CommandsAndTime.ino");
      Program.run(
          List.of(
              "g++",
              "-std=" + standard,
              "-Wall",
              "-Wextra",
              "-Werror",
              "-fsyntax-only",
              "-I" + Checkout.TESTS.resolve("host"),
              "-I" + Checkout.LIBRARY.resolve("src"),
              "-include",
              "Arduino.h",
              "-x",
              "c++",
              sketch.toString()),
          "");
    }
  }

  private static void passes(String output) {
    assertTrue(output.matches("(?s).*: [1-9]\\d* checks, 0 failed\n"), output);
  }

  private static BigDecimal fixed(String[] meant) {
    return new BigDecimal(meant[1])
        .movePointLeft(Integer.parseInt(meant[2]))
        .setScale(Integer.parseInt(meant[2]));
  }

  /// Rounded: within half of the last digit, and a little for a double's own error.
  private static void number(String[] meant, FlatJson.Member member, String line) {
    double value = meant[1].contains("n") ? Double.NaN : Double.parseDouble(meant[1]);
    if (!(Math.abs(value) < 4294967039.5)) {
      assertEquals("null", member.raw(), line);
      return;
    }
    BigDecimal written = new BigDecimal(member.raw());
    int decimals = Integer.parseInt(meant[2]);
    assertEquals(decimals, written.scale(), line);
    double off = written.subtract(new BigDecimal(value)).abs().doubleValue();
    assertTrue(
        off <= 0.5 * Math.pow(10, -decimals) + 1e-6 * Math.max(1, Math.abs(value) / 1e9),
        line + " is off by " + off);
  }

  /// Java replaces bytes that are no UTF-8 in pieces of another size, so those are judged by what
  /// is good in them.
  private static void string(String[] meant, FlatJson.Member member, String line) {
    byte[] bytes = HexFormat.of().parseHex(meant[1]);
    String text = new String(bytes, StandardCharsets.UTF_8);
    assertEquals(good(text), good(member.string()), line);
  }

  private static String good(String text) {
    return text.replace("\uFFFD", "").replace("?", "");
  }
}
