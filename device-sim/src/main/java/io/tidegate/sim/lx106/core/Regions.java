package io.tidegate.sim.lx106.core;

/// Runs what is translated, and knows where it is when it reaches what may ask.
final class Regions {
  private static final int NOWHERE = -1;

  private final Processor processor;
  private final Interpreter interpreter;
  private final Program program;
  private final Memory memory;

  /// The block whose last instruction the interpreter has to run.
  int left;

  /// What runs, and its block when it reaches memory.
  private Unit unit;

  private int unitBlock;

  Regions(Processor processor, Interpreter interpreter, Program program, Memory memory) {
    this.processor = processor;
    this.interpreter = interpreter;
    this.program = program;
    this.memory = memory;
  }

  /// Runs one region after the other as long as there is nothing to look at.
  void run(Block first) {
    Block block = first;
    left = NOWHERE;
    try {
      do {
        unit = block.unit;
        processor.pc = unit.code.run(processor, interpreter.a, block.entry);
        if (left != NOWHERE) {
          end(unit.blocks[left]);
          return;
        }
        block = processor.budget > 0 ? program.near(processor.pc) : null;
      } while (block != null && block.unit != null);
    } catch (Fault e) {
      processor.fault(e, unit.blocks[unitBlock]);
    }
  }

  /// Runs a block's last instruction.
  private void end(Block block) {
    processor.pc = block.pc;
    try {
      processor.pc = interpreter.end(block);
      interpreter.position = 0;
      processor.budget -= block.length();
    } catch (Fault e) {
      processor.fault(e, block);
    }
  }

  /// It is about to do what the interpreter has to know the place of: the block's number in the
  /// region and, in the lowest eight bits, the instruction's in it.
  Memory enter(int where) {
    unitBlock = where >> 8;
    processor.pc = unit.blocks[unitBlock].pc;
    interpreter.position = 2 * (where & 0xff);
    return memory;
  }

  void leave() {
    interpreter.position = 0;
  }
}
