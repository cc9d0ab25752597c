package io.tidegate.sim.lx106.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionTest {
  private static final int START = Memory.CODE + 0x100;

  /// What Java compiles, as its option HugeMethodLimit has it.
  private static final int MOST_BYTES = 8_000;

  private static final int LONGEST = 0x810000 | 15 << 12 | 14 << 8 | 13 << 4;
  private static final int STORE = 0x006002 | 14 << 8 | 15 << 4;
  private static final int TO_THE_NEXT = 0x06 | (-1 & 0x3ffff) << 6;
  private static final int NEVER_SEEN = 0;
  private static final int OFTEN = 100;

  private final Memory memory = new Memory(new byte[1 << 20]);
  private final Blocks blocks = new Blocks();
  private int at = START;

  /// `src a15, a14, a13` takes more bytecode than any other instruction, and most of it after
  /// `s32i a15, a14, 0`.
  @Test
  void ofTheLongestInstructionsJavaStillCompilesAsManyAsThereAre() {
    hasRoomFor(4, MOST_BYTES / 2, LONGEST, STORE);
  }

  @Test
  void ofTheShortestBlocksToo() {
    hasRoomFor(31, MOST_BYTES / 3, LONGEST, TO_THE_NEXT);
  }

  /// For at least so many blocks of a program that goes on like this, and of bytes.
  private void hasRoomFor(int leastBlocks, int leastBytes, int... program) {
    for (int i = 0; i < 1_000; i++) {
      for (int instruction : program) {
        put(instruction);
      }
    }
    decode(OFTEN);
    List<Block> region = Region.from(blocks.get(START), blocks, 1);

    int bytes = bytes(region);
    assertTrue(region.size() >= leastBlocks, region::toString);
    assertTrue(bytes > leastBytes && bytes < MOST_BYTES, bytes + " bytes");
  }

  @Test
  void whatLeadsToItIsOfItAndWhatBelongsToAnotherIsNot() {
    for (int i = 0; i < 6; i++) {
      put(TO_THE_NEXT);
    }
    decode(OFTEN);
    Block first = blocks.get(START);
    Block second = blocks.get(START + 3);
    Block third = blocks.get(START + 6);
    Block fourth = blocks.get(START + 9);
    Block fifth = blocks.get(START + 12);
    fifth.runs = NEVER_SEEN;

    assertEquals(List.of(third, second, first, fourth), Region.from(third, blocks, 1));

    blocks.add(new Unit(Translator.translate(List.of(second)), List.of(second)));
    assertEquals(List.of(third, fourth), Region.from(third, blocks, 1));
  }

  private void put(int instruction) {
    for (int b = 0; b < 3; b++) {
      memory.poke8(at++, instruction >>> (8 * b));
    }
  }

  private void decode(int runs) {
    for (int pc = START; pc < at; ) {
      Block block = Block.read(memory, new Hooks(), 0, pc, Block.LIMIT);
      block.runs = runs;
      blocks.put(block);
      pc = block.end;
    }
  }

  private static int bytes(List<Block> region) {
    List<Integer> lengths = new ArrayList<>();
    ClassFile.of()
        .parse(Translator.bytes(region))
        .methods()
        .forEach(
            method -> {
              CodeModel code = method.code().orElseThrow();
              lengths.add(((CodeAttribute) code).codeLength());
            });
    return lengths.stream().mapToInt(Integer::intValue).max().orElseThrow();
  }
}
