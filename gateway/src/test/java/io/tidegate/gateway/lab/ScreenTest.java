package io.tidegate.gateway.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is shown, compared with text files beside this test.
class ScreenTest {
  static Stream<Arguments> pictures() {
    return Stream.of(
        Arguments.of("well", Pictures.well(), false),
        Arguments.of("pulled", Pictures.pulled(), false),
        Arguments.of("many", Pictures.many(), false),
        Arguments.of("draining", Pictures.pulled(), true));
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void theScreenLooksAsItsFileSays(String name, Picture picture, boolean draining)
      throws IOException {
    List<String> lines = Screen.of(picture, draining);
    assertEquals(golden(name), String.join("\n", lines) + "\n");
    assertTrue(lines.size() < Screen.LINES, lines.size() + " lines");
    assertTrue(lines.stream().allMatch(line -> line.matches("[\\x20-\\x7E]{0,80}")));
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = ScreenTest.class.getResourceAsStream("screen-" + name + ".txt")) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }

  @Test
  void aLineOfTheReportFitsAndNamesWhatIsPulled() {
    assertEquals(
        "  12 s  network up      waiting    0  sent   410  delivered   410  21.50 22.50",
        new PlainReport().second(Pictures.well()));
    assertEquals(
        "  20 s  network PULLED  waiting   27  sent   410  delivered   370  OUT 22.50",
        new PlainReport().second(Pictures.pulled()));
    assertTrue(new PlainReport().second(Pictures.many()).length() <= Screen.COLUMNS);
  }

  @Test
  void theReportHasOneLineEachSecondAndIsAscii() {
    StringWriter said = new StringWriter();
    try (LinesFace face = new LinesFace(new PrintWriter(said), new PlainReport())) {
      face.show(Pictures.well());
      face.show(Pictures.well());
      face.event("gateway: \u001b[2J\u00e4");
      face.show(Pictures.pulled());
    }
    List<String> lines = said.toString().lines().toList();
    assertEquals(3, lines.size());
    assertEquals("        gateway: ?[2J?", lines.get(1));
  }

  @Test
  void jsonSaysTheSameForAProgram() {
    assertTrue(
        new JsonReport()
            .second(Pictures.pulled())
            .startsWith(
                "{\"second\":20,\"network\":false,\"broker\":false,\"waiting\":27,"
                    + "\"on_disk_bytes\":8192,\"sent\":410,\"delivered\":370,\"repeated\":0,"
                    + "\"boards\":[{\"board\":\"board1\",\"kind\":\"link\",\"plugged\":false,"
                    + "\"sent\":101,\"delivered\":91,\"held\":14,\"last\":{\"n\":1,"));
    assertTrue(new JsonReport().second(Pictures.many()).contains("\"last\":null"));
  }

  @Test
  void theScreenIsDrawnOverItselfAndTheCursorComesBack() {
    StringWriter said = new StringWriter();
    ScreenFace face = new ScreenFace(new PrintWriter(said));
    face.show(Pictures.well());
    face.show(Pictures.well());
    face.close();
    face.close();
    assertEquals(1, count(said, "\u001b[2J"));
    assertEquals(1, count(said, "\u001b[?25l"));
    assertEquals(1, count(said, "\u001b[?25h"));
    assertEquals(2, count(said, "Tidegate demo, 12 s"));
  }

  private static int count(StringWriter said, String part) {
    return said.toString().split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }
}
