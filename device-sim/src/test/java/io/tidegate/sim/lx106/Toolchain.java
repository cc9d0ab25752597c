package io.tidegate.sim.lx106;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.image.BadImage;
import io.tidegate.sim.lx106.image.Elf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Debian's compiler for this processor, and other programs that a test runs to their end.
public final class Toolchain {
  private static final Path CHIP = Path.of("src/test/lx106/chip");
  private static final long LIMIT_SECONDS = 120;

  private Toolchain() {}

  /// A program of src/test/lx106/chip, which needs nothing but the chip.
  public static Elf bare(Path folder, String program) throws IOException {
    return bare(folder, CHIP.resolve(program + ".c"));
  }

  /// The same from a source anywhere, with more options.
  public static Elf bare(Path folder, Path source, String... more) throws IOException {
    List<String> options = new ArrayList<>(List.of("-Wall", "-Wextra", "-Werror", "-O2"));
    options.addAll(List.of("-mlongcalls", "-ffreestanding"));
    options.add("-Wl,-Ttext=0x40101000,--section-start=.vectors=0x40100000,-e_start");
    options.add("-Wl,--section-start=.rodata=0x3ffe8000,-Tbss=0x3ffe9000,-Tdata=0x3ffea000");
    options.addAll(List.of(more));
    options.add(CHIP.resolve("start.S").toString());
    options.add(source.toString());
    String name = source.getFileName().toString();
    return link(folder, name.substring(0, name.lastIndexOf('.')), options);
  }

  /// Compiles and links; `options` are those of gcc.
  public static Elf link(Path folder, String name, List<String> options) throws IOException {
    Path file = folder.resolve(name + ".elf");
    List<String> command = new ArrayList<>(List.of("xtensa-lx106-elf-gcc", "-nostdlib"));
    // a literal stands beside the code that reads it
    command.add("-Wa,--text-section-literals");
    command.addAll(options);
    command.addAll(List.of("-lgcc", "-o", file.toString()));
    run(folder, command);
    try {
      return Elf.read(Files.readAllBytes(file));
    } catch (BadImage e) {
      return fail(e);
    }
  }

  /// Puts a program where it belongs; what has no memory (QEMU's reset vector) is left out.
  public static void place(Elf elf, Memory memory) {
    for (Elf.Segment segment : elf.segments()) {
      memory.poke(segment.address(), segment.bytes());
    }
  }

  /// The address of a name.
  public static int address(Elf elf, String name) {
    return elf.symbols().stream()
        .filter(symbol -> symbol.name().equals(name))
        .findFirst()
        .orElseThrow()
        .address();
  }

  /// Runs a program, which has to end well.
  public static void run(Path folder, List<String> command) throws IOException {
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        fail(
            command
                + " goes on for longer than "
                + LIMIT_SECONDS
                + " s: "
                + Files.readString(said));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      fail(e);
    }
    assertEquals(0, process.exitValue(), Files.readString(said));
  }
}
