package io.tidegate.sim.lx106.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.core.Processor.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class ProcessorTest {
  private static final int START = Memory.CODE + 0x100;
  private static final int KERNEL = Memory.CODE + 0x30;
  private static final int NOP = 0x0020f0;
  private static final int BREAK = 0x004000;
  private static final int RET = 0x000080;

  private final byte[] flash = new byte[1 << 21];
  private final Memory memory = new Memory(flash);
  private final Processor processor = new Processor(memory);

  /// Instructions of three bytes each, from START on; it begins there with exceptions allowed.
  private void program(int... instructions) {
    put(START, instructions);
    put(KERNEL, BREAK);
    begin();
  }

  private void put(int address, int... instructions) {
    int at = address;
    for (int instruction : instructions) {
      for (int i = 0; i < 3; i++) {
        assertTrue(memory.poke8(at++, instruction >>> (8 * i)));
      }
    }
  }

  private void begin() {
    processor.reset(START);
    processor.special(Special.PS, 0);
    processor.special(Special.VECBASE, Memory.CODE);
  }

  private static int load(int kind, int t, int s, int imm) {
    return imm << 16 | kind << 12 | s << 8 | t << 4 | 2;
  }

  private static int movi(int t, int value) {
    return (value & 0xff) << 16 | 10 << 12 | (value >> 8 & 15) << 8 | t << 4 | 2;
  }

  private static int addi(int t, int s, int value) {
    return (value & 0xff) << 16 | 12 << 12 | s << 8 | t << 4 | 2;
  }

  private void assertCause(int cause, int address, int instruction, int... program) {
    program(program);
    processor.a(2, address);
    assertEquals(Stop.BREAK, processor.run(processor.cycles() + 100));
    String where = "0x%08x".formatted(address);
    assertEquals(KERNEL, processor.pc(), where);
    assertEquals(cause, processor.special(Special.EXCCAUSE), where);
    assertEquals(START + 3 * instruction, processor.special(Special.EPC1), where);
    if (cause != Fault.ILLEGAL_INSTRUCTION) {
      assertEquals(address, processor.special(Special.EXCVADDR), where);
    }
  }

  @Test
  void bytesAndHalfWordsComeOutOfDataMemoryOnly() {
    int byteLoad = load(0, 3, 2, 0);
    for (int address : List.of(Memory.CODE + 1, Memory.ROM + 8, Memory.WINDOW + 17)) {
      assertCause(Fault.LOAD_STORE_ERROR, address, 1, NOP, byteLoad);
      assertCause(Fault.LOAD_STORE_ERROR, address, 0, load(4, 3, 2, 0));
    }
    assertCause(Fault.LOAD_STORE_ERROR, Memory.CODE + 2, 0, load(1, 3, 2, 0));
    program(byteLoad, BREAK);
    memory.poke8(Memory.DATA + 5, 0xfe);
    processor.a(2, Memory.DATA + 5);
    processor.run(100);
    assertEquals(0xfe, processor.a(3));
  }

  @Test
  void whatIsNotThereIsProhibited() {
    for (int address : List.of(0, 0x20000000, 0x3ffe0000, 0x40300000, 0x7ffffffc, -4)) {
      assertCause(Fault.LOAD_PROHIBITED, address, 0, load(2, 3, 2, 0));
      assertCause(Fault.LOAD_PROHIBITED, address, 0, load(0, 3, 2, 0));
      assertCause(Fault.STORE_PROHIBITED, address, 0, load(6, 3, 2, 0));
      assertCause(Fault.STORE_PROHIBITED, address, 0, load(4, 3, 2, 0));
    }
    assertCause(Fault.STORE_PROHIBITED, Memory.WINDOW, 0, load(6, 3, 2, 0));
    assertCause(Fault.STORE_PROHIBITED, Memory.ROM, 0, load(6, 3, 2, 0));
  }

  @Test
  void aJumpIntoNothingIsAFetchThatIsProhibited() {
    program(0x0002a0);
    processor.a(2, 0x20000000);
    assertEquals(Stop.BREAK, processor.run(100));
    assertEquals(Fault.FETCH_PROHIBITED, processor.special(Special.EXCCAUSE));
    assertEquals(0x20000000, processor.special(Special.EPC1));
  }

  @Test
  void whatThisProcessorLacksIsIllegal() {
    int quos = 0xd20000 | 3 << 12;
    int loop = 0x008076;
    int entry = 0x004136;
    int readLcount = 0x030200;
    for (int instruction : List.of(quos, loop, entry, readLcount, 0)) {
      assertCause(Fault.ILLEGAL_INSTRUCTION, 0, 1, NOP, instruction);
    }
  }

  @Test
  void codeThatWasWrittenAnewRunsAnew() {
    // jx a4 goes where the last instruction stands, which the store changes after its first run
    int store = load(6, 3, 2, 0);
    int jump = 0x0004a0;
    program(store, jump, NOP, NOP, movi(5, 1), BREAK);
    int target = START + 12;
    for (int value : new int[] {1, 9, 1}) {
      processor.pc(START);
      processor.a(2, target);
      processor.a(3, movi(5, value) | (BREAK & 0xff) << 24);
      processor.a(4, target);
      assertEquals(Stop.BREAK, processor.run(processor.cycles() + 100));
      assertEquals(value, processor.a(5));
    }
  }

  @Test
  void theWindowShowsAnotherPartOfTheFlashOnceItIsMoved() {
    for (int part = 0; part < 2; part++) {
      int at = part << 20;
      for (int i = 0; i < 3; i++) {
        flash[at + i] = (byte) (movi(5, 1 + part) >>> (8 * i));
        flash[at + 3 + i] = (byte) (BREAK >>> (8 * i));
      }
    }
    program(NOP);
    for (int part : new int[] {0, 1, 0}) {
      memory.window(part << 20);
      processor.pc(Memory.WINDOW);
      assertEquals(Stop.BREAK, processor.run(processor.cycles() + 100));
      assertEquals(1 + part, processor.a(5));
    }
    flash[2] = 42;
    memory.flashChanged(0, 4);
    processor.pc(Memory.WINDOW);
    processor.run(processor.cycles() + 100);
    assertEquals(42, processor.a(5));
  }

  @Test
  void theHostAnswersAtAnAddressAndCallsFunctionsOfTheGuest() {
    program(NOP, BREAK);
    int function = START + 0x40;
    put(function, addi(2, 2, 5), addi(15, 15, 1), RET);
    List<Integer> asked = new ArrayList<>();
    processor.hook(
        START + 3,
        cpu -> {
          asked.add(cpu.call(function, 10));
          return START + 0x20;
        });
    put(START + 0x20, BREAK);
    processor.a(15, 99);
    assertEquals(Stop.BREAK, processor.run(100));
    assertEquals(List.of(15), asked);
    assertEquals(99, processor.a(15), "registers are as before");
    assertEquals(START + 0x20, processor.pc());
  }

  @Test
  void itWaitsUntilItsTimerIsDue() {
    int wait = 0x007000;
    program(wait, BREAK);
    put(KERNEL, movi(7, 1), BREAK);
    processor.special(Special.INTENABLE, 1 << 6);
    processor.special(Special.CCOMPARE0, processor.special(Special.CCOUNT) + 1000);
    long from = processor.cycles();
    assertEquals(Stop.WAITING, processor.run(from + 10_000));
    long due = processor.timerAt();
    assertEquals(1000, due - from);
    processor.pass(due - processor.cycles());
    assertEquals(Stop.BREAK, processor.run(due + 100));
    assertEquals(1, processor.a(7));
    assertEquals(Fault.LEVEL_1_INTERRUPT, processor.special(Special.EXCCAUSE));
    assertEquals(START + 3, processor.special(Special.EPC1));
  }

  @Test
  void aLineIsTakenWhileItIsHighAndAnEdgeOnceItWas() {
    int self = 0xffff06;
    program(self);
    processor.special(Special.INTENABLE, 1 << 5 | 1 << 10);
    processor.line(5, true);
    assertEquals(Stop.BREAK, processor.run(processor.cycles() + 10));
    processor.line(5, false);
    begin();
    processor.special(Special.INTENABLE, 1 << 5 | 1 << 10);
    assertEquals(Stop.TIME, processor.run(processor.cycles() + 10), "it is low again");
    processor.line(10, true);
    processor.line(10, false);
    assertEquals(Stop.BREAK, processor.run(processor.cycles() + 10), "its edge is kept");
    assertEquals(1 << 10, processor.special(Special.INTERRUPT));
    processor.special(Special.INTCLEAR, 1 << 10);
    assertEquals(0, processor.special(Special.INTERRUPT));
  }

  @Test
  void theHighestInterruptComesWhateverIsMasked() {
    int self = 0xffff06;
    program(self);
    put(Memory.CODE + 0x20, BREAK);
    processor.special(Special.PS, 1);
    processor.line(14, true);
    assertEquals(Stop.BREAK, processor.run(processor.cycles() + 10));
    assertEquals(Memory.CODE + 0x20, processor.pc());
    assertEquals(START, processor.special(Special.EPC3));
    assertEquals(1, processor.special(Special.EPS3));
    assertEquals(0, processor.special(Special.INTERRUPT), "once");
  }

  /// Whatever bytes stand there: it goes on, comes back in time, and does the same a second time.
  @Test
  void anyBytesRunAndRunTheSameWayAgain() {
    for (int seed = 0; seed < 300; seed++) {
      long once = wild(seed);
      assertEquals(once, wild(seed), "seed " + seed);
      assertNotEquals(0, once);
    }
  }

  @Test
  void anyBytesRunTheSameWayTranslated() {
    for (int seed = 0; seed < 300; seed++) {
      assertEquals(wild(seed), wild(seed, new Translations(1)), "seed " + seed);
    }
  }

  private static long wild(int seed) {
    return wild(seed, Translations.none());
  }

  private static long wild(int seed, Translations translations) {
    Random random = new Random(seed);
    byte[] chip = new byte[1 << 16];
    random.nextBytes(chip);
    Memory memory = new Memory(chip);
    for (int at = 0; at < Memory.CODE_BYTES; at += 4) {
      memory.poke32(Memory.CODE + at, random.nextInt());
    }
    Processor processor = new Processor(memory, translations);
    processor.reset(Memory.CODE + random.nextInt(Memory.CODE_BYTES));
    processor.special(Special.VECBASE, Memory.CODE + random.nextInt(16) * 0x1000);
    processor.special(Special.PS, random.nextInt(64));
    for (int i = 0; i < 16; i++) {
      int somewhere =
          switch (random.nextInt(3)) {
            case 0 -> Memory.CODE + random.nextInt(Memory.CODE_BYTES);
            case 1 -> Memory.DATA + random.nextInt(Memory.DATA_BYTES);
            default -> random.nextInt();
          };
      processor.a(i, somewhere);
    }
    long hash = seed + 1;
    while (processor.cycles() < 20_000) {
      long until = processor.cycles() + 50;
      Stop stop = processor.run(until);
      if (stop == Stop.BREAK) {
        processor.pc(processor.pc() + 3);
        processor.pass(1);
      } else if (stop == Stop.WAITING) {
        processor.pass(50);
        processor.line(8, true);
        processor.line(8, false);
      }
      assertTrue(processor.cycles() <= until + 50 + Block.LIMIT, "it is back in time");
      hash = hash * 31 + processor.pc() + processor.a(random.nextInt(16));
    }
    return hash;
  }
}
