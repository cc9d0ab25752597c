package io.tidegate.sim.lx106.core;

/// From bits to [Instruction]s. What an LX106 lacks (loops, windows, divider) is illegal, as there.
///
/// Fields by the manual's names: op0 is bits 0 to 3, t 4 to 7, s 8 to 11, r 12 to 15, op1 16 to 19,
/// op2 20 to 23; imm8 is 16 to 23, imm12 12 to 23, imm16 8 to 23, offset 6 to 23.
final class Decoder {
  private static final int[] ARITHMETIC = {
    Op.ADD, Op.ADDX2, Op.ADDX4, Op.ADDX8, Op.SUB, Op.SUBX2, Op.SUBX4, Op.SUBX8
  };
  private static final int[] ON_ZERO = {Op.BEQZ, Op.BNEZ, Op.BLTZ, Op.BGEZ};
  private static final int[] ON_CONSTANT = {Op.BEQI, Op.BNEI, Op.BLTI, Op.BGEI};
  private static final int[] ON_TWO = {
    Op.BNONE, Op.BEQ, Op.BLT, Op.BLTU, Op.BALL, Op.BBC, Op.BBCI, Op.BBCI,
    Op.BANY, Op.BNE, Op.BGE, Op.BGEU, Op.BNALL, Op.BBS, Op.BBSI, Op.BBSI
  };
  private static final int[] MOVES = {Op.MOVEQZ, Op.MOVNEZ, Op.MOVLTZ, Op.MOVGEZ};

  private final int word;
  private final int pc;
  private final int literals;
  private final int t;
  private final int s;
  private final int r;

  private Decoder(int word, int pc, int literals) {
    this.word = word;
    this.pc = pc;
    this.literals = literals;
    t = word >> 4 & 15;
    s = word >> 8 & 15;
    r = word >> 12 & 15;
  }

  /// `literals` is the register LITBASE.
  static Instruction decode(int word, int pc, int literals) {
    Decoder decoder = new Decoder(word, pc, literals);
    return (word & 8) != 0 ? decoder.narrow(word & 15) : decoder.wide(word & 7);
  }

  private Instruction wide(int op0) {
    return switch (op0) {
      case 0 -> groups();
      case 1 -> {
        int base = (literals & 1) == 0 ? pc + 3 & ~3 : literals & 0xfffff000;
        yield op(Op.L32R, base + ((word >>> 8 | 0xffff0000) << 2));
      }
      case 2 -> memory();
      case 5 ->
          (t & 3) == 0 ? op(Op.CALL0, (pc & ~3) + 4 + (signed(word >>> 6, 18) << 2)) : illegal();
      case 6 -> jumps();
      case 7 -> {
        int op = ON_TWO[r];
        int bit = t | (r & 1) << 4;
        int target = pc + 4 + signed(word >>> 16, 8);
        // the bit's number where r and t do not suffice: r is one bit of it
        yield op == Op.BBCI || op == Op.BBSI
            ? new Instruction(op, bit >> 4, s, bit & 15, target, 3)
            : op(op, target);
      }
      default -> illegal();
    };
  }

  private Instruction groups() {
    int op2 = word >> 20 & 15;
    return switch (word >> 16 & 15) {
      case 0 -> registers(op2);
      case 1 -> shifts(op2);
      case 2 -> op2 == 8 ? op(Op.MULL, 0) : illegal();
      case 3 ->
          switch (op2) {
            case 0 -> special(Op.RSR);
            case 1 -> special(Op.WSR);
            case 8, 9, 10, 11 -> op(MOVES[op2 - 8], 0);
            default -> illegal();
          };
      case 4, 5 -> {
        int shift = s | (word >> 16 & 1) << 4;
        yield op(Op.EXTUI, shift | (1 << op2 + 1) - 1 << 5);
      }
      default -> illegal();
    };
  }

  private Instruction registers(int op2) {
    return switch (op2) {
      case 0 -> control();
      case 1 -> op(Op.AND, 0);
      case 2 -> op(Op.OR, 0);
      case 3 -> op(Op.XOR, 0);
      case 4 -> amounts();
      case 6 -> s == 0 ? op(Op.NEG, 0) : s == 1 ? op(Op.ABS, 0) : illegal();
      case 8, 9, 10, 11, 12, 13, 14, 15 -> op(ARITHMETIC[op2 - 8], 0);
      default -> illegal();
    };
  }

  private Instruction control() {
    return switch (r) {
      case 0 ->
          switch (t) {
            case 8, 10 -> op(Op.JX, 0);
            case 12 -> op(Op.CALLX0, 0);
            default -> illegal();
          };
      case 2 ->
          switch (t) {
            // isync, rsync, esync, dsync, excw, memw, extw, nop: nothing is out of order here
            case 0, 1, 2, 3, 8, 12, 13, 15 -> op(Op.NOP, 0);
            default -> illegal();
          };
      case 3 -> t == 0 && s == 0 ? op(Op.RFE, 0) : t == 1 ? op(Op.RFI, s) : illegal();
      case 4 -> op(Op.BREAK, 0);
      case 5 ->
          t != 0 ? illegal() : s == 0 ? op(Op.SYSCALL, 0) : s == 1 ? op(Op.SIMCALL, 0) : illegal();
      case 6 -> op(Op.RSIL, s);
      case 7 -> t == 0 ? op(Op.WAITI, s) : illegal();
      default -> illegal();
    };
  }

