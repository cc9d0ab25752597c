package io.tidegate.sim.lx106.core;

import static org.junit.jupiter.api.Assertions.fail;

import io.tidegate.sim.lx106.Toolchain;
import io.tidegate.sim.lx106.image.Elf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A program for here and for QEMU. It talks to the host by `simcall` at the label `host`, as
/// QEMU's semihosting has it: a2 is 4 to write a5 bytes from a4, 1 to end.
final class Guest {
  private static final long LIMIT_CYCLES = 1_000_000_000;
  private static final int WRITE = 4;

  private final Path folder;
  private final Elf elf;

  private Guest(Path folder, Elf elf) {
    this.folder = folder;
    this.elf = elf;
  }

  static Guest build(Path folder, String assembly) throws IOException {
    Path source = Files.writeString(folder.resolve("guest.S"), assembly);
    String places = "-Wl,-Ttext=0x40200000,-Tdata=0x3ffe8000,--section-start=.reset=0x50000000";
    return new Guest(folder, Toolchain.link(folder, "guest", List.of(places, source.toString())));
  }

  Elf elf() {
    return elf;
  }

  /// What it writes when it runs here, and in how many cycles.
  record Ran(byte[] written, long cycles) {}

  Ran runHere() {
    return runHere(Translations.none());
  }

  Ran runHere(Translations translations) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Memory memory = new Memory(new byte[1 << 20]);
    Toolchain.place(elf, memory);
    Processor processor = new Processor(memory, translations);
    processor.reset(Toolchain.address(elf, "_start"));
    boolean[] ended = new boolean[1];
    processor.hook(
        Toolchain.address(elf, "host"),
        at -> {
          if (at.a(2) != WRITE) {
            ended[0] = true;
            at.askToStop();
          }
          for (int i = 0; at.a(2) == WRITE && i < at.a(5); i++) {
            out.write(memory.peek8(at.a(4) + i));
          }
          return at.back();
        });
    while (!ended[0]) {
      switch (processor.run(LIMIT_CYCLES)) {
        case WAITING -> processor.pass(processor.timerAt() - processor.cycles());
        case ASKED -> {}
        case TIME, BREAK ->
            fail("at 0x%08x after %d".formatted(processor.pc(), processor.cycles()));
      }
    }
    return new Ran(out.toByteArray(), processor.cycles());
  }

  /// What it writes when QEMU runs it.
  byte[] runInQemu() throws IOException {
    Path written = folder.resolve("written");
    Toolchain.run(
        folder,
        List.of(
            "qemu-system-xtensa",
            "-cpu",
            "lx106",
            "-M",
            "sim",
            "-display",
            "none",
            "-monitor",
            "none",
            "-serial",
            "file:" + written,
            "-semihosting",
            "-kernel",
            folder.resolve("guest.elf").toString()));
    return Files.readAllBytes(written);
  }
}
