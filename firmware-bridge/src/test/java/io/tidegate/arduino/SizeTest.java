package io.tidegate.arduino;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What the library costs an ATmega328P, as its README says: a program with it, less the same
/// program without, less the ring. Another compiler gives other numbers; a tenth is allowed, and no
/// more than the limits.
@Tag("avr")
class SizeTest {
  private static final Path AVR = Checkout.TESTS.resolve("avr");
  private static final int READING_BYTES = 14 + 48;
  private static final int UNO_RAM_BYTES = 2_048;
  private static final int UNO_FLASH_BYTES = 32_256;

  private static final int FLASH_MOST = 7_168;
  private static final int FLASH_MOST_WITHOUT_COMMANDS = 6_400;
  private static final int RAM_MOST = 384;
  private static final int RAM_MOST_WITHOUT_RESULT_TEXTS = 250;

  private record Size(int flashBytes, int ramBytes) {}

  @Test
  void theReadmeSaysWhatTheLibraryCosts() throws IOException {
    Size readings = cost(1, 0, false);
    Size shortTexts = cost(1, 8, true);
    Size usual = cost(1, 32, true);
    assertTrue(usual.flashBytes <= FLASH_MOST, "flash: " + usual);
    assertTrue(usual.ramBytes <= RAM_MOST, "RAM: " + usual);
    assertTrue(readings.flashBytes <= FLASH_MOST_WITHOUT_COMMANDS, "flash, readings: " + readings);
    assertTrue(readings.ramBytes <= RAM_MOST_WITHOUT_RESULT_TEXTS, "RAM, readings: " + readings);

    List<Size> said = sizesInTheReadme();
    about(said.get(0), readings, "readings only");
    about(said.get(1), shortTexts, "commands with short texts");
    about(said.get(2), usual, "commands");
  }

  @Test
  void aReadingTakesItsJsonAndFourteenBytes() {
    Size more = cost(12, 32, true);
    Size less = cost(1, 32, true);
    assertEquals(less.ramBytes, more.ramBytes);
  }

  @Test
  void unoLinkFitsAnUno() {
    fitsAnUno(Checkout.SKETCHES.resolve("uno-link"));
  }

  /// The sketch's README has a table of it; the core's own needs, some 200 bytes, come on top.
  @Test
  void unoLinkFitsAnUnoWithAllThatCanBeWired() throws IOException {
    Path folder = Checkout.SKETCHES.resolve("uno-link");
    Size plain = sketchSize(folder, "");
    Size all = sketchSize(folder, "-all", "-DDHT22_PIN=2", "-DDS18B20_PIN=4", "-DRELAY_PIN=7");
    List<Size> said =
        sizes(
            folder,
            Pattern.compile("^\\| [^|`]* \\| ([\\d,]+) \\| ([\\d,]+) \\|$", Pattern.MULTILINE));
    assertEquals(2, said.size(), "rows in the table of sizes of uno-link");
    about(said.get(0), plain, "uno-link");
    about(said.get(1), all, "uno-link with all that can be wired");
    assertTrue(
        all.ramBytes < UNO_RAM_BYTES * 2 / 3, "a third is the stack's and the core's: " + all);
  }

  @TestFactory
  Stream<DynamicTest> everyExampleFitsAnUno() {
    return Sketch.in(Checkout.LIBRARY.resolve("examples")).stream()
        .map(folder -> dynamicTest(folder.getFileName().toString(), () -> fitsAnUno(folder)));
  }

  private static Size sketchSize(Path folder, String suffix, String... defines) {
    List<String> options = new ArrayList<>(List.of(defines));
    options.add("-I" + folder);
    Path source = Sketch.asCpp(folder, Program.target());
    return size(folder.getFileName() + suffix, List.of(source), options);
  }

  private static void fitsAnUno(Path folder) {
    Size size = sketchSize(folder, "");
    assertTrue(size.ramBytes < UNO_RAM_BYTES / 2, "half of the RAM is the sketch's: " + size);
    assertTrue(size.flashBytes < UNO_FLASH_BYTES / 3, "the rest is the sketch's: " + size);
  }

  /// The three rows of the README's table of sizes.
  private static List<Size> sizesInTheReadme() throws IOException {
    List<Size> sizes =
        sizes(
            Checkout.LIBRARY,
            Pattern.compile(
                "^\\| .*`TidegateMemory<.*>` \\| ([\\d,]+) \\| ([\\d,]+) \\|", Pattern.MULTILINE));
    assertEquals(3, sizes.size(), "rows in the table of sizes");
    return sizes;
  }

  private static List<Size> sizes(Path folder, Pattern row) throws IOException {
    return row.matcher(Files.readString(folder.resolve("README.md")))
        .results()
        .map(found -> new Size(number(found.group(1)), number(found.group(2))))
        .toList();
  }

  private static void about(Size said, Size found, String what) {
    System.out.println("ATmega328P, " + what + ": " + found + ", the README says " + said);
    assertTrue(
        Math.abs(said.flashBytes - found.flashBytes) <= said.flashBytes / 10
            && Math.abs(said.ramBytes - found.ramBytes) <= said.ramBytes / 10,
        what + " is " + found + ", said is " + said);
  }

  private static Size cost(int readings, int resultBytes, boolean commands) {
    List<String> options =
        new ArrayList<>(List.of("-DKEPT_READINGS=" + readings, "-DRESULT_BYTES=" + resultBytes));
    if (commands) {
      options.add("-DTAKES_COMMANDS");
    }
    String name = "with_link_" + readings + "_" + resultBytes + "_" + commands;
    Size with = size(name, List.of(AVR.resolve("with_link.cpp")), options);
    Size without = size("empty", List.of(AVR.resolve("empty.cpp")), List.of());
    return new Size(
        with.flashBytes - without.flashBytes,
        with.ramBytes - without.ramBytes - readings * READING_BYTES);
  }

  /// Compiled with the options of the Arduino IDE.
  private static Size size(String name, List<Path> sources, List<String> options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "avr-g++",
                "-std=gnu++11",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-Os",
                "-mmcu=atmega328p",
                "-DF_CPU=16000000UL",
                "-fno-exceptions",
                "-fno-threadsafe-statics",
                "-ffunction-sections",
                "-fdata-sections",
                "-flto",
                "-Wl,--gc-sections",
                "-I" + AVR,
                "-I" + Checkout.LIBRARY.resolve("src")));
    command.addAll(options);
    command.add(AVR.resolve("core.cpp").toString());
    sources.forEach(source -> command.add(source.toString()));
    Path made = Program.build("avr-" + name, command);
    String[] columns =
        Program.run(List.of("avr-size", made.toString()), "")
            .lines()
            .toList()
            .get(1)
            .strip()
            .split("\\s+");
    int text = number(columns[0]);
    int data = number(columns[1]);
    int bss = number(columns[2]);
    return new Size(text + data, data + bss);
  }

  private static int number(String digits) {
    return Integer.parseInt(digits.replace(",", ""));
  }
}
