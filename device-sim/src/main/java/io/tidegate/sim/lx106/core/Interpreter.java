package io.tidegate.sim.lx106.core;

/// Runs blocks, one instruction after the other.
final class Interpreter {
  /// Those of the program, and the amount of shifts.
  static final int REGISTERS = 17;

  static final int SAR = 16;
  static final int[] CONSTANT = {-1, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 32, 64, 128, 256};
  static final int[] UNSIGNED_CONSTANT = {
    32768, 65536, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 32, 64, 128, 256
  };

  final int[] a = new int[REGISTERS];

  /// Which instruction of the block it is at, two for each; kept where it may be asked for: at what
  /// reaches memory or may be an exception.
  int position;

  private final Memory memory;
  private final Processor processor;
  private final Unusual unusual;

  Interpreter(Memory memory, Processor processor, Unusual unusual) {
    this.memory = memory;
    this.unusual = unusual;
    this.processor = processor;
  }

  /// The address to go on at. What breaks a rule is a [Fault].
  int run(Block block) {
    int[] code = block.code;
    int[] a = this.a;
    for (int i = 0; i < code.length; i += 2) {
      int word = code[i];
      int imm = code[i + 1];
      position = i;
      int r = word >> 8 & 15;
      int s = word >> 12 & 15;
      int t = word >> 16 & 15;
      switch (word & 0xff) {
        case Op.ADD -> a[r] = a[s] + a[t];
        case Op.ADDX2 -> a[r] = (a[s] << 1) + a[t];
        case Op.ADDX4 -> a[r] = (a[s] << 2) + a[t];
        case Op.ADDX8 -> a[r] = (a[s] << 3) + a[t];
        case Op.SUB -> a[r] = a[s] - a[t];
        case Op.SUBX2 -> a[r] = (a[s] << 1) - a[t];
        case Op.SUBX4 -> a[r] = (a[s] << 2) - a[t];
        case Op.SUBX8 -> a[r] = (a[s] << 3) - a[t];
        case Op.ADDI -> a[t] = a[s] + imm;
        case Op.AND -> a[r] = a[s] & a[t];
        case Op.OR -> a[r] = a[s] | a[t];
        case Op.XOR -> a[r] = a[s] ^ a[t];
        case Op.NEG -> a[r] = -a[t];
        case Op.ABS -> a[r] = Math.abs(a[t]);
        case Op.MOV -> a[t] = a[s];
        case Op.MOVI -> a[t] = imm;
        case Op.MOVEQZ -> a[r] = a[t] == 0 ? a[s] : a[r];
        case Op.MOVNEZ -> a[r] = a[t] != 0 ? a[s] : a[r];
        case Op.MOVLTZ -> a[r] = a[t] < 0 ? a[s] : a[r];
        case Op.MOVGEZ -> a[r] = a[t] >= 0 ? a[s] : a[r];
        case Op.SLL -> a[r] = Alu.shiftLeft(a[s], a[SAR]);
        case Op.SLLI -> a[r] = (int) ((long) a[s] << imm);
        case Op.SRL -> a[r] = Alu.shiftRight(a[t], a[SAR]);
        case Op.SRLI -> a[r] = a[t] >>> imm;
        case Op.SRA -> a[r] = Alu.shiftRightSigned(a[t], a[SAR]);
        case Op.SRAI -> a[r] = a[t] >> imm;
        case Op.SRC -> a[r] = Alu.funnel(a[s], a[t], a[SAR]);
        case Op.SSL -> a[SAR] = 32 - (a[s] & 31);
        case Op.SSR -> a[SAR] = a[s] & 31;
        case Op.SSA8L -> a[SAR] = (a[s] & 3) << 3;
        case Op.SSA8B -> a[SAR] = 32 - ((a[s] & 3) << 3);
        case Op.SSAI -> a[SAR] = imm;
        case Op.EXTUI -> a[r] = a[t] >>> (imm & 31) & imm >>> 5;
        case Op.MUL16U -> a[r] = (a[s] & 0xffff) * (a[t] & 0xffff);
        case Op.MUL16S -> a[r] = (short) a[s] * (short) a[t];
        case Op.MULL -> a[r] = a[s] * a[t];
        case Op.NSA -> a[t] = Alu.normalizeSigned(a[s]);
        case Op.NSAU -> a[t] = Integer.numberOfLeadingZeros(a[s]);
        case Op.NOP -> {}
        case Op.L8UI -> a[t] = memory.load8(a[s] + imm);
        case Op.L16UI -> a[t] = memory.load16(a[s] + imm);
        case Op.L16SI -> a[t] = (short) memory.load16(a[s] + imm);
        case Op.L32I -> a[t] = memory.load32(a[s] + imm);
        case Op.L32R -> a[t] = memory.load32(imm);
        case Op.S8I -> memory.store8(a[s] + imm, a[t]);
        case Op.S16I -> memory.store16(a[s] + imm, a[t]);
        case Op.S32I -> memory.store32(a[s] + imm, a[t]);
        case Op.RSR -> a[t] = processor.special(imm);
        default -> {
          return leave(block, word, imm, i);
        }
      }
    }
    return block.end;
  }

