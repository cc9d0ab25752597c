package io.tidegate.sim.sketch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A folder of the PC as the memory card of a sketch: `test/card.cpp`, on both chips.
@Tag("gpp")
class CardTest {
  @TempDir private Path card;

  private static Path build(String target) {
    Path libraries = HostCoreBoard.folder().resolve("libraries");
    List<String> arguments = new ArrayList<>();
    arguments.add(target.equals("avr") ? "-D__AVR__" : "-DESP8266");
    for (String each : List.of("SD", "SDFS", "SPI")) {
      Path source = libraries.resolve(each + "/src");
      arguments.add("-I" + source);
      if (!each.equals("SDFS") || !target.equals("avr")) {
        arguments.addAll(HostCoreBoard.sources(source));
      }
    }
    arguments.add(HostCoreBoard.folder().resolve("test/card.cpp").toString());
    return HostCoreBoard.build("host-core-card-" + target, target, arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"esp8266", "avr"})
  void aFolderIsTheCardAndWithoutOneThereIsNone(String target) throws IOException {
    Path program = build(target);
    Files.writeString(card.resolve("given.txt"), "hello");
    Files.createDirectory(card.resolve("Sub"));
    Files.createFile(card.resolve("a-page.html"));
    try (HostCoreBoard board =
        new HostCoreBoard(program, HostCoreBoard.Begin.powerOn().withCard(card))) {
      String said = board.run(5_000);
      String names =
          target.equals("avr")
              ? "DATALOG.TXT GIVEN.TXT SUB/ "
              : "Sub/ a-page.html datalog.txt given.txt ";
      assertTrue(said.startsWith(names + "\r\n"), said);
      HostCoreTest.passes("card", said.substring(names.length() + 2));
    }
    Path log = card.resolve(target.equals("avr") ? "DATALOG.TXT" : "datalog.txt");
    assertEquals("1,2,3\r\n1,2,3\r\n", Files.readString(log, UTF_8));
    try (HostCoreBoard board = new HostCoreBoard(program, HostCoreBoard.Begin.powerOn())) {
      HostCoreTest.passes("none", board.run(5_000));
    }
  }
}
