package io.tidegate.sim.lx106.core;

import java.util.List;

/// A translated region in the memory of one processor. It begins when it is made.
final class Unit extends Exits {
  final Translated code;

  /// Its blocks, by the numbers that the translation has for them; it is entered at the first.
  final Block[] blocks;

  Unit(Translated code, List<Block> region) {
    this.code = code;
    blocks = region.toArray(new Block[0]);
    blocks[0].unit = this;
  }

  /// Whether all its blocks are as they were; once they are not, nobody enters it.
  boolean stays() {
    for (Block block : blocks) {
      if (!block.valid) {
        blocks[0].unit = null;
        return false;
      }
    }
    return true;
  }
}