  /// Runs only the last instruction of a block, which is one that may lead elsewhere.
  int end(Block block) {
    position = block.code.length - 2;
    return leave(block, block.lastWord(), block.lastImm(), position);
  }

  /// The last instruction of a block: where it leads.
  private int leave(Block block, int word, int imm, int at) {
    int op = word & 0xff;
    int s = word >> 12 & 15;
    switch (op) {
      case Op.J -> {
        return imm;
      }
      case Op.JX -> {
        return a[s];
      }
      case Op.CALL0, Op.CALLX0 -> {
        int target = op == Op.CALL0 ? imm : a[s];
        a[0] = block.end;
        return target;
      }
      default -> {
        if (op < Op.BEQZ || op > Op.BBSI) {
          return unusual.run(block, block.address(at / 2));
        }
        return taken(op, a[s], word >> 8 & 15, word >> 16 & 15) ? imm : block.end;
      }
    }
  }

  /// Whether a branch on `value` is taken; `r` and `t` are what it names besides.
  private boolean taken(int op, int value, int r, int t) {
    return switch (op) {
      case Op.BEQZ -> value == 0;
      case Op.BNEZ -> value != 0;
      case Op.BLTZ -> value < 0;
      case Op.BGEZ -> value >= 0;
      case Op.BEQI -> value == CONSTANT[r];
      case Op.BNEI -> value != CONSTANT[r];
      case Op.BLTI -> value < CONSTANT[r];
      case Op.BGEI -> value >= CONSTANT[r];
      case Op.BLTUI -> Integer.compareUnsigned(value, UNSIGNED_CONSTANT[r]) < 0;
      case Op.BGEUI -> Integer.compareUnsigned(value, UNSIGNED_CONSTANT[r]) >= 0;
      case Op.BEQ -> value == a[t];
      case Op.BNE -> value != a[t];
      case Op.BLT -> value < a[t];
      case Op.BGE -> value >= a[t];
      case Op.BLTU -> Integer.compareUnsigned(value, a[t]) < 0;
      case Op.BGEU -> Integer.compareUnsigned(value, a[t]) >= 0;
      case Op.BALL -> (~value & a[t]) == 0;
      case Op.BNALL -> (~value & a[t]) != 0;
      case Op.BANY -> (value & a[t]) != 0;
      case Op.BNONE -> (value & a[t]) == 0;
      case Op.BBC -> (value >>> (a[t] & 31) & 1) == 0;
      case Op.BBS -> (value >>> (a[t] & 31) & 1) != 0;
      case Op.BBCI -> (value >>> (r << 4 | t) & 1) == 0;
      case Op.BBSI -> (value >>> (r << 4 | t) & 1) != 0;
      default -> throw new IllegalArgumentException("no branch: " + op);
    };
  }
}