  private Instruction amounts() {
    return switch (r) {
      case 0 -> op(Op.SSR, 0);
      case 1 -> op(Op.SSL, 0);
      case 2 -> op(Op.SSA8L, 0);
      case 3 -> op(Op.SSA8B, 0);
      case 4 -> op(Op.SSAI, s | (t & 1) << 4);
      // external registers: none is connected
      case 6 -> new Instruction(Op.MOVI, r, s, t, 0, 3);
      case 7 -> op(Op.NOP, 0);
      case 14 -> op(Op.NSA, 0);
      case 15 -> op(Op.NSAU, 0);
      default -> illegal();
    };
  }

  private Instruction shifts(int op2) {
    return switch (op2) {
      case 0, 1 -> op(Op.SLLI, 32 - (t | op2 << 4));
      case 2, 3 -> op(Op.SRAI, s | (op2 & 1) << 4);
      case 4 -> op(Op.SRLI, s);
      case 6 -> special(Op.XSR);
      case 8 -> op(Op.SRC, 0);
      case 9 -> op(Op.SRL, 0);
      case 10 -> op(Op.SLL, 0);
      case 11 -> op(Op.SRA, 0);
      case 12 -> op(Op.MUL16U, 0);
      case 13 -> op(Op.MUL16S, 0);
      default -> illegal();
    };
  }

  private Instruction special(int op) {
    int number = word >> 8 & 0xff;
    return Special.has(number, op) ? op(op, number) : illegal();
  }

  private Instruction memory() {
    int imm8 = word >> 16 & 0xff;
    return switch (r) {
      case 0 -> op(Op.L8UI, imm8);
      case 1 -> op(Op.L16UI, imm8 << 1);
      case 2 -> op(Op.L32I, imm8 << 2);
      case 4 -> op(Op.S8I, imm8);
      case 5 -> op(Op.S16I, imm8 << 1);
      case 6 -> op(Op.S32I, imm8 << 2);
      case 9 -> op(Op.L16SI, imm8 << 1);
      case 10 -> op(Op.MOVI, signed(s << 8 | imm8, 12));
      case 12 -> op(Op.ADDI, (byte) imm8);
      case 13 -> op(Op.ADDI, (byte) imm8 << 8);
      default -> illegal();
    };
  }

  private Instruction jumps() {
    int m = t >> 2;
    int near = pc + 4 + signed(word >>> 16, 8);
    return switch (t & 3) {
      case 0 -> op(Op.J, pc + 4 + signed(word >>> 6, 18));
      case 1 -> op(ON_ZERO[m], pc + 4 + signed(word >>> 12, 12));
      case 2 -> op(ON_CONSTANT[m], near);
      default -> m == 2 ? op(Op.BLTUI, near) : m == 3 ? op(Op.BGEUI, near) : illegal();
    };
  }

  private Instruction narrow(int op0) {
    return switch (op0) {
      case 8 -> brief(Op.L32I, r << 2);
      case 9 -> brief(Op.S32I, r << 2);
      case 10 -> brief(Op.ADD, 0);
      // the result's register stands in r, the number in t, and 0 means -1
      case 11 -> new Instruction(Op.ADDI, 0, s, r, t == 0 ? -1 : t, 2);
      case 12 -> {
        if ((t & 8) == 0) {
          int number = (t & 7) << 4 | r;
          yield new Instruction(Op.MOVI, 0, 0, s, number >= 96 ? number - 128 : number, 2);
        }
        yield brief((t & 4) == 0 ? Op.BEQZ : Op.BNEZ, pc + 4 + ((t & 3) << 4 | r));
      }
      case 13 ->
          switch (r) {
            case 0 -> brief(Op.MOV, 0);
            case 15 ->
                switch (t) {
                  case 0 -> new Instruction(Op.JX, 0, 0, 0, 0, 2);
                  case 2 -> brief(Op.BREAK, 0);
                  case 3 -> brief(Op.NOP, 0);
                  default -> new Instruction(Op.ILL, 0, 0, 0, 0, 2);
                };
            default -> new Instruction(Op.ILL, 0, 0, 0, 0, 2);
          };
      default -> new Instruction(Op.ILL, 0, 0, 0, 0, 2);
    };
  }

  private Instruction op(int op, int imm) {
    // ret is jx a0, its s field is not a register
    int from = op == Op.JX && t == 8 ? 0 : s;
    return new Instruction(op, r, from, t, imm, 3);
  }

  private Instruction brief(int op, int imm) {
    return new Instruction(op, r, s, t, imm, 2);
  }

  private Instruction illegal() {
    return new Instruction(Op.ILL, 0, 0, 0, 0, 3);
  }

  private static int signed(int value, int bits) {
    return value << 32 - bits >> 32 - bits;
  }
}
