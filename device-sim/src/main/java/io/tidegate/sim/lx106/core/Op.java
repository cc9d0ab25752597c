package io.tidegate.sim.lx106.core;

/// What instructions do. A narrow form (`add.n`) does what its wide one does. Plain numbers, for
/// the interpreter turns over them.
final class Op {
  static final int ILL = 0;
  static final int ADD = 1;
  static final int ADDX2 = 2;
  static final int ADDX4 = 3;
  static final int ADDX8 = 4;
  static final int SUB = 5;
  static final int SUBX2 = 6;
  static final int SUBX4 = 7;
  static final int SUBX8 = 8;

  /// t = s + imm: addi, addmi and addi.n.
  static final int ADDI = 9;

  static final int AND = 10;
  static final int OR = 11;
  static final int XOR = 12;
  static final int NEG = 13;
  static final int ABS = 14;

  /// t = s.
  static final int MOV = 15;

  /// t = imm: movi, movi.n, and an l32r whose word does not change.
  static final int MOVI = 16;

  static final int MOVEQZ = 17;
  static final int MOVNEZ = 18;
  static final int MOVLTZ = 19;
  static final int MOVGEZ = 20;
  static final int SLL = 21;
  static final int SLLI = 22;
  static final int SRL = 23;
  static final int SRLI = 24;
  static final int SRA = 25;
  static final int SRAI = 26;
  static final int SRC = 27;
  static final int SSL = 28;
  static final int SSR = 29;
  static final int SSA8L = 30;
  static final int SSA8B = 31;
  static final int SSAI = 32;

  /// r = (t >>> (imm & 31)) & (imm >>> 5).
  static final int EXTUI = 33;

  static final int MUL16U = 34;
  static final int MUL16S = 35;
  static final int MULL = 36;
  static final int NSA = 37;
  static final int NSAU = 38;
  static final int NOP = 39;
  static final int L8UI = 40;
  static final int L16UI = 41;
  static final int L16SI = 42;
  static final int L32I = 43;

  /// t = word at imm.
  static final int L32R = 44;

  static final int S8I = 45;
  static final int S16I = 46;
  static final int S32I = 47;

  /// t = special register imm, at most the cycle count changes.
  static final int RSR = 48;

  // From here on a block ends.
  static final int LAST = 50;
  static final int WSR = 50;
  static final int XSR = 51;
  static final int RSIL = 52;
  static final int WAITI = 53;
  static final int RFE = 54;
  static final int RFI = 55;
  static final int SYSCALL = 56;
  static final int BREAK = 57;
  static final int SIMCALL = 58;
  static final int J = 59;
  static final int JX = 60;
  static final int CALL0 = 61;
  static final int CALLX0 = 62;
  static final int BEQZ = 63;
  static final int BNEZ = 64;
  static final int BLTZ = 65;
  static final int BGEZ = 66;

  // r says which of the constants s is compared with, see Interpreter.
  static final int BEQI = 67;
  static final int BNEI = 68;
  static final int BLTI = 69;
  static final int BGEI = 70;
  static final int BLTUI = 71;
  static final int BGEUI = 72;
  static final int BEQ = 73;
  static final int BNE = 74;
  static final int BLT = 75;
  static final int BGE = 76;
  static final int BLTU = 77;
  static final int BGEU = 78;
  static final int BALL = 79;
  static final int BNALL = 80;
  static final int BANY = 81;
  static final int BNONE = 82;
  static final int BBC = 83;
  static final int BBS = 84;
  static final int BBCI = 85;
  static final int BBSI = 86;

  /// The host does something at this address.
  static final int HOOK = 87;

  /// The host multiplies at this address: [Product], which takes imm cycles.
  static final int PRODUCT = 88;

  private Op() {}
}
