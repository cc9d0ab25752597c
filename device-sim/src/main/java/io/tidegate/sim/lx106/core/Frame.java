package io.tidegate.sim.lx106.core;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The method that a region becomes: the labels of its blocks, the ways out of it, and how it
/// reaches registers. They stay where the interpreter has them: whoever looks at them from outside
/// finds them right. Within a block a local variable keeps what a register has. To keep it beyond
/// has Java's first compiler move all of them about wherever ways meet, which takes several times
/// the code.
final class Frame {
  static final ClassDesc PROCESSOR = describe(Processor.class);
  private static final ClassDesc REGIONS = describe(Regions.class);
  static final ClassDesc INTS = ConstantDescs.CD_int.arrayType();

  private static final int PROCESSOR_AT = 1;
  private static final int REGISTERS_AT = 2;
  private static final int ENTRY_AT = 3;
  private static final int FIRST_REGISTER = 4;
  private static final int SPARE = FIRST_REGISTER + Interpreter.REGISTERS;

  final CodeBuilder out;
  private final Map<Integer, Label> labels = new HashMap<>();
  private final Label exit;
  private final Label leave;

  /// The registers whose local variables have what they have, a bit for each.
  private int kept;

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

  /// What a register has.
  CodeBuilder get(int register) {
    if ((kept >>> register & 1) == 0) {
      read(register).dup().istore(FIRST_REGISTER + register);
      kept |= 1 << register;
      return out;
    }
    return out.iload(FIRST_REGISTER + register);
  }

  /// The same, from where registers are: Java's first compiler does not know what it is. A way that
  /// it knew is never taken would have it give up where a loop has more ways in than one ("block
  /// join failed"), and the method would be slow for ever.
  CodeBuilder read(int register) {
    return out.aload(REGISTERS_AT).loadConstant(register).iaload();
  }

  /// A register gets what is on the stack, where registers are and in its local variable.
  CodeBuilder set(int register) {
    out.istore(FIRST_REGISTER + register);
    kept |= 1 << register;
    return out.aload(REGISTERS_AT)
        .loadConstant(register)
        .iload(FIRST_REGISTER + register)
        .iastore();
  }

  /// The same with a constant, which its local variable does not get: see [#read(int)].
  void set(int register, int value) {
    out.aload(REGISTERS_AT).loadConstant(register).loadConstant(value).iastore();
    kept &= ~(1 << register);
  }

  /// For what is not always run: what only that has read is not kept.
  void maybe(Runnable part) {
    int before = kept;
    part.run();
    kept &= before;
  }

  /// Local variables have nothing from here on: at the start of a block, to which others lead, and
  /// where what is called would have Java keep them elsewhere meanwhile, which is no cheaper than
  /// to read them anew.
  void forget() {
    kept = 0;
  }

  CodeBuilder processor() {
    return out.aload(PROCESSOR_AT);
  }

  CodeBuilder entry() {
    return out.iload(ENTRY_AT);
  }

  CodeBuilder code() {
    return processor().getfield(PROCESSOR, "code", INTS);
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

  /// The method's ends, to which the blocks go.
  void end() {
    out.labelBinding(leave);
    out.istore(SPARE);
    processor().getfield(PROCESSOR, "regions", REGIONS);
    out.iload(SPARE).putfield(REGIONS, "left", ConstantDescs.CD_int);
    out.iconst_0();
    out.labelBinding(exit);
    out.ireturn();
  }
}
