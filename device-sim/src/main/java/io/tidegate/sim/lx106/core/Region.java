package io.tidegate.sim.lx106.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/// Which blocks are translated together: a hot block, and those that lead to one of them or that
/// one of them leads to, the often run first; with loops, and with functions that are called. What
/// belongs to a region already is left out: what is run comes to more code than the host's nearest
/// caches hold, and a second copy of a block would take room from another.
final class Region {
  /// Bytes of a method, at most: Java leaves one of more than 8,000 slow for ever.
  private static final int BYTES = 7_500;

  // What it takes, at most
  private static final int FRAME_BYTES = 100;
  private static final int BLOCK_BYTES = 60;
  private static final int INSTRUCTION_BYTES = 32;
  private static final int TARGET_BYTES = 14;

  private static final int TARGETS = 8;

  private static final Comparator<Block> HOTTEST =
      Comparator.<Block>comparingInt(block -> -block.runs).thenComparingInt(block -> block.pc);

  private Region() {}

  /// Blocks in the order in which they were found, `head` first.
  ///
  /// @param often how many times a block has to have been run to be among them
  static List<Block> from(Block head, Blocks blocks, int often) {
    Map<Integer, Block> free = new HashMap<>();
    for (Block block : blocks.all()) {
      if (block.unit == null && block.runs >= often && block.begins()) {
        free.put(block.pc, block);
      }
    }
    Map<Integer, Set<Block>> near = neighbours(free);
    List<Block> region = new ArrayList<>();
    PriorityQueue<Block> found = new PriorityQueue<>(HOTTEST);
    found.add(head);
    int bytes = FRAME_BYTES;
    while (!found.isEmpty()) {
      Block next = found.remove();
      if (free.remove(next.pc) == null) {
        continue;
      }
      bytes += bytes(next);
      if (bytes > BYTES && next != head) {
        break;
      }
      region.add(next);
      found.addAll(near.getOrDefault(next.pc, Set.of()));
    }
    return region;
  }

  private static Map<Integer, Set<Block>> neighbours(Map<Integer, Block> blocks) {
    Map<Integer, Set<Block>> near = new HashMap<>();
    for (Block block : blocks.values()) {
      for (int pc : successors(block)) {
        Block next = blocks.get(pc);
        if (next != null) {
          near.computeIfAbsent(pc, _ -> new HashSet<>()).add(block);
          near.computeIfAbsent(block.pc, _ -> new HashSet<>()).add(next);
        }
      }
    }
    return near;
  }

  private static int bytes(Block block) {
    int targets = block.dynamic ? TARGETS : 0;
    return BLOCK_BYTES + INSTRUCTION_BYTES * block.length() + TARGET_BYTES * targets;
  }

  /// Whether a block that ends with this needs nobody's help.
  static boolean translates(int op) {
    return op >= Op.J && op <= Op.BBSI || op == Op.PRODUCT;
  }

  /// Whether writing this special register changes nothing but what interrupts, and the registers
  /// that handlers have.
  static boolean isPlain(int number) {
    return number != Special.SAR && number != Special.LITBASE && !Special.setsTimer(number);
  }

  private static List<Integer> successors(Block block) {
    int word = block.lastWord();
    int op = word & 0xff;
    List<Integer> found = new ArrayList<>();
    switch (op) {
      case Op.J -> found.add(block.lastImm());
      case Op.JX, Op.PRODUCT -> addAll(found, block.targets());
      case Op.CALL0 -> {
        found.add(block.lastImm());
        found.add(block.end);
      }
      case Op.CALLX0 -> {
        Integer known = constant(block, word >> 12 & 15);
        if (known == null) {
          addAll(found, block.targets());
        } else {
          found.add(known);
        }
        found.add(block.end);
      }
      default -> {
        if (op < Op.LAST && op != Op.ILL || op == Op.RSIL || op == Op.WSR) {
          found.add(block.end);
        } else if (translates(op)) {
          found.add(block.end);
          found.add(block.lastImm());
        }
      }
    }
    return found;
  }

  private static void addAll(List<Integer> list, int[] more) {
    for (int each : more) {
      list.add(each);
    }
  }

  /// Where in the region a jump to what a register says may lead.
  static List<Integer> targets(List<Block> region, Block from) {
    TreeSet<Integer> found = new TreeSet<>();
    List<Integer> seen = new ArrayList<>();
    addAll(seen, from.targets());
    int end = from.lastWord() & 0xff;
    boolean isReturn = end == Op.PRODUCT || end == Op.JX && (from.lastWord() >> 12 & 15) == 0;
    for (Block block : region) {
      int op = block.lastWord() & 0xff;
      if (isReturn && (op == Op.CALL0 || op == Op.CALLX0)) {
        seen.add(block.end);
      }
    }
    for (int pc : seen) {
      if (found.size() < TARGETS && region.stream().anyMatch(block -> block.pc == pc)) {
        found.add(pc);
      }
    }
    return List.copyOf(found);
  }

  /// What a register has at the end of a block, where the block itself says so; null otherwise.
  static Integer constant(Block block, int register) {
    for (int i = block.length() - 2; i >= 0; i--) {
      int word = block.code[2 * i];
      if (written(word) == register) {
        return (word & 0xff) == Op.MOVI ? block.code[2 * i + 1] : null;
      }
    }
    return null;
  }

  /// The register that an instruction in the midst of a block writes, -1 for none.
  private static int written(int word) {
    int op = word & 0xff;
    return switch (op) {
      case Op.ADDI, Op.MOV, Op.MOVI, Op.NSA, Op.NSAU, Op.RSR -> word >> 16 & 15;
      case Op.L8UI, Op.L16UI, Op.L16SI, Op.L32I, Op.L32R -> word >> 16 & 15;
      case Op.SSL, Op.SSR, Op.SSA8L, Op.SSA8B, Op.SSAI, Op.NOP, Op.S8I, Op.S16I, Op.S32I -> -1;
      default -> word >> 8 & 15;
    };
  }
}
