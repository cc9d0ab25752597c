package io.tidegate.sim.lx106.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Blocks by their addresses, as many as a program has: a table with open addresses.
final class Blocks {
  private static final int START = 1 << 10;

  /// Places in `near`, a power of two.
  private static final int NEAR = 1 << 12;

  /// Those that were asked for last, each where the lowest bits of its address say.
  private final Block[] near = new Block[NEAR];

  private Block[] table = new Block[START];

  /// What they were decoded from lies between.
  private int lowest = Integer.MAX_VALUE;

  private int highest = Integer.MIN_VALUE;
  private int count;

  /// Translated regions of them.
  private final List<Unit> units = new ArrayList<>();

  /// The block at an address when it was asked for not long ago, null otherwise.
  Block near(int pc) {
    Block block = near[pc & NEAR - 1];
    return block != null && block.pc == pc ? block : null;
  }

  Block get(int pc) {
    Block known = near(pc);
    if (known != null) {
      return known;
    }
    Block block = find(pc);
    near[pc & NEAR - 1] = block;
    return block;
  }

  private Block find(int pc) {
    int mask = table.length - 1;
    int at = hash(pc) & mask;
    while (table[at] != null) {
      if (table[at].pc == pc) {
        return table[at];
      }
      at = at + 1 & mask;
    }
    return null;
  }

  void put(Block block) {
    lowest = Math.min(lowest, block.lowest());
    highest = Math.max(highest, block.highest());
    if (2 * ++count > table.length) {
      Block[] old = table;
      table = new Block[2 * old.length];
      for (Block each : old) {
        place(each);
      }
    }
    place(block);
  }

  private void place(Block block) {
    if (block == null) {
      return;
    }
    int mask = table.length - 1;
    int at = hash(block.pc) & mask;
    while (table[at] != null) {
      at = at + 1 & mask;
    }
    table[at] = block;
  }

  /// These bytes are others now; true when a block was decoded from them.
  boolean changed(int from, int to) {
    if (from >= highest || to <= lowest) {
      return false;
    }
    Block[] old = table;
    boolean any = false;
    for (Block block : old) {
      if (block != null && block.from(from, to)) {
        block.valid = false;
        any = true;
      }
    }
    if (any) {
      Arrays.fill(near, null);
      units.removeIf(unit -> !unit.stays());
      table = new Block[old.length];
      count = 0;
      for (Block block : old) {
        if (block != null && block.valid) {
          count++;
          place(block);
        }
      }
    }
    return any;
  }

  List<Block> all() {
    return Arrays.stream(table).filter(Objects::nonNull).toList();
  }

  void add(Unit unit) {
    units.add(unit);
  }

  /// How many translated regions there are.
  int units() {
    return units.size();
  }

  void clear() {
    for (Block block : table) {
      if (block != null) {
        block.valid = false;
      }
    }
    units.removeIf(unit -> !unit.stays());
    Arrays.fill(table, null);
    Arrays.fill(near, null);
    count = 0;
  }

  private static int hash(int pc) {
    int mixed = pc * 0x9e3779b1;
    return mixed ^ mixed >>> 15;
  }
}
