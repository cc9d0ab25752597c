package io.tidegate.sim.lx106.debug;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.core.Processor;
import io.tidegate.sim.lx106.trace.Counter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A debugger's side of the protocol by hand, with a program that counts.
@Tag("lx106")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GdbTest {
  private static final long LIMIT = 2_000_000;
  private static final int PC = 16;

  @TempDir Path folder;

  private Counter board;
  private Gdb gdb;
  private Processor processor;

  @BeforeEach
  void attach() throws IOException {
    board = new Counter(folder);
    processor = board.chip.processor();
    gdb = new Gdb(board.chip, board.onlookers, board::begin);
    board.run(20_000);
    gdb.connected();
    say("QStartNoAckMode");
  }

  private void send(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    gdb.receive(bytes, bytes.length);
  }

  private static String packet(String text) {
    int sum = text.chars().sum() & 0xff;
    return "$%s#%02x".formatted(text, sum);
  }

  /// What is answered to a packet at once.
  private String say(String text) {
    send(packet(text));
    return heard();
  }

  private String heard() {
    String all = new String(gdb.toSend(), ISO_8859_1);
    int from = all.lastIndexOf('$');
    return from < 0 ? "" : all.substring(from + 1, all.length() - 3);
  }

  /// Lets it run until it says something.
  private String run(String text) {
    String said = say(text);
    long end = board.chip.cycles() + LIMIT;
    while (said.isEmpty() && board.chip.cycles() < end) {
      gdb.run(board.chip.cycles() + 1_000);
      said = heard();
    }
    return said;
  }

  private int register(int number) throws BadPacket {
    return Hex.word(say("p%x".formatted(number)));
  }

  private int word(String name) throws BadPacket {
    return Hex.word(say("m%x,4".formatted(board.address(name))));
  }

  private static String at(int address) {
    return "%x".formatted(address);
  }

  @Test
  void aBoardStandsStillFromTheFirstMomentAndRunsOnAfterwards() {
    assertEquals("T05", say("?"));
    assertTrue(gdb.stopped());
    final long cycles = board.chip.cycles();
    gdb.run(cycles + 10_000);
    assertEquals(cycles, board.chip.cycles());
    assertEquals("", say("c"));
    gdb.run(cycles + 10_000);
    assertTrue(board.chip.cycles() >= cycles + 10_000);
    send("\u0003");
    assertEquals("T02", heard());
    assertTrue(gdb.stopped());
    assertEquals("OK", say("D"));
    assertFalse(gdb.stopped());
  }

  @Test
  void anInterruptThatCrossesAStopIsForWhenItGoesOn() {
    say("Z0," + at(board.address("add")) + ",2");
    assertEquals("T05", run("c"));
    send("\u0003");
    assertEquals("", heard());
    assertEquals("T05", say("vCont;s:1"), "a step over the breakpoint is done");
    assertEquals("T02", say("vCont;c"));
    assertTrue(gdb.stopped());
    assertEquals("T05", run("vCont;c"), "once");
    send("\u0003");
    gdb.connected();
    say("QStartNoAckMode");
    assertEquals("", say("c"), "another debugger did not ask for it");
  }

  @Test
  void registersAreReadAndWrittenInTheOrderThatGdbHasForThem() throws BadPacket {
    String all = say("g");
    assertEquals(8 * 22, all.length());
    for (int i = 0; i < 16; i++) {
      assertEquals(processor.a(i), Hex.word(all.substring(8 * i, 8 * i + 8)));
      assertEquals(processor.a(i), register(i));
    }
    assertEquals(processor.pc(), Hex.word(all.substring(8 * PC, 8 * PC + 8)));
    assertEquals(processor.special(230), register(21));
    assertEquals(processor.special(231), register(41));
    assertEquals("OK", say("P2=78563412"));
    assertEquals(0x12345678, processor.a(2));
    assertEquals("OK", say("G" + all));
    assertEquals(all, say("g"));
    assertEquals("E01", say("p99"));
    assertEquals("E01", say("P2=7"));
    assertEquals("E01", say("G00"));
  }

  @Test
  void itStopsAtBreakpointsInTheFlashAndGoesOnFromThem() throws BadPacket {
    int add = board.address("add");
    assertEquals("OK", say("Z0," + at(add) + ",3"));
    int before = 0;
    for (int i = 0; i < 4; i++) {
      assertEquals("T05", run("c"));
      assertEquals(add, register(PC));
      assertNotEquals(before, register(2), "each time with another number");
      before = register(2);
    }
    assertEquals("T05", run("vCont;s:1;c"));
    assertTrue(register(PC) > add && register(PC) <= add + 3, "one instruction further");
    assertEquals("OK", say("z0," + at(add) + ",3"));
    assertEquals("", say("c"));
    gdb.run(board.chip.cycles() + 50_000);
    assertEquals("", heard());
  }

  @Test
  void stepsGoThroughTheWholeProgramOneByOneAndNoInterruptComesBetween() throws BadPacket {
    assertEquals("OK", say("Z1," + at(board.address("twice")) + ",3"));
    run("c");
    say("z1," + at(board.address("twice")) + ",3");
    final int ticks = word("ticks");
    boolean inside = false;
    for (int i = 0; i < 2_000; i++) {
      long cycles = board.chip.cycles();
      assertEquals("T05", say("s"));
      assertEquals(cycles + 1, board.chip.cycles());
      String place = board.symbols.text(register(PC));
      inside |= place.startsWith("slow");
      assertFalse(place.startsWith("level1"), place);
    }
    assertTrue(inside, "it came around");
    assertEquals(ticks, word("ticks"));
    say("c");
    gdb.run(board.chip.cycles() + 10_000);
    send("\u0003");
    assertTrue(word("ticks") > ticks, "then they come");
  }

  @Test
  void memoryIsReadAndWrittenAndWhatIsNotThereIsAnError() throws BadPacket {
    int total = board.address("total");
    assertEquals("OK", say("M" + at(total) + ",4:11223344"));
    assertEquals(0x44332211, word("total"));
    assertEquals("OK", say("X" + at(total) + ",4:}\u0003\u0080}\u0004A"));
    assertEquals("23802441", say("m" + at(total) + ",4"));
    assertEquals("E0e", say("m0,4"));
    assertEquals(8, say("m4010fffc,40").length(), "as much as there is");
    assertEquals("E0e", say("M10,1:00"));
    assertEquals("E01", say("M" + at(total) + ",4:1122"));
    assertEquals("E01", say("m" + at(total)));
    assertEquals("OK", say("M60000304,4:04000000"));
    assertEquals("04000000", say("m60000300,4"), "a pin's output");
  }

  @Test
  void itStopsInFrontOfAStoreThatIsWatched() throws BadPacket {
    int total = board.address("total");
    assertEquals("OK", say("Z2," + at(total) + ",4"));
    int before = word("total");
    for (int i = 0; i < 3; i++) {
      assertEquals("T05watch:%08x;".formatted(total), run("c"));
      assertTrue(board.symbols.text(register(PC)).startsWith("add+"));
      assertEquals(before, word("total"), "not yet");
      assertEquals("T05", say("s"));
      assertNotEquals(before, word("total"));
      before = word("total");
    }
    say("z2," + at(total) + ",4");
    int last = board.address("last");
    assertEquals("OK", say("Z4," + at(last + 1) + ",1"));
    assertEquals("T05awatch:%08x;".formatted(last + 1), run("c"));
    say("z4," + at(last + 1) + ",1");
    assertEquals("OK", say("Z3," + at(board.address("wrong")) + ",4"));
    assertTrue(run("c").startsWith("T05rwatch:"));
  }

  @Test
  void aCrashIsStoppedAtWhereItHappensAndGoingOnLetsItHappen() throws BadPacket {
    assertEquals("OK", say("M" + at(board.address("wrong")) + ",4:10000000"));
    assertEquals("T0b", run("c"));
    assertTrue(board.symbols.text(register(PC)).startsWith("follow"));
    assertEquals(0x10, register(2), "its registers are as they were");
    assertEquals(0, register(21) & 16, "not in an exception");
    assertEquals(28, register(42), "exccause");
    assertEquals(0x10, register(48), "excvaddr");
    int fault = register(PC);
    assertEquals("T05", run("c"), "the program's own `break` for exceptions");
    assertEquals(fault, processor.special(177));
    assertTrue(board.symbols.text(register(PC)).startsWith("level1"));
  }

  @Test
  void aCrashAtABreakpointIsToldOnceAndItsHandlerIsReachedStepByStepToo() throws BadPacket {
    int follow = board.address("follow");
    say("M" + at(board.address("wrong")) + ",4:10000000");
    say("Z0," + at(follow) + ",2");
    assertEquals("T05", run("c"));
    assertEquals("T0b", run("vCont;s:1"), "it is its first instruction");
    assertEquals(follow, register(PC));
    assertEquals("T05", say("vCont;s:1"));
    assertEquals(0x40100050, register(PC), "the entry for exceptions");
    assertEquals("T05", run("vCont;c"));
    assertTrue(board.symbols.text(register(PC)).startsWith("level1"), "and its `break`");
    assertTrue(say("qRcmd," + Hex.text("reset")).length() > 10);
    say("Z0," + at(board.address("add")) + ",2");
    assertEquals("T05", run("c"), "main() has begun");
    say("z0," + at(board.address("add")) + ",2");
    say("M" + at(board.address("wrong")) + ",4:10000000");
    assertEquals("T05", run("c"));
    assertEquals("T0b", run("c"));
    assertEquals("T05", run("c"));
    assertTrue(board.symbols.text(register(PC)).startsWith("level1"));
  }

  @Test
  void aCrashThatWasMendedIsToldWhenItComesBack() throws BadPacket {
    int wrong = board.address("wrong");
    say("P28=00000000"); // no interrupts
    say("M" + at(wrong) + ",4:10000000");
    assertEquals("T0b", run("c"));
    int place = register(PC);
    String good = Hex.word(board.address("last"));
    assertEquals("OK", say("P2=" + good));
    assertEquals("OK", say("M" + at(wrong) + ",4:" + good));
    say("Z0," + at(board.address("twice")) + ",2");
    assertEquals("T05", run("c"), "it goes on");
    say("M" + at(wrong) + ",4:10000000");
    say("z0," + at(board.address("twice")) + ",2");
    assertEquals("T0b", run("c"));
    assertEquals(place, register(PC));
  }

  @Test
  void stepsStopForWhatIsWatchedToo() throws BadPacket {
    int total = board.address("total");
    say("Z0," + at(board.address("add")) + ",2");
    assertEquals("T05", run("c"));
    say("z0," + at(board.address("add")) + ",2");
    for (String letter : new String[] {"3", "2"}) {
      assertEquals("OK", say("Z" + letter + "," + at(total) + ",4"));
      String said = "T05";
      for (int i = 0; i < 20 && said.equals("T05"); i++) {
        said = say("vCont;s:1");
      }
      String word = letter.equals("3") ? "rwatch" : "watch";
      assertEquals("T05%s:%08x;".formatted(word, total), said);
      int before = word("total");
      assertEquals("OK", say("z" + letter + "," + at(total) + ",4"));
      assertEquals("T05", say("vCont;s:1"));
      assertEquals(letter.equals("2"), before != word("total"));
    }
    say("Z2," + at(total) + ",4");
    say("M" + at(total) + ",4:00000000");
    assertEquals("T05", say("s"), "what the debugger writes itself is no news");
  }

  /// What gdb 13 says first, in its order, and what it says at an end.
  @Test
  void aRealDebuggersWordsAreAnsweredAsItWantsThem() throws BadPacket {
    gdb.connected();
    assertTrue(say("qSupported:multiprocess+;swbreak+;vContSupported+").startsWith("PacketSize="));
    assertEquals("", say("vMustReplyEmpty"));
    assertEquals("OK", say("QStartNoAckMode"));
    assertEquals("OK", say("Hg0"));
    assertEquals("", say("qTStatus"));
    assertEquals("T05", say("?"));
    assertEquals("m1", say("qfThreadInfo"));
    assertEquals("l", say("qsThreadInfo"));
    assertEquals("1", say("qAttached"));
    assertEquals("OK", say("Hc-1"));
    assertEquals("QC1", say("qC"));
    assertEquals("", say("qOffsets"));
    assertEquals("OK", say("qSymbol::"));
    assertEquals("vCont;c;C;s;S", say("vCont?"));
    assertEquals("xxxxxxxx", say("p16"), "a register that only gdb's list has");
    assertEquals("OK", say("X" + at(board.address("total")) + ",0:"), "whether it takes bytes");
    say("Z0," + at(board.address("add")) + ",2");
    assertEquals("T05", run("vCont;c"));
    assertEquals("T05", say("vCont;s:1;c"));
    assertEquals("", say("vCont;C0b:1;c"), "with the signal that it was told");
    assertEquals("OK", say("vKill;1"));
    assertFalse(gdb.stopped(), "the board goes on");
  }

  @Test
  void anExtendedTargetRunsTheProgramAnewAndTakesItBack() throws BadPacket {
    assertEquals("OK", say("!"));
    assertEquals("OK", say("D"));
    send("\u0003");
    assertFalse(gdb.stopped(), "it has let go of it");
    assertEquals("T05", say("vAttach;1"));
    assertTrue(gdb.stopped());
    assertEquals("", say("k"));
    assertFalse(gdb.stopped());
    assertEquals("T05", say("vRun;"));
    assertTrue(gdb.stopped());
    assertEquals(board.program.entry(), register(PC));
    say("Z0," + at(board.address("add")) + ",2");
    assertEquals("T05", run("c"));
  }

  @Test
  void resetBeginsTheProgramAnewAndStopsThere() throws BadPacket {
    assertNotEquals(0, word("total"));
    assertTrue(say("qRcmd," + Hex.text("reset")).length() > 10);
    assertEquals(board.program.entry(), register(PC));
    assertTrue(gdb.stopped());
    assertTrue(new String(Hex.bytes(say("qRcmd," + Hex.text("help"))), ISO_8859_1).contains("got"));
  }

  @Test
  void nothingOfADebuggerStaysWhenItIsGone() {
    say("Z0," + at(board.address("add")) + ",3");
    say("Z2," + at(board.address("total")) + ",4");
    say("c");
    gdb.disconnected();
    gdb.run(board.chip.cycles() + 100_000);
    assertFalse(gdb.stopped());
    assertEquals(0, gdb.toSend().length);
  }

  @Test
  void packetsAreAcknowledgedUntilBothDoWithout() {
    gdb.connected();
    send(packet("?"));
    assertEquals("+$T05#b9", new String(gdb.toSend(), ISO_8859_1));
    send("-");
    assertEquals("$T05#b9", new String(gdb.toSend(), ISO_8859_1), "once more");
    send("$?#00");
    assertEquals("-", new String(gdb.toSend(), ISO_8859_1));
    send("+" + packet("QStartNoAckMode"));
    assertEquals("+$OK#9a", new String(gdb.toSend(), ISO_8859_1));
    assertEquals("", say("Bogus"));
    assertEquals("", say(""));
  }

  @Test
  void noBytesThrowOrHang() {
    String letters = "$#}?gGpPmMXcsCSvzZDkRHT!qQ0123456789abcdef,:;=+-\u0003Contupred";
    int answers = 0;
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      send(seed % 3 == 0 ? text.toString() : packet(text.toString().replaceAll("[$#}]", "")));
      gdb.run(board.chip.cycles() + 10);
      answers += gdb.toSend().length > 0 ? 1 : 0;
    }
    assertTrue(answers > 100, "answers: " + answers);
  }
}
