package io.tidegate.sim.lx106.core;

import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Translates what happens among registers.
final class Arithmetic {
  private static final ClassDesc ALU = Frame.describe(Alu.class);
  private static final ClassDesc MATH = Frame.describe(Math.class);
  private static final ClassDesc INTEGER = Frame.describe(Integer.class);
  private static final MethodTypeDesc ONE = MethodTypeDesc.of(CD_int, CD_int);
  private static final MethodTypeDesc TWO = MethodTypeDesc.of(CD_int, CD_int, CD_int);
  private static final MethodTypeDesc THREE = MethodTypeDesc.of(CD_int, CD_int, CD_int, CD_int);
  private static final int SAR = Interpreter.SAR;

  private final Frame frame;
  private final CodeBuilder out;

  Arithmetic(Frame frame) {
    this.frame = frame;
    out = frame.out;
  }

  /// False when it is another kind of instruction.
  boolean write(int word, int imm) {
    int op = word & 0xff;
    int r = word >> 8 & 15;
    int s = word >> 12 & 15;
    int t = word >> 16 & 15;
    switch (op) {
      case Op.ADD -> two(Opcode.IADD, s, t);
      case Op.SUB -> two(Opcode.ISUB, s, t);
      case Op.AND -> two(Opcode.IAND, s, t);
      case Op.OR -> two(Opcode.IOR, s, t);
      case Op.XOR -> two(Opcode.IXOR, s, t);
      case Op.MULL -> two(Opcode.IMUL, s, t);
      case Op.ADDX2, Op.ADDX4, Op.ADDX8 -> scaled(Opcode.IADD, s, t, op - Op.ADD);
      case Op.SUBX2, Op.SUBX4, Op.SUBX8 -> scaled(Opcode.ISUB, s, t, op - Op.SUB);
      case Op.NEG -> frame.get(t).ineg();
      case Op.ABS -> frame.get(t).invokestatic(MATH, "abs", ONE);
      case Op.MUL16U -> {
        frame.get(s).loadConstant(0xffff).iand();
        frame.get(t).loadConstant(0xffff).iand().imul();
      }
      case Op.MUL16S -> {
        frame.get(s).i2s();
        frame.get(t).i2s().imul();
      }
      case Op.NOP -> {
        return true;
      }
      default -> {
        return write(op, r, s, t, imm) || shift(op, r, s, t, imm) || amount(op, s, imm);
      }
    }
    frame.set(r);
    return true;
  }

  /// Those with their result in t, and conditional moves.
  private boolean write(int op, int r, int s, int t, int imm) {
    switch (op) {
      case Op.ADDI -> frame.get(s).loadConstant(imm).iadd();
      case Op.MOV -> frame.get(s);
      case Op.MOVI -> {
        frame.set(t, imm);
        return true;
      }
      case Op.NSA -> frame.get(s).invokestatic(ALU, "normalizeSigned", ONE);
      case Op.NSAU -> frame.get(s).invokestatic(INTEGER, "numberOfLeadingZeros", ONE);
      case Op.MOVEQZ, Op.MOVNEZ, Op.MOVLTZ, Op.MOVGEZ -> {
        move(op, r, s, t);
        return true;
      }
      default -> {
        return false;
      }
    }
    frame.set(t);
    return true;
  }

  private void move(int op, int r, int s, int t) {
    Label not = out.newLabel();
    frame.get(t);
    switch (op) {
      case Op.MOVEQZ -> out.ifne(not);
      case Op.MOVNEZ -> out.ifeq(not);
      case Op.MOVLTZ -> out.ifge(not);
      default -> out.iflt(not);
    }
    frame.maybe(
        () -> {
          frame.get(s);
          frame.set(r);
        });
    out.labelBinding(not);
  }

  private boolean shift(int op, int r, int s, int t, int imm) {
    switch (op) {
      case Op.SLL -> {
        frame.get(s);
        frame.get(SAR).invokestatic(ALU, "shiftLeft", TWO);
      }
      case Op.SRL -> {
        frame.get(t);
        frame.get(SAR).invokestatic(ALU, "shiftRight", TWO);
      }
      case Op.SRA -> {
        frame.get(t);
        frame.get(SAR).invokestatic(ALU, "shiftRightSigned", TWO);
      }
      case Op.SRC -> {
        frame.get(s);
        frame.get(t);
        frame.get(SAR).invokestatic(ALU, "funnel", THREE);
      }
      case Op.SLLI -> {
        // 32 is a shift that leaves nothing
        frame.get(s).loadConstant(imm & 31).ishl();
        if (imm == 32) {
          out.pop().iconst_0();
        }
      }
      case Op.SRLI -> frame.get(t).loadConstant(imm).iushr();
      case Op.SRAI -> frame.get(t).loadConstant(imm).ishr();
      case Op.EXTUI -> frame.get(t).loadConstant(imm & 31).iushr().loadConstant(imm >>> 5).iand();
      default -> {
        return false;
      }
    }
    frame.set(r);
    return true;
  }

  private boolean amount(int op, int s, int imm) {
    switch (op) {
      case Op.SSL -> {
        out.loadConstant(32);
        frame.get(s).loadConstant(31).iand().isub();
      }
      case Op.SSR -> frame.get(s).loadConstant(31).iand();
      case Op.SSA8L -> frame.get(s).loadConstant(3).iand().iconst_3().ishl();
      case Op.SSA8B -> {
        out.loadConstant(32);
        frame.get(s).loadConstant(3).iand().iconst_3().ishl().isub();
      }
      case Op.SSAI -> {
        frame.set(SAR, imm);
        return true;
      }
      default -> {
        return false;
      }
    }
    frame.set(SAR);
    return true;
  }

  private void two(Opcode operation, int s, int t) {
    frame.get(s);
    frame.get(t).with(OperatorInstruction.of(operation));
  }

  private void scaled(Opcode operation, int s, int t, int shift) {
    frame.get(s).loadConstant(shift).ishl();
    frame.get(t).with(OperatorInstruction.of(operation));
  }
}
