package io.tidegate.sim.lx106.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// From which line of which source an address was compiled: what `-g` leaves in an ELF file
/// (`.debug_line`, DWARF 2 to 5). It is read when it is first asked for; what is broken in it gives
/// no lines.
public final class Lines {
  /// For a program that tells none.
  public static final Lines NONE = new Lines(new byte[0], new byte[0], new byte[0]);

  /// A place in a source.
  ///
  /// @param file as the compiler was given it; the Arduino IDE gives whole paths
  public record Line(String file, int number) {
    @Override
    public String toString() {
      return file + ":" + number;
    }
  }

  /// Code without a gap.
  ///
  /// @param starts where each row begins, ascending
  /// @param rows of each: the number of its file, and its line
  /// @param files by their numbers
  record Run(int start, int end, int[] starts, int[] rows, List<String> files) {}

  private final byte[] programs;
  private final byte[] texts;
  private final byte[] lineTexts;
  private List<Run> runs;

  /// The sections `.debug_line`, `.debug_str` and `.debug_line_str`; empty for one that is not
  /// there.
  Lines(byte[] programs, byte[] texts, byte[] lineTexts) {
    this.programs = programs;
    this.texts = texts;
    this.lineTexts = lineTexts;
  }

  /// The line of the instruction at this address; empty where none is told.
  public Optional<Line> at(int address) {
    if (runs == null) {
      runs = read();
    }
    for (Run run : runs) {
      boolean inside =
          Integer.compareUnsigned(address, run.start) >= 0
              && Integer.compareUnsigned(address, run.end) < 0;
      if (inside) {
        return line(run, address);
      }
    }
    return Optional.empty();
  }

  /// Of several rows at one address the last counts.
  private static Optional<Line> line(Run run, int address) {
    int row = run.starts.length - 1;
    while (row > 0 && Integer.compareUnsigned(run.starts[row], address) > 0) {
      row--;
    }
    int file = run.rows[2 * row];
    int number = run.rows[2 * row + 1];
    boolean told = number > 0 && file >= 0 && file < run.files.size();
    return told && !run.files.get(file).isEmpty()
        ? Optional.of(new Line(run.files.get(file), number))
        : Optional.empty();
  }

  private List<Run> read() {
    List<Run> found = new ArrayList<>();
    DebugBytes all = new DebugBytes(programs);
    while (all.left() > 0 && !all.over()) {
      int length = all.four();
      DebugBytes unit = all.part(length);
      if (!all.over()) {
        new LineProgram(unit, new DebugBytes(texts), new DebugBytes(lineTexts)).run(found);
      }
    }
    return List.copyOf(found);
  }
}
