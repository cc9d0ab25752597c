package io.tidegate.sim.lx106.board;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Hang;
import io.tidegate.sim.board.Identity;
import io.tidegate.sim.board.ResetCause;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.lx106.Toolchain;
import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.net.Doors;
import io.tidegate.sim.pins.BoardPins;
import io.tidegate.sim.pins.PinNames;
import io.tidegate.sim.world.Cable;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// With a program of our own that answers each line in capitals.
@Tag("lx106")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EmulatedBoardTest {
  private static final long MILLI = 1_000_000;
  private static Image serial;
  private static Image memory;

  private final World world = new World(1);
  private final StringBuilder heard = new StringBuilder();
  private EmulatedBoard board;
  private Cable cable;
  private int cuts;

  @BeforeAll
  static void compile(@TempDir Path folder) throws IOException {
    serial = Image.of(Toolchain.bare(folder, Path.of("src/test/lx106/chip/serial.c"), "-g"));
    memory = Image.of(Toolchain.bare(folder, "memory"));
  }

  @BeforeEach
  void plugIn() {
    plugIn(serial);
  }

  private void plugIn(Image image) {
    board =
        new EmulatedBoard(
            image,
            Flash.erased(1 << 20),
            Identity.of("board", 1),
            1,
            BoardPins.of(PinNames.NODEMCU),
            null,
            Doors.NONE);
    cable =
        new Cable(
            world,
            board,
            line(),
            line(),
            new Cable.Port() {
              @Override
              public void arrived(byte[] bytes, int length) {
                heard.append(new String(bytes, 0, length, ISO_8859_1));
              }

              @Override
              public void cut() {
                cuts++;
              }
            });
    board.whenWoken(cable::wake);
    cable.pin(Board.RESET, 1);
  }

  private Line line() {
    return new Line(115_200, 16_384, world.chance());
  }

  private String after(long millis) {
    world.runTo(world.nowNanos() + millis * MILLI);
    String all = heard.toString();
    heard.setLength(0);
    return all;
  }

  /// The ROM's words come first, and the program's.
  private static void begins(int times, String all) {
    assertEquals(times, all.split("ready\n", -1).length - 1, all);
    assertTrue(all.length() > times * 150 && all.endsWith("ready\n"), all);
  }

  private void type(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    cable.write(bytes, bytes.length);
  }

  @Test
  void withPowerItRunsAndAnswersAndWithoutItDoesNot() {
    assertEquals("", after(100));
    cable.pin(Board.POWER, 1);
    begins(1, after(150));
    type("hello\n");
    assertEquals("HELLO after a pause\n", after(100));
    cable.pin(Board.POWER, 0);
    type("hello\n");
    assertEquals("", after(100));
    assertEquals(1, cuts);
    cable.pin(Board.POWER, 1);
    begins(1, after(150));
  }

  @Test
  void aProgramOnFreeRtosIsToldThatItGetsNoWifiAndItsRadioIsLeftAlone(@TempDir Path folder)
      throws IOException {
    plugIn(Image.of(Toolchain.bare(folder, "tasks")));
    List<String> told = new ArrayList<>();
    board.whenTold(told::add);
    cable.pin(Board.POWER, 1);
    String all = after(150);
    assertTrue(all.endsWith("tasks run\n") && !all.contains("calibrate"), all);
    assertTrue(
        told.stream().anyMatch(each -> each.contains("FreeRTOS: it gets no WiFi")), told::toString);
  }

  @Test
  void heldInResetItIsStillAndBeginsAnewAfterwards() {
    cable.pin(Board.POWER, 1);
    after(100);
    cable.pin(Board.RESET, 0);
    type("hello\n");
    assertEquals("", after(100));
    cable.pin(Board.RESET, 1);
    begins(1, after(150));
  }

  @Test
  void memoryIsAsItWasAfterAResetAndForgetsWithoutPower() {
    plugIn(memory);
    cable.pin(Board.POWER, 1);
    starts("start 1\n");
    cable.pin(Board.RESET, 0);
    after(10);
    cable.pin(Board.RESET, 1);
    starts("start 2\n");
    board.reset(ResetCause.HARDWARE_WATCHDOG, world.nowNanos());
    starts("start 3\n");
    board.deepSleep(10 * MILLI, world.nowNanos());
    starts("start 1\n");
    board.reset(ResetCause.EXTERNAL, world.nowNanos());
    starts("start 2\n");
    cable.pin(Board.POWER, 0);
    after(10);
    cable.pin(Board.POWER, 1);
    starts("start 1\n");
  }

  private void starts(String words) {
    String all = after(150);
    assertTrue(all.endsWith(words), all);
  }

  @Test
  void aBoardThatWaitsCostsTheWorldNothing() {
    cable.pin(Board.POWER, 1);
    after(100);
    assertEquals(Long.MAX_VALUE, board.run(world.nowNanos(), new Deaf()));
  }

  @Test
  void whatBefallsItEndsInANewBeginning() {
    cable.pin(Board.POWER, 1);
    after(100);
    board.reset(ResetCause.EXTERNAL, world.nowNanos());
    begins(1, after(150));
    List<String> told = new ArrayList<>();
    board.whenTold(told::add);
    board.reset(ResetCause.HARDWARE_WATCHDOG, world.nowNanos());
    String all = after(150);
    assertEquals("the chip's watchdog was not fed; the program is", told.get(0));
    assertTrue(told.get(1).startsWith("  at    "), "" + told);
    assertTrue(told.get(1).contains("serial.c:"), "" + told);
    begins(1, all);
    assertTrue(all.contains("rst cause:4, boot mode:(3,6)"), "at the speed that was set: " + all);
    board.brownOut(3, 50 * MILLI, world.nowNanos());
    begins(3, after(1_000));
    board.deepSleep(500 * MILLI, world.nowNanos());
    assertEquals("", after(499));
    begins(1, after(150));
  }

  @Test
  void whatHangsSaysNothingUntilItIsReset() {
    cable.pin(Board.POWER, 1);
    after(100);
    board.hang(Hang.INTERRUPTS_OFF, world.nowNanos());
    type("hello\n");
    assertEquals("", after(100));
    board.reset(ResetCause.EXTERNAL, world.nowNanos());
    begins(1, after(150));
  }

  @Test
  void whoCalledWhatNobodyAnswersForIsTold(@TempDir Path folder) throws IOException {
    Path source = folder.resolve("lost.c");
    Files.writeString(
        source,
        """
        void ets_unheard_of(void);
        void on_interrupt(int lines) { (void)lines; }
        __attribute__((noinline)) void ask(void) {
          ets_unheard_of();
          __asm__ volatile("");
        }
        int main(void) {
          for (;;)
            ask();
        }
        """);
    plugIn(
        Image.of(Toolchain.bare(folder, source, "-g", "-Wl,--defsym=ets_unheard_of=0x4000c000")));
    List<String> told = new ArrayList<>();
    board.whenTold(told::add);
    cable.pin(Board.POWER, 1);
    after(500);
    assertEquals("reset: power on", told.removeFirst());
    assertTrue(told.get(0).startsWith("it cannot go on: ROM 0x4000c000 (ets_unheard_of)"));
    assertTrue(told.get(1).startsWith("  at    ets_unheard_of "), told.get(1));
    assertTrue(told.get(2).startsWith("  from  ask+0x"), told.get(2));
    assertTrue(told.get(2).endsWith("lost.c:4"), told.get(2));
    assertTrue(told.get(3).endsWith("lost.c:9"), told.get(3));
  }

  @Test
  void whatFindsNoRoomIsCountedAndTold() {
    cable.pin(Board.POWER, 1);
    after(100);
    List<String> told = new ArrayList<>();
    board.whenTold(told::add);
    board.tellLosses();
    assertEquals(List.of(), told);
    board.hang(Hang.INTERRUPTS_OFF, world.nowNanos());
    type("x".repeat(200));
    after(100);
    board.tellLosses();
    assertEquals(List.of("72 bytes came on the serial line and found no room"), told);
  }

  @Test
  void aSilentBoardLosesWhatItSays() {
    cable.pin(Board.POWER, 1);
    after(100);
    type("first\n");
    assertEquals("FIRST after a pause\n", after(100));
    board.silence(200 * MILLI, world.nowNanos());
    type("hello\n");
    assertEquals("", after(300));
    type("again\n");
    assertEquals("AGAIN after a pause\n", after(100));
  }

  @Test
  void cyclesAndNanosecondsAreEachOthersTwin() {
    for (long cycles = 0; cycles < 1_000; cycles++) {
      assertEquals(cycles, Time.cycles(Time.nanos(cycles)));
      assertTrue(Time.nanos(Time.cycles(cycles)) <= cycles);
    }
    assertEquals(80_000_000, Time.cycles(1_000 * MILLI));
    assertEquals(Long.MAX_VALUE, Time.nanos(Long.MAX_VALUE));
  }

  private static final class Deaf implements Board.Outside {
    @Override
    public void transmit(byte[] bytes, int length) {}

    @Override
    public void pin(int pin, int level) {}
  }
}
