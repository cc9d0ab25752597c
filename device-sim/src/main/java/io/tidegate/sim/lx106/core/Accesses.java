package io.tidegate.sim.lx106.core;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Translates what reaches memory and special registers, by calls of [Access].
final class Accesses {
  private static final ClassDesc ACCESS = Frame.describe(Access.class);
  private static final MethodTypeDesc LOAD =
      MethodTypeDesc.of(CD_int, Frame.PROCESSOR, CD_int, CD_int);
  private static final MethodTypeDesc STORE =
      MethodTypeDesc.of(CD_void, Frame.PROCESSOR, CD_int, CD_int, CD_int);
  private static final MethodTypeDesc SPECIAL =
      MethodTypeDesc.of(CD_int, Frame.PROCESSOR, CD_int, CD_int);

  private static final MethodTypeDesc REGISTER = MethodTypeDesc.of(CD_int, CD_int);

  private final Frame frame;

  Accesses(Frame frame) {
    this.frame = frame;
  }

  /// False when it is another kind of instruction.
  boolean write(int word, int imm, int where) {
    int s = word >> 12 & 15;
    int t = word >> 16 & 15;
    switch (word & 0xff) {
      case Op.L8UI -> load("load8", s, imm, where);
      case Op.L16UI -> load("load16", s, imm, where);
      case Op.L16SI -> {
        load("load16", s, imm, where);
        frame.out.i2s();
      }
      case Op.L32I -> load("load32", s, imm, where);
      case Op.L32R -> literal(imm, where);
      case Op.S8I -> store("store8", s, t, imm, where);
      case Op.S16I -> store("store16", s, t, imm, where);
      case Op.S32I -> store("store32", s, t, imm, where);
      case Op.RSR -> special(imm, where);
      default -> {
        return false;
      }
    }
    int op = word & 0xff;
    if (op != Op.S8I && op != Op.S16I && op != Op.S32I) {
      frame.set(t);
    }
    return true;
  }

  private void load(String name, int s, int imm, int where) {
    frame.processor();
    frame.get(s);
    frame.out.loadConstant(imm << Access.OFFSET | where).invokestatic(ACCESS, name, LOAD);
    frame.forget();
  }

  private void store(String name, int s, int t, int imm, int where) {
    frame.processor();
    frame.get(s);
    frame.get(t);
    frame.out.loadConstant(imm << Access.OFFSET | where).invokestatic(ACCESS, name, STORE);
    frame.forget();
  }

  private void literal(int address, int where) {
    int at = address - Memory.CODE;
    if (at >= 0 && at < Memory.CODE_BYTES && (at & 3) == 0) {
      frame.code().loadConstant(at >> 2).iaload();
      return;
    }
    frame.processor();
    frame.out.loadConstant(address).loadConstant(where).invokestatic(ACCESS, "load32", LOAD);
    frame.forget();
  }

  private void special(int number, int where) {
    if (number == Special.SAR) {
      frame.get(Interpreter.SAR);
      return;
    }
    frame.processor().loadConstant(number);
    if (number == Special.CCOUNT) {
      frame.out.loadConstant(where).invokestatic(ACCESS, "special", SPECIAL);
    } else {
      frame.out.invokevirtual(Frame.PROCESSOR, "special", REGISTER);
    }
  }
}
