package io.tidegate.sim.lx106.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.core.Processor.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class WatchTest {
  private static final int START = Memory.CODE + 0x100;
  private static final int FUNCTION = START + 0x80;
  private static final int NOP = 0x0020f0;
  private static final int BREAK = 0x004000;
  private static final int RET = 0x000080;
  private static final int BACK = 0xfffcc6;

  private final Memory memory = new Memory(new byte[1 << 16]);
  private final Processor processor = new Processor(memory);

  private static int addi(int t, int value) {
    return (value & 0xff) << 16 | 12 << 12 | t << 8 | t << 4 | 2;
  }

  private void put(int address, int... instructions) {
    for (int i = 0; i < instructions.length; i++) {
      for (int k = 0; k < 3; k++) {
        memory.poke8(address + 3 * i + k, instructions[i] >>> (8 * k));
      }
    }
  }

  /// Counts a2 up by one and a3 by two, for ever: nine bytes and a jump back.
  private void loop() {
    put(START, addi(2, 1), NOP, addi(3, 2), BACK);
    processor.reset(START);
    processor.special(Special.PS, 0);
    processor.special(Special.VECBASE, Memory.CODE);
  }

  @Test
  void stopsInFrontOfAPlaceEachTimeAndTakesNoTimeForIt() {
    loop();
    processor.run(processor.cycles() + 100);
    processor.breakAt(START + 6, true);
    for (int i = 0; i < 5; i++) {
      assertEquals(Stop.BREAK, processor.run(processor.cycles() + 100));
      assertEquals(START + 6, processor.pc());
      final int before = processor.a(3);
      final long cycles = processor.cycles();
      assertEquals(Stop.BREAK, processor.run(cycles + 100), "it is still in front of it");
      assertEquals(cycles, processor.cycles());
      processor.step();
      assertEquals(START + 9, processor.pc());
      assertEquals(before + 2, processor.a(3));
      assertEquals(cycles + 1, processor.cycles());
    }
    processor.breakAt(START + 6, false);
    assertEquals(Stop.TIME, processor.run(processor.cycles() + 100));
  }

  @Test
  void aPlaceWhereTheHostAnswersIsStoppedAtToo() {
    loop();
    List<Integer> asked = new ArrayList<>();
    processor.hook(
        START + 3,
        at -> {
          asked.add(at.a(2));
          return START + 6;
        });
    processor.breakAt(START + 3, true);
    assertEquals(Stop.BREAK, processor.run(processor.cycles() + 100));
    assertEquals(List.of(), asked);
    processor.step();
    assertEquals(List.of(1), asked);
    assertEquals(START + 6, processor.pc());
  }

  @Test
  void aCallByTheHostGoesThroughWhereItWasToStop() {
    loop();
    put(FUNCTION, addi(2, 5), addi(2, 6), RET);
    processor.breakAt(FUNCTION, true);
    processor.breakAt(FUNCTION + 3, true);
    assertEquals(21, processor.call(FUNCTION, 10));
    processor.pc(FUNCTION);
    assertEquals(Stop.BREAK, processor.run(processor.cycles() + 100));
  }

  @Test
  void whoLooksOnSeesEachInstructionAndMayStopInFrontOfIt() {
    loop();
    List<Integer> seen = new ArrayList<>();
    processor.watch(
        (at, _) -> {
          seen.add(at - START);
          return seen.size() < 7;
        },
        true);
    assertEquals(Stop.BREAK, processor.run(processor.cycles() + 100));
    assertEquals(List.of(0, 3, 6, 9, 0, 3, 6), seen);
    assertEquals(START + 6, processor.pc());
    assertEquals(2, processor.a(2));
    assertEquals(2, processor.a(3));
    processor.watch(null, false);
    assertEquals(Stop.TIME, processor.run(processor.cycles() + 100));
  }

  /// Whatever bytes stand there, with interrupts in between: registers, places and cycles are the
  /// same whether nobody looks on, or at blocks, or at instructions.
  @Test
  void nothingIsDifferentWhenSomebodyLooksOn() {
    for (int seed = 0; seed < 200; seed++) {
      long[] counted = new long[2];
      long alone = wild(seed, null, false);
      Watch count =
          (_, instructions) -> {
            counted[0] += instructions;
            return true;
          };
      assertEquals(alone, wild(seed, count, false), "blocks, seed " + seed);
      long inBlocks = counted[0];
      counted[0] = 0;
      assertEquals(alone, wild(seed, count, true), "instructions, seed " + seed);
      assertTrue(counted[0] > 0 && counted[0] <= inBlocks, "seed " + seed);
    }
  }

  private static long wild(int seed, Watch watch, boolean each) {
    Random random = new Random(seed);
    byte[] chip = new byte[1 << 16];
    random.nextBytes(chip);
    Memory memory = new Memory(chip);
    for (int at = 0; at < Memory.CODE_BYTES; at += 4) {
      memory.poke32(Memory.CODE + at, random.nextInt());
    }
    Processor processor = new Processor(memory);
    processor.reset(Memory.CODE + random.nextInt(Memory.CODE_BYTES));
    processor.special(Special.VECBASE, Memory.CODE + random.nextInt(16) * 0x1000);
    processor.special(Special.PS, random.nextInt(64));
    processor.special(Special.INTENABLE, -1);
    for (int i = 0; i < 16; i++) {
      processor.a(i, Memory.CODE + random.nextInt(Memory.CODE_BYTES));
    }
    processor.watch(watch, each);
    long hash = 1;
    while (processor.cycles() < 8_000) {
      switch (processor.run(processor.cycles() + 50)) {
        case BREAK -> {
          processor.pc(processor.pc() + 3);
          processor.pass(1);
        }
        case WAITING -> {
          processor.pass(50);
          processor.line(8, true);
          processor.line(8, false);
        }
        case TIME, ASKED -> {}
      }
      hash = hash * 31 + processor.pc();
      for (int i = 0; i < 16; i++) {
        hash = hash * 31 + processor.a(i);
      }
      hash = hash * 31 + processor.cycles();
    }
    return hash;
  }
}
