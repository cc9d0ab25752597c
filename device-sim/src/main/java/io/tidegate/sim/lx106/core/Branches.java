package io.tidegate.sim.lx106.core;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;

/// Translates the conditions of branches.
final class Branches {
  private final Frame frame;
  private final CodeBuilder out;

  Branches(Frame frame) {
    this.frame = frame;
    out = frame.out;
  }

  /// Goes to the label when the branch is taken.
  void write(int word, Label taken) {
    int op = word & 0xff;
    int r = word >> 8 & 15;
    int s = word >> 12 & 15;
    int t = word >> 16 & 15;
    frame.read(s);
    switch (op) {
      case Op.BEQZ -> out.ifeq(taken);
      case Op.BNEZ -> out.ifne(taken);
      case Op.BLTZ -> out.iflt(taken);
      case Op.BGEZ -> out.ifge(taken);
      case Op.BEQI, Op.BNEI, Op.BLTI, Op.BGEI -> {
        out.loadConstant(Interpreter.CONSTANT[r]);
        compare(op - Op.BEQI + Op.BEQ, taken);
      }
      case Op.BLTUI, Op.BGEUI -> {
        out.loadConstant(Interpreter.UNSIGNED_CONSTANT[r]);
        compare(op - Op.BLTUI + Op.BLTU, taken);
      }
      case Op.BEQ, Op.BNE, Op.BLT, Op.BGE, Op.BLTU, Op.BGEU -> {
        frame.read(t);
        compare(op, taken);
      }
      default -> bits(op, r, t, taken);
    }
  }

  private void compare(int op, Label taken) {
    switch (op) {
      case Op.BEQ -> out.if_icmpeq(taken);
      case Op.BNE -> out.if_icmpne(taken);
      case Op.BLT -> out.if_icmplt(taken);
      case Op.BGE -> out.if_icmpge(taken);
      case Op.BLTU -> unsigned().if_icmplt(taken);
      default -> unsigned().if_icmpge(taken);
    }
  }

  /// Two numbers on the stack, as numbers with a sign of the same order.
  private CodeBuilder unsigned() {
    int top = Integer.MIN_VALUE;
    return out.loadConstant(top).iadd().swap().loadConstant(top).iadd().swap();
  }

  private void bits(int op, int r, int t, Label taken) {
    boolean whenZero;
    switch (op) {
      case Op.BALL, Op.BNALL -> {
        out.iconst_m1().ixor();
        frame.get(t).iand();
        whenZero = op == Op.BALL;
      }
      case Op.BANY, Op.BNONE -> {
        frame.get(t).iand();
        whenZero = op == Op.BNONE;
      }
      case Op.BBC, Op.BBS -> {
        frame.get(t).iushr().iconst_1().iand();
        whenZero = op == Op.BBC;
      }
      default -> {
        out.loadConstant(1 << (r << 4 | t)).iand();
        whenZero = op == Op.BBCI;
      }
    }
    if (whenZero) {
      out.ifeq(taken);
    } else {
      out.ifne(taken);
    }
  }
}
