package io.tidegate.sim.lx106.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Instructions that run one after the other, up to one that may go elsewhere.
final class Block {
  /// Instructions, at most: interrupts are looked at in between.
  static final int LIMIT = 32;

  private static final int[] NONE = {};
  private static final int TARGETS = 8;

  final int pc;

  /// The address after it.
  final int end;

  /// Two words for each instruction: what [Instruction#packed] says, and `imm`.
  final int[] code;

  /// Where each instruction stands, from `pc` on.
  private final byte[] offsets;

  /// What the host does instead of its last instruction, if that is [Op#HOOK].
  Processor.Hook hook;

  /// Whether the host answers here, and there is nothing else in it.
  final boolean asks;

  /// Whether it ends with a jump, a call or a return to what a register says.
  final boolean dynamic;

  /// False once memory has other instructions there.
  boolean valid = true;

  /// How often the interpreter ran it.
  int runs;

  /// The translated region that may be entered here, if one may, and its number in it.
  Unit unit;

  int entry;

  /// Where a jump to what a register says has led so far, the first few.
  private int[] targets = NONE;

  /// Literals that became part of the instructions.
  private final int literalsFrom;

  private final int literalsTo;

  /// Each instruction as a block of its own, once somebody has asked for them.
  private Block[] singles;

  private Block(Block whole, int index) {
    pc = whole.address(index);
    end = index + 1 < whole.length() ? whole.address(index + 1) : whole.end;
    code = new int[] {whole.code[2 * index], whole.code[2 * index + 1]};
    offsets = new byte[1];
    hook = whole.hook;
    asks = false;
    dynamic = false;
    literalsFrom = pc;
    literalsTo = pc;
  }

  private Block(int pc, List<Instruction> instructions, int literalsFrom, int literalsTo) {
    this.pc = pc;
    this.literalsFrom = literalsFrom;
    this.literalsTo = literalsTo;
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
    int op = lastWord() & 0xff;
    dynamic = op == Op.JX || op == Op.CALLX0 || op == Op.PRODUCT;
    asks = code.length == 2 && (code[0] & 0xff) == Op.HOOK && code[1] != Hooks.STOP;
  }

  int length() {
    return offsets.length;
  }

  int address(int index) {
    return pc + offsets[index];
  }

  int lastWord() {
    return code[code.length - 2];
  }

  int lastImm() {
    return code[code.length - 1];
  }

  /// Whether its first instruction is one for a translated region.
  boolean begins() {
    int op = code[0] & 0xff;
    return op != Op.ILL && (op <= Op.WSR || op == Op.RSIL || Region.translates(op));
  }

  /// It ended with a jump to what a register said, which was this address.
  void ledTo(int address) {
    for (int known : targets) {
      if (known == address) {
        return;
      }
    }
    if (targets.length < TARGETS) {
      targets = Arrays.copyOf(targets, targets.length + 1);
      targets[targets.length - 1] = address;
    }
  }

  int[] targets() {
    return targets;
  }

  int lowest() {
    return Math.min(pc, literalsFrom);
  }

  int highest() {
    return Math.max(end, literalsTo);
  }

  /// Whether what it was decoded from is among these bytes.
  boolean from(int start, int stop) {
    return pc < stop && end > start || literalsFrom < stop && literalsTo > start;
  }

  /// One of its instructions.
  Block single(int index) {
    if (singles == null) {
      singles = new Block[length()];
    }
    if (singles[index] == null) {
      singles[index] = new Block(this, index);
    }
    return singles[index];
  }

  /// Reads the instructions from `pc` on, at most so many. A hook is one by itself, and a stop is a
  /// block by itself.
  static Block read(Memory memory, Hooks hooks, int literals, int pc, int limit) {
    List<Instruction> found = new ArrayList<>();
    int at = pc;
    int from = Integer.MAX_VALUE;
    int to = Integer.MIN_VALUE;
    while (found.size() < limit) {
      Instruction instruction;
      boolean stop = hooks.stopsAt(at);
      if (stop && at != pc) {
        break;
      }
      if (stop || hooks.has(at, memory)) {
        instruction = stop ? Hooks.STOPS : hooks.instruction(at);
      } else if (found.isEmpty() || memory.executable(at)) {
        instruction = Decoder.decode(memory.fetch(at), at, literals);
      } else {
        break;
      }
      if (instruction.op() == Op.L32R && memory.constant(instruction.imm())) {
        int value = memory.load32(instruction.imm());
        from = Math.min(from, instruction.imm());
        to = Math.max(to, instruction.imm() + 4);
        instruction = new Instruction(Op.MOVI, 0, 0, instruction.t(), value, 3);
      }
      found.add(instruction);
      at += instruction.length();
      if (instruction.last()) {
        break;
      }
    }
    Block block = new Block(pc, found, from, to);
    block.hook = hooks.get(block.address(block.length() - 1));
    return block;
  }
}
