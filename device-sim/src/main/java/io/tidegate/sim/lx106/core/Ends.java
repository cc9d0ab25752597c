package io.tidegate.sim.lx106.core;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// Translates how a block ends: by a branch, a jump, a call, or by nothing. What else may end it is
/// left to the interpreter.
final class Ends {
  private static final MethodTypeDesc LEVEL = MethodTypeDesc.of(CD_int, CD_int);
  private static final MethodTypeDesc SPECIAL = MethodTypeDesc.of(CD_void, CD_int, CD_int);

  private static final MethodTypeDesc PRODUCT_HIGH =
      MethodTypeDesc.of(CD_int, CD_int, CD_int, CD_int, CD_int);

  private final Frame frame;
  private final CodeBuilder out;
  private final List<Block> region;
  private final Block block;

  Ends(Frame frame, List<Block> region, Block block) {
    this.frame = frame;
    this.region = region;
    this.block = block;
    out = frame.out;
  }

  /// It goes on with what stands behind it.
  void onward() {
    count(0);
    frame.go(block.end);
  }

  /// By its last instruction.
  ///
  /// @param number the block's in the region
  void write(int number) {
    int last = block.length() - 1;
    int word = block.code[2 * last];
    int imm = block.code[2 * last + 1];
    int op = word & 0xff;
    if (op == Op.RSIL || op == Op.WSR && Region.isPlain(imm)) {
      special(op, word >> 16 & 15, imm);
      onward();
      return;
    }
    if (!Region.translates(op)) {
      frame.leave(number);
      return;
    }
    count(op == Op.PRODUCT ? imm : 0);
    switch (op) {
      case Op.J -> frame.go(imm);
      case Op.JX -> {
        frame.read(word >> 12 & 15);
        dynamic();
      }
      case Op.PRODUCT -> product();
      case Op.CALL0 -> {
        frame.set(0, block.end);
        frame.go(imm);
      }
      case Op.CALLX0 -> call(word >> 12 & 15);
      default -> {
        Label taken = out.newLabel();
        new Branches(frame).write(word, taken);
        frame.go(block.end);
        out.labelBinding(taken);
        frame.go(imm);
      }
    }
  }

  private void call(int register) {
    Integer known = Region.constant(block, register);
    if (known == null) {
      frame.read(register);
    }
    frame.set(0, block.end);
    if (known == null) {
      dynamic();
    } else {
      frame.go(known);
    }
  }

  /// The special registers that say what interrupts.
  private void special(int op, int register, int imm) {
    frame.processor().loadConstant(imm);
    if (op == Op.RSIL) {
      out.invokevirtual(Frame.PROCESSOR, "level", LEVEL);
      frame.set(register);
    } else {
      frame.get(register).invokevirtual(Frame.PROCESSOR, "special", SPECIAL);
    }
  }

  /// To the address on the stack: if it is one that such a jump went to before, or that a call in
  /// the region returns to, it stays inside.
  private void dynamic() {
    List<Integer> targets = Region.targets(region, block);
    if (targets.isEmpty()) {
      frame.exit();
      return;
    }
    Label outside = out.newLabel();
    out.dup();
    List<SwitchCase> inside =
        targets.stream().map(pc -> SwitchCase.of(pc, out.newLabel())).toList();
    out.lookupswitch(outside, inside);
    for (SwitchCase each : inside) {
      out.labelBinding(each.target()).pop().goto_(frame.block(each.caseValue()));
    }
    out.labelBinding(outside);
    frame.exit();
  }

  private void product() {
    frame.get(2);
    frame.get(3);
    frame.get(4);
    frame.get(5).invokestatic(Frame.describe(Alu.class), "productHigh", PRODUCT_HIGH);
    frame.get(2);
    frame.get(4).imul();
    frame.set(2);
    frame.set(3);
    frame.read(0);
    dynamic();
  }

  /// What it takes beyond a cycle for each instruction.
  private void count(int more) {
    frame.processor().dup().getfield(Frame.PROCESSOR, "budget", CD_int);
    out.loadConstant(block.length() + more).isub();
    out.putfield(Frame.PROCESSOR, "budget", CD_int);
  }
}
