package io.tidegate.sim.lx106.core;

/// What was decoded and translated of the program in memory, and where the host answers instead.
final class Program {
  /// Regions that are translated for one processor, at most.
  private static final int UNITS = 512;

  private final Memory memory;
  private final Translations translations;
  private final Blocks blocks = new Blocks();
  private final Hooks hooks = new Hooks();
  private int literals;

  Program(Memory memory, Translations translations) {
    this.memory = memory;
    this.translations = translations;
  }

  void hook(int address, Processor.Hook hook) {
    hooks.put(address, hook);
  }

  /// The host answers nowhere any more.
  void unhook() {
    hooks.clear();
    blocks.clear();
  }

  /// Whether it is to stop there.
  void stop(int address, boolean wanted) {
    hooks.stop(address, wanted);
  }

  boolean stopsAt(int address) {
    return hooks.stopsAt(address);
  }

  /// These bytes are others now; true when something was decoded from them.
  boolean changed(int from, int to) {
    return blocks.changed(from, to);
  }

  /// Where literals are, as the register LITBASE says.
  void literals(int base) {
    if (base != literals) {
      literals = base;
      blocks.clear();
    }
  }

  /// The block at an address when it was run not long ago, null otherwise.
  Block near(int pc) {
    return blocks.near(pc);
  }

  /// The instruction there, whether it is to stop or not.
  Block single(int pc) {
    hooks.stopping = false;
    try {
      return Block.read(memory, hooks, literals, pc, 1);
    } finally {
      hooks.stopping = true;
    }
  }

  /// The block at an address: one that was decoded before, or a new one. What is no program is a
  /// [Fault].
  Block at(int pc) {
    Block block = blocks.get(pc);
    if (block == null) {
      block = Block.read(memory, hooks, literals, pc, Block.LIMIT);
      blocks.put(block);
    }
    return block;
  }

  /// Counts that a block is about to be run; whether a translated region has it.
  boolean translated(Block head) {
    if (head.unit != null) {
      return true;
    }
    head.runs++;
    return translations.isDue(head.runs)
        && blocks.units() < UNITS
        && head.begins()
        && translations.find(head, blocks, this::orNull);
  }

  private Block orNull(int pc) {
    try {
      return at(pc);
    } catch (Fault e) {
      return null;
    }
  }
}
