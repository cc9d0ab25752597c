package io.tidegate.sim.lx106.core;

import java.util.List;

/// A translated region in the memory of one processor.
final class Unit {
  final Translated code;

  /// Its blocks, by the numbers that the translation has for them; it is entered at the first.
  final Block[] blocks;

  Unit(Translated code, List<Block> region) {
    this.code = code;
    blocks = region.toArray(new Block[0]);
  }

  void begin() {
    for (Block block : blocks) {
      block.within.add(this);
    }
    blocks[0].unit = this;
  }

  /// One of its blocks is no longer so.
  void drop() {
    blocks[0].unit = null;
    for (Block block : blocks) {
      block.within.remove(this);
    }
  }
}
