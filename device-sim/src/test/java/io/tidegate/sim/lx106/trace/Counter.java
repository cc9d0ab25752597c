package io.tidegate.sim.lx106.trace;

import io.tidegate.sim.lx106.Toolchain;
import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.image.Elf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// A chip that runs src/test/lx106/debug/counter.c, its functions in the flash.
public final class Counter implements Esp8266.Surroundings {
  public final Elf program;
  public final Symbols symbols;
  public final Esp8266 chip = new Esp8266(Flash.erased(1 << 20), this);
  public final Onlookers onlookers = new Onlookers(chip.processor());

  public Counter(Path folder, String... options) throws IOException {
    program = build(folder, options);
    symbols = new Symbols(program.symbols(), program.lines());
    begin();
  }

  private static Elf build(Path folder, String... options) throws IOException {
    List<String> all = new java.util.ArrayList<>(List.of("-Wall", "-Wextra", "-Werror", "-O1"));
    all.addAll(List.of("-mlongcalls", "-ffreestanding", "-fno-tree-tail-merge"));
    all.addAll(List.of(options));
    all.add("-fno-optimize-sibling-calls");
    all.add("-Wl,-Ttext=0x40201000,--section-start=.vectors=0x40100000,-e_start");
    all.add("-Wl,-Tbss=0x3ffe9000,-Tdata=0x3ffea000");
    all.add("src/test/lx106/chip/start.S");
    all.add("src/test/lx106/debug/counter.c");
    return Toolchain.link(folder, "counter", all);
  }

  public void begin() {
    Toolchain.place(program, chip.memory());
    chip.reset(program.entry());
  }

  public int address(String name) {
    return symbols.address(name).orElseThrow();
  }

  /// The first address in a function that is behind a call.
  public int behindCall(String name) {
    int from = address(name);
    return IntStream.range(from, from + 40)
        .filter(Calls.afterCall(chip.memory()::peek8))
        .findFirst()
        .orElseThrow();
  }

  public void run(long cycles) {
    chip.run(chip.cycles() + cycles);
  }

  @Override
  public void sent(int port, byte value, long cycles) {}

  @Override
  public void driven(int pin, boolean drives, boolean high, long cycles) {}
}
