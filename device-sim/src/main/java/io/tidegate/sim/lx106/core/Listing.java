package io.tidegate.sim.lx106.core;

import java.util.Locale;
import java.util.Map;

/// Instructions in words, as GNU tools write them: `l32i.n a2, a1, 8`.
public final class Listing {
  private static final String[] NAMES = new String[Op.HOOK + 1];
  private static final Map<Integer, String> SPECIAL =
      Map.ofEntries(
          Map.entry(Special.SAR, "sar"),
          Map.entry(Special.LITBASE, "litbase"),
          Map.entry(Special.IBREAKENABLE, "ibreakenable"),
          Map.entry(Special.DDR, "ddr"),
          Map.entry(Special.IBREAKA0, "ibreaka0"),
          Map.entry(Special.DBREAKA0, "dbreaka0"),
          Map.entry(Special.DBREAKC0, "dbreakc0"),
          Map.entry(Special.CONFIGID0, "configid0"),
          Map.entry(Special.EPC1, "epc1"),
          Map.entry(Special.EPC2, "epc2"),
          Map.entry(Special.EPC3, "epc3"),
          Map.entry(Special.DEPC, "depc"),
          Map.entry(Special.EPS2, "eps2"),
          Map.entry(Special.EPS3, "eps3"),
          Map.entry(Special.CONFIGID1, "configid1"),
          Map.entry(Special.EXCSAVE1, "excsave1"),
          Map.entry(Special.EXCSAVE2, "excsave2"),
          Map.entry(Special.EXCSAVE3, "excsave3"),
          Map.entry(Special.INTERRUPT, "interrupt"),
          Map.entry(Special.INTCLEAR, "intclear"),
          Map.entry(Special.INTENABLE, "intenable"),
          Map.entry(Special.PS, "ps"),
          Map.entry(Special.VECBASE, "vecbase"),
          Map.entry(Special.EXCCAUSE, "exccause"),
          Map.entry(Special.DEBUGCAUSE, "debugcause"),
          Map.entry(Special.CCOUNT, "ccount"),
          Map.entry(Special.PRID, "prid"),
          Map.entry(Special.ICOUNT, "icount"),
          Map.entry(Special.ICOUNTLEVEL, "icountlevel"),
          Map.entry(Special.EXCVADDR, "excvaddr"),
          Map.entry(Special.CCOMPARE0, "ccompare0"));

  static {
    String all =
        "ill add addx2 addx4 addx8 sub subx2 subx4 subx8 addi and or xor neg abs mov movi moveqz"
            + " movnez movltz movgez sll slli srl srli sra srai src ssl ssr ssa8l ssa8b ssai extui"
            + " mul16u mul16s mull nsa nsau nop l8ui l16ui l16si l32i l32r s8i s16i s32i rsr - wsr"
            + " xsr rsil waiti rfe rfi syscall break simcall j jx call0 callx0 beqz bnez bltz bgez"
            + " beqi bnei blti bgei bltui bgeui beq bne blt bge bltu bgeu ball bnall bany bnone bbc"
            + " bbs bbci bbsi hook";
    String[] words = all.split(" ");
    System.arraycopy(words, 0, NAMES, 0, words.length);
  }

  private Listing() {}

  /// What is at an address, in words; `literals` is the register LITBASE.
  public static String text(Memory memory, int address, int literals) {
    int word =
        memory.peek8(address) | memory.peek8(address + 1) << 8 | memory.peek8(address + 2) << 16;
    Instruction in = Decoder.decode(word, address, literals);
    String name = name(in);
    String operands = operands(in);
    return operands.isEmpty() ? name : name + " " + operands;
  }

  private static String name(Instruction in) {
    String name = NAMES[in.op()];
    if (in.op() == Op.JX && in.s() == 0) {
      name = "ret";
    } else if (in.op() == Op.ADDI && in.length() == 3 && (in.imm() < -128 || in.imm() > 127)) {
      name = "addmi";
    } else if (in.op() == Op.RSR || in.op() == Op.WSR || in.op() == Op.XSR) {
      name += "." + SPECIAL.get(in.imm());
    }
    return in.length() == 2 ? name + ".n" : name;
  }

  private static String operands(Instruction in) {
    int op = in.op();
    String r = "a" + in.r();
    String s = "a" + in.s();
    String t = "a" + in.t();
    String target = String.format(Locale.ROOT, "0x%08x", in.imm());
    return switch (op) {
      case Op.ILL, Op.NOP, Op.RFE, Op.SYSCALL, Op.SIMCALL, Op.HOOK -> "";
      case Op.ADDI, Op.L8UI, Op.L16UI, Op.L16SI, Op.L32I, Op.S8I, Op.S16I, Op.S32I ->
          t + ", " + s + ", " + in.imm();
      case Op.NEG, Op.ABS, Op.SRL, Op.SRA -> r + ", " + t;
      case Op.SLL -> r + ", " + s;
      case Op.MOV, Op.NSA, Op.NSAU -> t + ", " + s;
      case Op.MOVI, Op.RSIL -> t + ", " + in.imm();
      case Op.SLLI -> r + ", " + s + ", " + in.imm();
      case Op.SRLI, Op.SRAI -> r + ", " + t + ", " + in.imm();
      case Op.SSL, Op.SSR, Op.SSA8L, Op.SSA8B, Op.CALLX0 -> s;
      case Op.SSAI, Op.WAITI, Op.RFI -> "" + in.imm();
      case Op.EXTUI ->
          r + ", " + t + ", " + (in.imm() & 31) + ", " + Integer.bitCount(in.imm() >>> 5);
      case Op.L32R -> t + ", " + target;
      case Op.RSR, Op.WSR, Op.XSR -> t;
      case Op.BREAK -> in.length() == 2 ? "" + in.s() : in.s() + ", " + in.t();
      case Op.J, Op.CALL0 -> target;
      case Op.JX -> in.s() == 0 ? "" : s;
      case Op.BEQZ, Op.BNEZ, Op.BLTZ, Op.BGEZ -> s + ", " + target;
      case Op.BEQI, Op.BNEI, Op.BLTI, Op.BGEI ->
          s + ", " + Interpreter.CONSTANT[in.r()] + ", " + target;
      case Op.BLTUI, Op.BGEUI -> s + ", " + Interpreter.UNSIGNED_CONSTANT[in.r()] + ", " + target;
      case Op.BBCI, Op.BBSI -> s + ", " + (in.r() << 4 | in.t()) + ", " + target;
      default -> op >= Op.BEQ ? s + ", " + t + ", " + target : r + ", " + s + ", " + t;
    };
  }
}
