package io.tidegate.gateway.bench;

import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.core.Processor;
import io.tidegate.sim.lx106.core.Translations;
import io.tidegate.sim.lx106.image.BadImage;
import io.tidegate.sim.lx106.image.Elf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// QEMU, which translates the instructions of an LX106 too but has no ESP8266 around them. The same
/// programs, their port in memory, a bounded number of rounds, in turns with ours, by the clock;
/// what a start of QEMU takes is taken off.
final class Lx106Qemu {
  static final String FIGURE = "lx106_qemu_ratio";

  private static final String QEMU = "qemu-system-xtensa";
  private static final int RESET = 0x50000000;
  private static final String PORT = "-DPORT=0x3ffef000";
  private static final long INSTRUCTIONS = 1_000_000_000;
  private static final int FEW = 100;
  private static final int TURNS = 3;
  private static final int WARM_UP = 2;
  private static final long LIMIT_SECONDS = 120;

  private final Bench bench;
  private double ours;
  private double theirs;

  Lx106Qemu(Bench bench) {
    this.bench = bench;
  }

  /// How many times as long as ours QEMU takes for all programs together.
  Figure measure(int programs) throws IOException {
    for (int work = 1; work <= programs; work++) {
      if (!add(work)) {
        return Figure.leftOut(FIGURE, "needs " + QEMU + ": apt install qemu-system-misc");
      }
    }
    return Figure.stated(FIGURE, theirs / ours, "x");
  }

  /// False where there is no QEMU.
  private boolean add(int work) throws IOException {
    Path few = compile(work, FEW);
    long cycles = run(few, new Translations(Translations.USUAL));
    Path program = compile(work, Math.toIntExact(INSTRUCTIONS * FEW / cycles));
    Translations translations = new Translations(Translations.USUAL);
    List<Double> here = new ArrayList<>();
    List<Double> there = new ArrayList<>();
    for (int turn = -WARM_UP; turn < TURNS; turn++) {
      long begunNanos = System.nanoTime();
      run(program, translations);
      double own = (System.nanoTime() - begunNanos) / 1e9;
      if (turn >= 0) {
        here.add(own);
        double start = qemu(few);
        if (start < 0) {
          return false;
        }
        there.add(qemu(program) - start);
      }
    }
    ours += Bench.median(here);
    theirs += Bench.median(there);
    return true;
  }

  private Path compile(int work, int rounds) throws IOException {
    String reset = "-Wl,--section-start=.reset=0x%x".formatted(RESET);
    return Lx106.compile(
        bench, "busy.c", List.of("-DWORK=" + work, "-DROUNDS=" + rounds, PORT, reset));
  }

  /// Runs it here, until it asks its host for the end; how many instructions that were.
  private static long run(Path file, Translations translations) throws IOException {
    Elf program;
    try {
      program = Elf.read(Files.readAllBytes(file));
    } catch (BadImage e) {
      throw new IOException(e);
    }
    Memory memory = new Memory(new byte[1 << 20]);
    program.segments().stream()
        .filter(each -> each.address() != RESET)
        .forEach(each -> memory.poke(each.address(), each.bytes()));
    Processor processor = new Processor(memory, translations);
    int host =
        program.symbols().stream()
            .filter(symbol -> symbol.name().equals("host"))
            .findFirst()
            .orElseThrow()
            .address();
    processor.breakAt(host, true);
    processor.reset(program.entry());
    Processor.Stop stop = processor.run(Long.MAX_VALUE);
    if (stop != Processor.Stop.BREAK) {
      throw new IOException("expected the program's end, got " + stop);
    }
    return processor.cycles();
  }

  /// Seconds; less than 0 where there is no QEMU.
  private static double qemu(Path file) throws IOException {
    List<String> words =
        List.of(QEMU, "-cpu", "lx106", "-M", "sim", "-display", "none", "-monitor", "none");
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("-serial", "none", "-semihosting", "-kernel", file.toString()));
    long begunNanos = System.nanoTime();
    Process process;
    try {
      process = new ProcessBuilder(all).inheritIO().start();
    } catch (IOException _) {
      return -1;
    }
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(QEMU + ": expected an end with 0 within " + LIMIT_SECONDS + " s");
      }
      return (System.nanoTime() - begunNanos) / 1e9;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
