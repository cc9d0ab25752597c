package io.tidegate.sim.lx106.core;

import java.util.List;

/// A translated region in the memory of one processor. Once it is made, its blocks know of it.
final class Unit {
  final Translated code;

  /// Its blocks, by the numbers that the translation has for them; it is entered at any that is of
  /// no other.
  final Block[] blocks;

  Unit(Translated code, List<Block> region) {
    this.code = code;
    blocks = region.toArray(new Block[0]);
    for (int i = 0; i < blocks.length; i++) {
      if (blocks[i].unit == null) {
        blocks[i].unit = this;
        blocks[i].entry = i;
      }
    }
  }

  /// Whether all its blocks are as they were; once they are not, nobody enters it.
  boolean stays() {
    for (Block block : blocks) {
      if (!block.valid) {
        leave();
        return false;
      }
    }
    return true;
  }

  private void leave() {
    for (Block block : blocks) {
      if (block.unit == this) {
        block.unit = null;
        // what is left of it may become part of another
        block.runs = 0;
      }
    }
  }
}
