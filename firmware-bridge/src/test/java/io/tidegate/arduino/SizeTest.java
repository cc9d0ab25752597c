package io.tidegate.arduino;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the library costs an ATmega328P, as its README says: a program with it, less the same
/// program without, less the ring. Another compiler gives other numbers; a tenth is allowed.
@Tag("avr")
class SizeTest {
  private static final Path AVR = Checkout.TESTS.resolve("avr");
  private static final int READING_BYTES = 14 + 48;
  private static final int UNO_RAM_BYTES = 2_048;

  private record Size(int flashBytes, int ramBytes) {}

  @Test
  void theReadmeSaysWhatTheLibraryCosts() throws IOException {
    Size without = size("empty", List.of(AVR.resolve("empty.cpp")), List.of());
    Size least = withLink(1, 8);
    Size usual = withLink(1, 32);
    Size ring = withLink(12, 32);
    assertEquals(11 * READING_BYTES, ring.ramBytes - usual.ramBytes, "a reading of 48 bytes");

    String readme = Files.readString(Checkout.LIBRARY.resolve("README.md"));
    Matcher row =
        Pattern.compile(
                "\\| flash \\| ([\\d,]+) .*\\n\\| RAM beside the ring \\| ([\\d,]+) with .* characters, ([\\d,]+) ")
            .matcher(readme);
    assertTrue(row.find(), "the table of sizes");
    about(number(row.group(1)), usual.flashBytes - without.flashBytes, "flash");
    about(number(row.group(2)), usual.ramBytes - without.ramBytes - READING_BYTES, "RAM");
    about(number(row.group(3)), least.ramBytes - without.ramBytes - READING_BYTES, "least RAM");
  }

  @Test
  void unoLinkFitsAnUno() {
    Path folder = Checkout.SKETCHES.resolve("uno-link");
    Path source = Sketch.asCpp(folder, Program.target());
    Size size = size("uno-link", List.of(source), List.of("-I" + folder));
    assertTrue(size.ramBytes < UNO_RAM_BYTES / 2, "half of the RAM is the sketch's: " + size);
    assertTrue(size.flashBytes < 16_384, "half of the flash is the sketch's: " + size);
  }

  private static void about(int said, int found, String what) {
    System.out.println("ATmega328P, " + what + ": " + found + " bytes, the README says " + said);
    assertTrue(Math.abs(said - found) <= said / 10, what + " is " + found + ", said is " + said);
  }

  private static Size withLink(int readings, int resultBytes) {
    return size(
        "with_link_" + readings + "_" + resultBytes,
        List.of(AVR.resolve("with_link.cpp")),
        List.of("-DKEPT_READINGS=" + readings, "-DRESULT_BYTES=" + resultBytes));
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
