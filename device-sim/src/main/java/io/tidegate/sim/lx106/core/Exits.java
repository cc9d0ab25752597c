package io.tidegate.sim.lx106.core;

/// What was run and the blocks that came after it, the last two, which are looked at first.
abstract class Exits {
  private Block next;
  private Block other;

  /// The block at an address when it came after this before and still is; null otherwise.
  final Block known(int pc) {
    if (next != null && next.pc == pc && next.valid) {
      return next;
    }
    return other != null && other.pc == pc && other.valid ? other : null;
  }

  /// Another block came after it.
  void follow(Block block) {
    other = next;
    next = block;
  }
}
