package io.tidegate.sim.lx106.core;

import java.util.ArrayList;
import java.util.List;

/// Instructions that run one after the other, up to one that may go elsewhere.
final class Block {
  /// Instructions, at most: interrupts are looked at in between.
  static final int LIMIT = 32;

  final int pc;

  /// The address after it.
  final int end;

  /// Two words for each instruction: what [Instruction#packed] says, and `imm`.
  final int[] code;

  /// Where each instruction stands, from `pc` on.
  private final byte[] offsets;

  /// Blocks that once followed, to be looked at first.
  Block next;

  Block other;

  /// False once memory has other instructions there.
  boolean valid = true;

  private Block(int pc, List<Instruction> instructions) {
    this.pc = pc;
    code = new int[2 * instructions.size()];
    offsets = new byte[instructions.size()];
    int at = 0;
    for (int i = 0; i < instructions.size(); i++) {
      Instruction instruction = instructions.get(i);
      code[2 * i] = instruction.packed();
      code[2 * i + 1] = instruction.imm();
      offsets[i] = (byte) at;
      at += instruction.length();
    }
    end = pc + at;
  }

  int length() {
    return offsets.length;
  }

  int address(int index) {
    return pc + offsets[index];
  }

  /// Reads the instructions from `pc` on, at most so many. A hook is one by itself.
  static Block read(Memory memory, Hooks hooks, int literals, int pc, int limit) {
    List<Instruction> found = new ArrayList<>();
    int at = pc;
    while (found.size() < limit) {
      Instruction instruction;
      if (hooks.has(at)) {
        instruction = new Instruction(Op.HOOK, 0, 0, 0, 0, 0);
      } else if (found.isEmpty() || memory.executable(at)) {
        instruction = Decoder.decode(memory.fetch(at), at, literals);
      } else {
        break;
      }
      if (instruction.op() == Op.L32R && memory.constant(instruction.imm())) {
        int value = memory.load32(instruction.imm());
        instruction = new Instruction(Op.MOVI, 0, 0, instruction.t(), value, 3);
      }
      found.add(instruction);
      at += instruction.length();
      if (instruction.last()) {
        break;
      }
    }
    return new Block(pc, found);
  }
}
