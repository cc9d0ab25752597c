package io.tidegate.sim.lx106.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// What was translated, for all processors that share it: where one has the same instructions as
/// another, it takes over what the other has had translated. Nothing of what a program does depends
/// on it, and any number of threads may run such processors; so there is one for all by itself,
/// for Java has its own translation of it only once, too.
public final class Translations {
  /// How often a block runs before it is worth the trouble.
  public static final int USUAL = 3_000;

  /// How many are kept here; then all are forgotten, and those in use go on.
  private static final int LIMIT = 2_048;

  private static final Translations COMMON = new Translations(USUAL);

  /// Of each block: where it is, and its instructions.
  private record Known(Translated code, int[] addresses, int[][] instructions) {
    boolean has(Block block) {
      for (int i = 0; i < addresses.length; i++) {
        if (addresses[i] == block.pc) {
          return Arrays.equals(block.code, instructions[i]);
        }
      }
      return false;
    }
  }

  /// What others have had translated is looked for when a block has been run so many times.
  private static final int LOOK = 8;

  /// Blocks that are run so many times less often are not translated with the others.
  private static final int RARE = 16;

  private final int look;
  private final int threshold;
  private final Map<Integer, List<Known>> known = new HashMap<>();
  private int count;

  /// A block is translated when it has been run so many times.
  public Translations(int threshold) {
    this.threshold = threshold;
    look = Math.min(LOOK, threshold);
  }

  /// Those of all processors that are not given their own.
  static Translations common() {
    return COMMON;
  }

  /// Nothing is translated.
  public static Translations none() {
    return new Translations(Integer.MAX_VALUE);
  }

  /// Whether a block that has been run so many times is one for [#find].
  boolean isDue(int runs) {
    return runs == look || runs == threshold;
  }

  /// How many regions are known.
  public synchronized int size() {
    return count;
  }

  /// Has a block belong to a translated region, if there is one for it, or it is time for one.
  ///
  /// @param decoded the block at an address, null when none can be
  synchronized boolean find(Block head, Blocks blocks, IntFunction<Block> decoded) {
    for (Known each : known.getOrDefault(head.pc, List.of())) {
      List<Block> region = each.has(head) ? same(each, decoded) : null;
      if (region != null) {
        blocks.add(new Unit(each.code, region));
        return true;
      }
    }
    if (head.runs == threshold) {
      blocks.add(translate(Region.from(head, blocks, threshold / RARE)));
    }
    return head.unit != null;
  }

  private static List<Block> same(Known one, IntFunction<Block> blocks) {
    List<Block> region = new ArrayList<>();
    for (int i = 0; i < one.addresses.length; i++) {
      Block block = blocks.apply(one.addresses[i]);
      if (block == null || !Arrays.equals(block.code, one.instructions[i])) {
        return null;
      }
      region.add(block);
    }
    return region;
  }

  private Unit translate(List<Block> region) {
    if (count >= LIMIT) {
      known.clear();
      count = 0;
    }
    Translated code = Translator.translate(region);
    int[] addresses = region.stream().mapToInt(block -> block.pc).toArray();
    int[][] instructions = region.stream().map(block -> block.code).toArray(int[][]::new);
    Known one = new Known(code, addresses, instructions);
    for (int address : addresses) {
      known.computeIfAbsent(address, _ -> new ArrayList<>()).add(one);
    }
    count++;
    return new Unit(code, region);
  }
}
