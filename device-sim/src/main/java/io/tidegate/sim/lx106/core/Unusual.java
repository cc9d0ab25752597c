package io.tidegate.sim.lx106.core;

/// What most blocks have not: instructions that change how the processor goes on. There is
/// something to look at after each.
final class Unusual {
  private final Processor processor;
  private final Special special;
  private final Fault fault = new Fault();

  Unusual(Processor processor, Special special) {
    this.processor = processor;
    this.special = special;
  }

  /// Runs the last instruction of a block, which stands at `at`. The address to go on at.
  int run(Block block, int at) {
    int op = block.lastWord() & 0xff;
    int t = block.lastWord() >> 16 & 15;
    int imm = block.lastImm();
    switch (op) {
      case Op.WSR -> processor.special(imm, processor.a(t));
      case Op.XSR -> {
        int old = processor.special(imm);
        processor.special(imm, processor.a(t));
        processor.a(t, old);
      }
      case Op.RSIL -> processor.a(t, processor.level(imm));
      case Op.WAITI -> {
        special.level(imm);
        processor.waiting = true;
        processor.lookSoon();
      }
      case Op.RFE -> {
        processor.lookSoon();
        return special.afterException();
      }
      case Op.RFI -> {
        if (imm < 2 || imm > 3) {
          throw fault.of(Fault.ILLEGAL_INSTRUCTION, 0);
        }
        processor.lookSoon();
        return special.afterInterrupt(imm);
      }
      case Op.SYSCALL -> throw fault.of(Fault.SYSCALL, 0);
      case Op.BREAK -> {
        processor.met(Processor.Stop.BREAK);
        return at;
      }
      case Op.HOOK, Op.PRODUCT -> {
        return op == Op.HOOK && imm == Hooks.STOP ? processor.stop(at) : block.hook.at(processor);
      }
      default -> throw fault.of(Fault.ILLEGAL_INSTRUCTION, 0);
    }
    return block.end;
  }
}
