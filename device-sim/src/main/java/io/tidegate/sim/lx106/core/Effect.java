package io.tidegate.sim.lx106.core;

/// What an instruction does, for somebody who reads a program without running it. What is of no
/// interest to such a reader is [Kind#OTHER], and says only which register it changes.
///
/// @param to the register that gets the result, or whose value is stored; [#NONE] for none
/// @param from the register that it is worked out from, or that has the address; [#NONE] for none
/// @param number what is added, or where it goes on, or where the constant stands
/// @param length bytes, 2 or 3
public record Effect(Kind kind, int to, int from, int number, int length) {
  public static final int NONE = -1;

  /// Of an instruction.
  public enum Kind {
    /// `to` = `number`.
    CONSTANT,
    /// `to` = the word at `number`.
    CONSTANT_AT,
    /// `to` = `from` + `number`; a move adds 0.
    ADD,
    // to and from memory at `from` + `number`
    LOAD_8,
    LOAD_16,
    LOAD_32,
    STORE_8,
    STORE_16,
    STORE_32,
    /// Calls `number`.
    CALL,
    /// Calls what is in `from`.
    CALL_REGISTER,
    /// Perhaps goes on at `number`.
    BRANCH,
    /// Goes on at `number`.
    JUMP,
    /// Goes on where `from` says; a return is one of these.
    JUMP_REGISTER,
    OTHER
  }

  /// Of the instruction in the lowest bits of `word`, which stands at `pc`.
  public static Effect of(int word, int pc) {
    Instruction one = Decoder.decode(word, pc, 0);
    int imm = one.imm();
    return switch (one.op()) {
      case Op.MOVI -> effect(Kind.CONSTANT, one.t(), NONE, imm, one);
      case Op.L32R -> effect(Kind.CONSTANT_AT, one.t(), NONE, imm, one);
      case Op.ADDI -> effect(Kind.ADD, one.t(), one.s(), imm, one);
      case Op.MOV -> effect(Kind.ADD, one.t(), one.s(), 0, one);
      case Op.OR ->
          one.s() == one.t()
              ? effect(Kind.ADD, one.r(), one.s(), 0, one)
              : effect(Kind.OTHER, one.r(), NONE, 0, one);
      case Op.L8UI -> effect(Kind.LOAD_8, one.t(), one.s(), imm, one);
      case Op.L16UI -> effect(Kind.LOAD_16, one.t(), one.s(), imm, one);
      case Op.L32I -> effect(Kind.LOAD_32, one.t(), one.s(), imm, one);
      case Op.S8I -> effect(Kind.STORE_8, one.t(), one.s(), imm, one);
      case Op.S16I -> effect(Kind.STORE_16, one.t(), one.s(), imm, one);
      case Op.S32I -> effect(Kind.STORE_32, one.t(), one.s(), imm, one);
      case Op.CALL0 -> effect(Kind.CALL, NONE, NONE, imm, one);
      case Op.CALLX0 -> effect(Kind.CALL_REGISTER, NONE, one.s(), 0, one);
      case Op.J -> effect(Kind.JUMP, NONE, NONE, imm, one);
      case Op.JX, Op.RFE, Op.RFI -> effect(Kind.JUMP_REGISTER, NONE, one.s(), 0, one);
      default ->
          one.op() >= Op.BEQZ && one.op() <= Op.BBSI
              ? effect(Kind.BRANCH, NONE, NONE, imm, one)
              : effect(Kind.OTHER, changed(one), NONE, 0, one);
    };
  }

  private static Effect effect(Kind kind, int to, int from, int number, Instruction one) {
    return new Effect(kind, to, from, number, one.length());
  }

  private static int changed(Instruction one) {
    return switch (one.op()) {
      case Op.L16SI, Op.NSA, Op.NSAU, Op.RSR, Op.XSR, Op.RSIL -> one.t();
      case Op.SSL, Op.SSR, Op.SSA8L, Op.SSA8B, Op.SSAI, Op.NOP -> NONE;
      default -> one.op() <= Op.MULL ? one.r() : NONE;
    };
  }
}
