package io.tidegate.sim.lx106.core;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/// From a region of blocks to a class with one method. Each block begins by asking whether there is
/// something to look at (time, an interrupt, code that has changed), where the interpreter would
/// ask too; so both do the same at the same cycle.
final class Translator {
  private static final ClassDesc BASE = Frame.describe(Translated.class);
  private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(CD_void);
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(CD_int, Frame.PROCESSOR, Frame.INTS, CD_int);

  private final Frame frame;
  private final CodeBuilder out;
  private final List<Block> region;

  private Translator(CodeBuilder out, List<Block> region) {
    this.out = out;
    this.region = region;
    frame = new Frame(out, region);
  }

  /// It is entered at any of the region's blocks, by its number.
  static Translated translate(List<Block> region) {
    try {
      MethodHandles.Lookup made = MethodHandles.lookup().defineHiddenClass(bytes(region), true);
      return (Translated)
          made.findConstructor(made.lookupClass(), MethodType.methodType(void.class)).invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("no class could be made for " + name(region), e);
    }
  }

  private static String name(List<Block> region) {
    return "%s.At%08x".formatted(Translator.class.getPackageName(), region.getFirst().pc);
  }

  /// The class file.
  static byte[] bytes(List<Block> region) {
    return ClassFile.of()
        .build(
            ClassDesc.of(name(region)),
            type ->
                type.withSuperclass(BASE)
                    .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                    .withMethodBody(ConstantDescs.INIT_NAME, NOTHING, 0, Translator::construct)
                    .withMethodBody("run", RUN, 0, code -> new Translator(code, region).method()));
  }

  private static void construct(CodeBuilder out) {
    out.aload(0).invokespecial(BASE, ConstantDescs.INIT_NAME, NOTHING).return_();
  }

  private void method() {
    enter(0, region.size());
    for (int i = 0; i < region.size(); i++) {
      block(region.get(i), i);
    }
    frame.end();
  }

  /// Goes to the block whose number is that of the entry, one of these.
  private void enter(int from, int to) {
    if (to - from == 1) {
      out.goto_(frame.block(region.get(from).pc));
      return;
    }
    int middle = (from + to) / 2;
    var upper = out.newLabel();
    frame.entry().loadConstant(middle).if_icmpge(upper);
    enter(from, middle);
    out.labelBinding(upper);
    enter(middle, to);
  }

  private void block(Block block, int number) {
    var late = out.newLabel();
    out.labelBinding(frame.block(block.pc));
    frame.forget();
    frame.processor().getfield(Frame.PROCESSOR, "budget", CD_int).ifle(late);
    Arithmetic arithmetic = new Arithmetic(frame);
    Accesses accesses = new Accesses(frame);
    int count = block.length();
    for (int i = 0; i < count; i++) {
      int word = block.code[2 * i];
      int imm = block.code[2 * i + 1];
      if (!arithmetic.write(word, imm) && !accesses.write(word, imm, number << 8 | i)) {
        new Ends(frame, region, block).write(number);
        break;
      }
      if (i == count - 1) {
        new Ends(frame, region, block).onward();
      }
    }
    out.labelBinding(late);
    out.loadConstant(block.pc);
    frame.exit();
  }
}
