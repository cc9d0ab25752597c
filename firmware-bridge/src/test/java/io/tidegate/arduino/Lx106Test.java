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

/// The library and esp8266-link, compiled for the ESP8266's processor with Debian's compiler. The
/// chip's own core is in no package, so they stand on a small one of ours, and nothing of it runs:
/// it is compiled, linked and measured. Division and printf are in the chip's ROM or in its core in
/// any case, and not counted.
@Tag("lx106")
class Lx106Test {
  private static final Path CORE = Checkout.TESTS.resolve("lx106");
  private static final Path AVR = Checkout.TESTS.resolve("avr");
  private static final String ROM = "0x40000000";

  /// What a reading takes beside its JSON: 16 bytes here, 14 on AVR.
  private static final int READING_BYTES = 16 + 48;

  private static final int RAM_OF_A_SKETCH_BYTES = 50_000;

  private record Size(int flashBytes, int ramBytes) {}

  @Test
  void theReadmeSaysWhatTheLibraryCostsOnAnEsp8266() throws IOException {
    Size empty = size("empty", AVR.resolve("empty.cpp"));
    Size with = size("with_link", AVR.resolve("with_link.cpp"), "-DTAKES_COMMANDS");
    Size cost =
        new Size(
            with.flashBytes - empty.flashBytes, with.ramBytes - empty.ramBytes - READING_BYTES);
    Matcher said =
        Pattern.compile("On an ESP8266 the last row is ([\\d,]+) of flash and ([\\d,]+) of RAM")
            .matcher(Files.readString(Checkout.LIBRARY.resolve("README.md")));
    assertTrue(said.find(), "the README does not say it");
    about(said.group(1), cost.flashBytes, "flash");
    about(said.group(2), cost.ramBytes, "RAM");
  }

  @Test
  void esp8266LinkLeavesTheChipMostOfItsMemory() {
    Path folder = Checkout.SKETCHES.resolve("esp8266-link");
    Path source = Sketch.asCpp(folder, Program.target());
    Size plain = size("esp8266-link", source, "-I" + folder);
    Size all =
        size(
            "esp8266-link-all",
            source,
            "-I" + folder,
            "-DDHT22_PIN=14",
            "-DDS18B20_PIN=4",
            "-DRELAY_PIN=5");
    System.out.println("ESP8266, esp8266-link: " + plain + ", with all that can be wired: " + all);
    assertTrue(all.flashBytes > plain.flashBytes + 1_000, "the sensors are in it: " + all);
    assertTrue(all.ramBytes < RAM_OF_A_SKETCH_BYTES / 4, all.toString());
  }

  private static void about(String said, int found, String what) {
    int number = Integer.parseInt(said.replace(",", ""));
    System.out.println("ESP8266, " + what + ": " + found + ", the README says " + number);
    assertEquals(number, found, number / 10.0, what);
  }

  private static Size size(String name, Path source, String... options) {
    Path root = Path.of("/usr/lib/xtensa-lx106-elf");
    List<String> command = new ArrayList<>(List.of("xtensa-lx106-elf-g++", "-std=gnu++17"));
    command.addAll(
        List.of(
            "-isystem",
            root.resolve("include").toString(),
            "-Wall",
            "-Wextra",
            "-Werror",
            "-Os",
            "-mlongcalls",
            "-mtext-section-literals",
            "-fno-exceptions",
            "-fno-rtti",
            "-fno-threadsafe-statics",
            "-ffunction-sections",
            "-fdata-sections",
            "-nostdlib",
            "-Wl,--gc-sections,-ebegin"));
    for (String inRom : List.of("__udivsi3", "__umodsi3", "__divsi3", "snprintf")) {
      command.add("-Wl,--defsym=" + inRom + "=" + ROM);
    }
    command.addAll(
        List.of(
            "-DESP8266",
            "-DKEPT_READINGS=1",
            "-DRESULT_BYTES=32",
            "-I" + CORE,
            "-I" + Checkout.LIBRARY.resolve("src")));
    command.addAll(List.of(options));
    command.addAll(List.of(CORE.resolve("core.cpp").toString(), source.toString()));
    command.addAll(List.of("-L" + root.resolve("lib"), "-lc", "-lgcc"));
    Path made = Program.build("lx106-" + name, command);
    String[] columns =
        Program.run(List.of("xtensa-lx106-elf-size", made.toString()), "")
            .lines()
            .toList()
            .get(1)
            .strip()
            .split("\\s+");
    int data = Integer.parseInt(columns[1]);
    return new Size(Integer.parseInt(columns[0]) + data, data + Integer.parseInt(columns[2]));
  }
}
