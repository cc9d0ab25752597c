package io.tidegate.sim.lx106.image;

import io.tidegate.sim.lx106.image.Lines.Run;
import java.util.Arrays;
import java.util.List;

/// The lines of one compiled source, as DWARF packs them: a program for a small machine, each step
/// of which moves an address and a line on, or adds them as a row. See DWARF 5, 6.2.
final class LineProgram {
  private static final int FILES_LIMIT = 65_536;

  // what a row is told by (6.2.5.2)
  private static final int COPY = 1;
  private static final int ADVANCE_PC = 2;
  private static final int ADVANCE_LINE = 3;
  private static final int SET_FILE = 4;
  private static final int CONST_ADD_PC = 8;
  private static final int FIXED_ADVANCE_PC = 9;

  // extended ones (6.2.5.3)
  private static final int END_SEQUENCE = 1;
  private static final int SET_ADDRESS = 2;
  private static final int DEFINE_FILE = 3;

  private final DebugBytes bytes;
  private final LineFiles files;

  // the header
  private int bytesOfInstruction;
  private int lineBase;
  private int lineRange;
  private int[] lengths;

  // the machine
  private int address;
  private int file;
  private int line;
  private int[] starts = new int[64];
  private int[] rows = new int[128];
  private int count;

  LineProgram(DebugBytes unit, DebugBytes texts, DebugBytes lineTexts) {
    bytes = unit;
    files = new LineFiles(texts, lineTexts);
  }

  /// Adds what it tells; nothing more once it is not as it should be.
  void run(List<Run> found) {
    DebugBytes program = header();
    if (program == null) {
      return;
    }
    begin();
    while (program.left() > 0 && !program.over()) {
      int code = program.one();
      if (code >= lengths.length) {
        special(code);
      } else if (code == 0) {
        extended(program, found);
      } else {
        standard(code, program);
      }
    }
  }

  /// The rest of the unit: the program itself. Null for a version that nobody knows, or a header
  /// that is broken.
  private DebugBytes header() {
    int version = bytes.two();
    if (version < 2 || version > 5) {
      return null;
    }
    if (version == 5) {
      bytes.skip(2); // sizes of an address and of a segment's selector
    }
    DebugBytes header = bytes.part(bytes.four());
    bytesOfInstruction = header.one();
    if (version >= 4) {
      header.one(); // operations in an instruction
    }
    header.one(); // what is a statement
    lineBase = (byte) header.one();
    lineRange = header.one();
    lengths = new int[Math.max(1, header.one())];
    for (int i = 1; i < lengths.length; i++) {
      lengths[i] = header.one();
    }
    boolean read = version == 5 ? files.read5(header) : files.read2(header);
    return read && lineRange != 0 && !header.over() && !bytes.over() ? bytes : null;
  }

  private void begin() {
    address = 0;
    file = 1;
    line = 1;
    count = 0;
  }

  private void special(int code) {
    int step = code - lengths.length;
    address += step / lineRange * bytesOfInstruction;
    line += lineBase + step % lineRange;
    row();
  }

  private void standard(int code, DebugBytes program) {
    switch (code) {
      case COPY -> row();
      case ADVANCE_PC -> address += (int) program.number() * bytesOfInstruction;
      case ADVANCE_LINE -> line += (int) program.signed();
      case SET_FILE -> file = (int) program.number();
      case CONST_ADD_PC -> address += (255 - lengths.length) / lineRange * bytesOfInstruction;
      case FIXED_ADVANCE_PC -> address += program.two();
      default -> {
        for (int i = 0; i < lengths[code]; i++) {
          program.number();
        }
      }
    }
  }

  private void extended(DebugBytes program, List<Run> found) {
    DebugBytes operands = program.part((int) Math.min(program.number(), Integer.MAX_VALUE));
    switch (operands.one()) {
      case END_SEQUENCE -> {
        end(found);
        begin();
      }
      case SET_ADDRESS -> address = operands.four();
      case DEFINE_FILE -> {
        if (files.names().size() < FILES_LIMIT) {
          files.entry2(operands);
        }
      }
      default -> {}
    }
  }

  private void row() {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      rows = Arrays.copyOf(rows, 4 * count);
    }
    starts[count] = address;
    rows[2 * count] = file;
    rows[2 * count + 1] = line;
    count++;
  }

  /// What the linker has left out stands at 0.
  private void end(List<Run> found) {
    if (count > 0 && starts[0] != 0) {
      found.add(
          new Run(
              starts[0],
              address,
              Arrays.copyOf(starts, count),
              Arrays.copyOf(rows, 2 * count),
              files.names()));
    }
  }
}
