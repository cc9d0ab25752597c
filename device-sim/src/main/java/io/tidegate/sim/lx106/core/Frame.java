package io.tidegate.sim.lx106.core;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The method that a region becomes: its local variables, the labels of its blocks, and the ways
/// out of it. Registers are local variables from the start of the method to its end; it notes which
/// are used, and which are to be written back.
final class Frame {
  static final ClassDesc PROCESSOR = describe(Processor.class);
  static final ClassDesc INTS = ConstantDescs.CD_int.arrayType();

  private static final int PROCESSOR_AT = 1;
  private static final int REGISTERS_AT = 2;
  private static final int DATA_AT = 3;
  private static final int CODE_AT = 4;
  private static final int FIRST_REGISTER = 5;
  private static final int SPARE = FIRST_REGISTER + Interpreter.REGISTERS;

  final CodeBuilder out;
  private final Map<Integer, Label> labels = new HashMap<>();
  private final Label exit;
  private final Label leave;
  private int used;
  private int changed;

  Frame(CodeBuilder out, List<Block> region) {
    this.out = out;
    exit = out.newLabel();
    leave = out.newLabel();
    for (Block block : region) {
      labels.put(block.pc, out.newLabel());
    }
  }

  static ClassDesc describe(Class<?> of) {
    return ClassDesc.of(of.getName());
  }

  CodeBuilder get(int register) {
    used |= 1 << register;
    return out.iload(FIRST_REGISTER + register);
  }

  CodeBuilder set(int register) {
    used |= 1 << register;
    changed |= 1 << register;
    return out.istore(FIRST_REGISTER + register);
  }

  CodeBuilder processor() {
    return out.aload(PROCESSOR_AT);
  }

  CodeBuilder data() {
    return out.aload(DATA_AT);
  }

  CodeBuilder code() {
    return out.aload(CODE_AT);
  }

  /// What is on the stack stays as it is, and Java's first compiler does not know what it is. A way
  /// that it knew is never taken would have it give up where a loop has more ways in than one
  /// ("block join failed"), and the method would be slow for ever.
  void unknown() {
    processor().getfield(PROCESSOR, "nothing", ConstantDescs.CD_int).ior();
  }

  /// Where a block begins; null when it is not of the region.
  Label block(int pc) {
    return labels.get(pc);
  }

  /// Goes on at an address, in the region or outside.
  void go(int pc) {
    Label inside = block(pc);
    if (inside != null) {
      out.goto_(inside);
    } else {
      out.loadConstant(pc).goto_(exit);
    }
  }

  /// Goes out to the address on the stack.
  void exit() {
    out.goto_(exit);
  }

  /// Leaves the last instruction of a block to the interpreter.
  void leave(int number) {
    out.loadConstant(number).goto_(leave);
  }

  /// The start of the method; what it loads is known at its end, so it is there.
  void around(Runnable body) {
    Label prologue = out.newLabel();
    Label start = out.newLabel();
    Label end = out.newLabel();
    Label thrown = out.newLabel();
    out.goto_(prologue).labelBinding(start);
    body.run();
    out.labelBinding(leave);
    out.istore(SPARE);
    processor().iload(SPARE).putfield(PROCESSOR, "left", ConstantDescs.CD_int);
    out.iconst_0();
    out.labelBinding(end);
    out.labelBinding(exit);
    writeBack();
    out.ireturn();
    out.labelBinding(thrown);
    writeBack();
    out.athrow();
    out.labelBinding(prologue);
    for (int register = 0; register < Interpreter.REGISTERS; register++) {
      if ((used >>> register & 1) != 0) {
        out.aload(REGISTERS_AT).loadConstant(register).iaload();
        out.istore(FIRST_REGISTER + register);
      }
    }
    out.goto_(start);
    out.exceptionCatchAll(start, end, thrown);
  }

  private void writeBack() {
    for (int register = 0; register < Interpreter.REGISTERS; register++) {
      if ((changed >>> register & 1) != 0) {
        out.aload(REGISTERS_AT).loadConstant(register);
        out.iload(FIRST_REGISTER + register).iastore();
      }
    }
  }
}
