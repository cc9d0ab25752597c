package io.tidegate.sim.cli;

import io.tidegate.sim.lx106.debug.Workbench;
import io.tidegate.sim.pty.Rack;
import io.tidegate.sim.scenario.Built;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/// What helps to see what the program of an emulated chip does.
final class BenchOptions {
  private static final int PORTS = 65_535;

  @Option(
      names = "--gdb",
      paramLabel = "PORT",
      description = {
        "A gdb for the chip (xtensa-lx106-elf-gdb) connects here: target remote :PORT. The board,"
            + " and all time, stands still while it has it stopped. 0 takes any port."
      })
  Integer gdb;

  @Option(
      names = "--measure",
      description =
          "Says at the end how busy the program was, in which functions, and what heap it had.")
  boolean measure;

  @Option(
      names = "--instructions",
      paramLabel = "FILE",
      description = "Writes each instruction as a line, with its place by name.")
  Path instructions;

  @Option(
      names = "--function",
      paramLabel = "NAME",
      defaultValue = "",
      description = "With --instructions: only those of functions whose name begins so.")
  String function = "";

  @Option(
      names = "--serial1",
      paramLabel = "FILE",
      description = "Writes what it sends on its second serial port (Serial1, GPIO2).")
  Path serial1;

  private Workbench bench;
  private GdbServer server;
  private PrintWriter lines;
  private PrintStream second;

  /// Throws with what was expected.
  void check(boolean virtual) {
    OneBoardOptions.demand(
        gdb == null || gdb >= 0 && gdb <= PORTS, "--gdb: expected 0 to " + PORTS, gdb);
    OneBoardOptions.demand(gdb == null || !virtual, "--gdb: expected no --virtual beside it", gdb);
    OneBoardOptions.demand(
        function.isEmpty() || instructions != null,
        "--function: expected --instructions beside it",
        function);
  }

  /// On the thread that runs the board.
  void begin(Built built, Rack rack, Consumer<String> told) throws IOException {
    bench = built.emulated().bench();
    if (measure) {
      bench.measure();
    }
    if (instructions != null) {
      lines = new PrintWriter(Files.newBufferedWriter(instructions));
      bench.trace(function, lines::println);
    }
    if (serial1 != null) {
      // with each line it is in the file, for those who follow it
      second = new PrintStream(Files.newOutputStream(serial1), true);
      bench.elsewhere(second::write);
    }
    if (gdb != null) {
      server = new GdbServer(rack, bench.gdb(), gdb, told);
      told.accept("gdb: target remote :" + server.port());
    }
  }

  /// When it runs no more.
  void end(Consumer<String> told) {
    if (server != null) {
      server.close();
    }
    if (bench != null) {
      bench.report().forEach(told);
    }
    if (lines != null) {
      lines.close();
      complain(lines.checkError(), instructions, told);
    }
    if (second != null) {
      second.close();
      complain(second.checkError(), serial1, told);
    }
  }

  private static void complain(boolean failed, Path file, Consumer<String> told) {
    if (failed) {
      told.accept(file + ": some of it is missing, it could not be written");
    }
  }
}
