package io.tidegate.sim.lx106.core;

/// A decoded instruction: registers by number, `imm` as its [Op] says, branch targets as addresses.
///
/// @param length bytes, 2 or 3
record Instruction(int op, int r, int s, int t, int imm, int length) {
  boolean last() {
    return op == Op.ILL || op >= Op.LAST;
  }

  /// Registers and operation in one word, as the interpreter wants it.
  int packed() {
    return op | r << 8 | s << 12 | t << 16;
  }
}
