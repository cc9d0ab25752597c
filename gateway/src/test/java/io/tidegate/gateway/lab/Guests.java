package io.tidegate.gateway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Programs for the ESP8266's processor (device-sim/src/test/lx106), by Debian's compiler.
public final class Guests {
  private static final Path SOURCES = Path.of("../device-sim/src/test/lx106");
  private static final Path LIBRARY = Path.of("../firmware-bridge/arduino/TidegateLink/src");
  private static final Path TOOLS = Path.of("/usr/lib/xtensa-lx106-elf");

  private Guests() {}

  /// `link.elf` in the folder: TidegateLink on the bare chip, a reading each second.
  public static void link(Path folder) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("xtensa-lx106-elf-g++", "-std=gnu++17", "-Os"));
    command.addAll(List.of("-Wall", "-Wextra", "-Werror", "-mlongcalls", "-ffreestanding"));
    command.addAll(List.of("-fno-exceptions", "-fno-rtti", "-fno-threadsafe-statics"));
    command.addAll(List.of("-mtext-section-literals", "-nostdlib", "-Wl,--gc-sections"));
    command.add("-Wl,-Ttext=0x40101000,--section-start=.vectors=0x40100000,-e_start");
    command.add("-Wl,--section-start=.rodata=0x3ffe8000,-Tdata=0x3ffea000,-Tbss=0x3ffeb000");
    command.add("-Wl,--section-start=.noinit=0x3fff4000");
    // in the chip's ROM, at the addresses of its public linker script
    command.add("-Wl,--defsym=__udivsi3=0x4000e21c,--defsym=__umodsi3=0x4000e268");
    command.addAll(List.of("-isystem", TOOLS.resolve("include").toString(), "-I" + LIBRARY));
    command.add(SOURCES.resolve("chip/start.S").toString());
    command.add(SOURCES.resolve("link/link.cpp").toString());
    command.addAll(List.of("-L" + TOOLS.resolve("lib"), "-lc", "-lgcc"));
    run(folder, command, "link.elf");
  }

  /// `sdk.elf` in the folder: an SDK of our own with WiFi, and a publisher on it.
  public static void sdk(Path folder) throws IOException, InterruptedException {
    sdk(folder, "sdk.elf", "-DPUBLISHES=1");
  }

  /// The same as another file; `define` is for the preprocessor.
  static void sdk(Path folder, String file, String define)
      throws IOException, InterruptedException {
    Path sources = SOURCES.resolve("sdk");
    List<String> command = new ArrayList<>(List.of("xtensa-lx106-elf-gcc", define));
    command.add("@" + sources.resolve("options"));
    command.add(sources.resolve("start.S").toString());
    try (Stream<Path> all = Files.list(sources)) {
      all.map(Path::toString).filter(each -> each.endsWith(".c")).sorted().forEach(command::add);
    }
    command.add("-lgcc");
    run(folder, command, file);
  }

  private static void run(Path folder, List<String> command, String file)
      throws IOException, InterruptedException {
    command.addAll(List.of("-o", folder.resolve(file).toString()));
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertEquals(0, process.waitFor(), () -> read(said));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
