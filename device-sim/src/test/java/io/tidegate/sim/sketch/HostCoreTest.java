package io.tidegate.sim.sketch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sketch's process and the messages with it: start, time, the serial line, and all the ways in
/// which it ends.
@Tag("gpp")
class HostCoreTest {
  private static final int PIN_DRIVE = 32;
  private static final int PIN_DEVICES = 34;
  private static final int GROUND = 1;
  private static final int SUPPLY = 2;
  private static final double BIT_NANOS = 1e9 / 9600;

  private static Path program;

  @BeforeAll
  static void build() {
    List<String> arguments = new ArrayList<>(List.of("-DESP8266"));
    for (String library : List.of("EEPROM", "Hash", "LittleFS", "SoftwareSerial", "Ticker")) {
      Path sources = HostCoreBoard.folder().resolve("libraries/" + library + "/src");
      arguments.add("-I" + sources);
      arguments.addAll(HostCoreBoard.sources(sources));
    }
    for (String test : List.of("chip", "first", "language", "parts", "port")) {
      arguments.add(HostCoreBoard.folder().resolve("test/" + test + ".cpp").toString());
    }
    program = HostCoreBoard.build("host-core-first", "esp8266", arguments);
  }

  @Test
  void itSaysWhoItIs() {
    try (HostCoreBoard board = begin()) {
      String said = board.run(100);
      assertTrue(
          said.matches(
              "(?s)\\n?.*made before setup, and in the heap\\nabcdef Power On 4[89]\\d\\d\\d\\n"),
          said);
      In baud = board.told(Wire.BAUD).getFirst();
      assertEquals(0, baud.u8());
      assertEquals(115_200, baud.u32());
    }
  }

  @Test
  void whatIsTypedIsReadAndAnAnswerComes() {
    try (HostCoreBoard board = begin()) {
      board.run(50);
      assertEquals("? hello\r\n", board.type("hel").run(10) + board.type("lo\n").run(10));
    }
  }

  @Test
  void theLanguageIsThatOfTheArduinoWorld() {
    try (HostCoreBoard board = begin()) {
      board.run(50);
      passes("language", board.type("language\n").run(30_000));
    }
  }

  @Test
  void timersFilesAndTheTimeOfDayAreThoseOfTheChip(@TempDir Path flash) {
    HostCoreBoard.Begin begin = HostCoreBoard.Begin.powerOn().with(flash, HostCoreBoard.HEAP_BYTES);
    try (HostCoreBoard board = new HostCoreBoard(program, begin)) {
      board.run(50);
      passes("parts", board.type("parts\n").run(60_000));
    }
    try (HostCoreBoard again = new HostCoreBoard(program, begin)) {
      again.run(50);
      passes("kept", again.type("kept\n").run(1000));
    }
  }

  @Test
  void itsTimersInterruptAndItsCodesAreThoseOfTheCore() {
    try (HostCoreBoard board = begin()) {
      board.run(50);
      passes("chip", board.type("chip\n").run(30_000));
    }
  }

  @Test
  void timeThatHasPassedIsRightWhereTheChipsClockBeginsAgain() {
    try (HostCoreBoard board =
        new HostCoreBoard(program, HostCoreBoard.Begin.at((1L << 32) - 5_000))) {
      board.run(1);
      String said = board.type("wrap\n").run(100);
      assertTrue(said.contains("20 20 ms"), said);
    }
  }

  @Test
  void aLoopThatCallsNothingIsBittenByTheSoftWatchdog() {
    dies("starve", 1, 3200);
  }

  @Test
  void soIsOneThatOnlyLooksAtTheClock() {
    dies("ask", 1, 3200);
  }

  @Test
  void withInterruptsHeldBackTheHardwareBitesLater() {
    dies("locked", 2, 8192);
  }

  @Test
  void whoFeedsTheWatchdogLives() {
    try (HostCoreBoard board = begin()) {
      board.run(50);
      assertEquals("lived\r\n", board.type("fed\n").run(21_000));
      board.lives();
    }
  }

  @Test
  void aRestartKeepsTheMemoryOfTheRtc() {
    try (HostCoreBoard board = begin()) {
      board.run(50);
      board.type("restart\n").run(100);
      assertEquals(4, board.death().how());
      In written = board.told(Wire.RTC_WRITE).getFirst();
      assertEquals(12, written.u32());
      assertEquals(4, written.blob().length);
      HostCoreBoard.Begin again = HostCoreBoard.Begin.powerOn().after(4, board.death().rtc());
      try (HostCoreBoard next = new HostCoreBoard(program, again)) {
        assertTrue(next.run(50).contains(" Software/System restart "));
        assertEquals("kept 12345678\n", next.type("memory\n").run(50));
      }
    }
  }

  @Test
  void deepSleepSaysForHowLong() {
    try (HostCoreBoard board = begin()) {
      board.run(50);
      board.type("sleep\n").run(100);
      assertEquals(6, board.death().how());
      assertEquals(7_000_000, board.death().sleepMicros());
    }
  }

  @Test
  void theHeapIsThatOfTheChip() {
    try (HostCoreBoard board = begin()) {
      board.run(50);
      String[] said = board.type("heap\n").run(50).strip().split(" ");
      assertEquals("1", said[0], "all of it at once");
      assertEquals("1", said[1], "a part of it");
      assertTrue(Integer.parseInt(said[2]) >= 1000 && Integer.parseInt(said[2]) < 1032, said[2]);
      assertEquals("0", said[3], "given back");
    }
  }

  /// 600 bytes at 115,200 baud take 52 ms; 127 of them fit into the FIFO.
  @Test
  void whoPrintsMoreThanTheFifoHoldsWaits() {
    try (HostCoreBoard board = begin()) {
      board.run(50);
      String said = board.type("print\n").run(200);
      assertTrue(said.startsWith("x".repeat(600) + "\n600 in "), said);
      int micros = Integer.parseInt(said.replaceAll("(?s).* in (\\d+) us\\n", "$1"));
      assertTrue(micros > 40_900 && micros < 41_200, said);
    }
  }

  @Test
  void whatFindsNoRoomInTheBufferPushesOutTheOldest() {
    try (HostCoreBoard board = begin()) {
      board.run(50);
      board.type("full\n").run(20);
      assertEquals("255 1\n", board.type("y".repeat(300)).run(200));
      assertEquals(45, board.told(Wire.SERIAL_LOST).getFirst().u32());
    }
  }

  /// Bit by bit, exactly in time: out as edges of pin 15, in as those of pin 13.
  @Test
  void aPortOnTwoPinsSendsAndReceivesBits() {
    try (HostCoreBoard board = begin()) {
      board.run(50);
      assertTrue(board.type("send\n").run(30).startsWith("312"), "three bytes of ten bits");
      StringBuilder edges = new StringBuilder();
      long began = -1;
      for (In told : board.told(PIN_DRIVE)) {
        for (int left = told.u16(); left > 0; left--) {
          long at = told.nanos();
          boolean ofPort = told.u8() == 15;
          int drive = told.u8();
          if (ofPort && (began >= 0 || drive == GROUND)) {
            began = began < 0 ? at : began;
            edges.append(Math.round((at - began) / BIT_NANOS)).append(drive == GROUND ? 'L' : 'H');
          }
        }
      }
      // H is 0x48, i 0x69, the last 0xA5; each with a start and a stop bit
      assertEquals(
          "0L4H5L7H8L9H10L11H12L14H15L16H18L19H20L21H22L23H24L26H27L28H", edges.toString());
      board.event(bytesOnPin13(board.nowMillis() + 1, "ok\u00ff\0")).run(10);
      assertEquals("4 0: 6f 6b ff 00\r\n", board.type("show\n").run(10));
    }
  }

  private static Out bytesOnPin13(long atMillis, String bytes) {
    StringBuilder bits = new StringBuilder();
    for (char each : bytes.toCharArray()) {
      bits.append('0');
      for (int bit = 0; bit < 8; bit++) {
        bits.append((each >> bit & 1) != 0 ? '1' : '0');
      }
      bits.append('1');
    }
    Out changes = new Out(PIN_DEVICES).u8(13).bool(false).u8(SUPPLY).u16(bits.length());
    for (int i = 0; i < bits.length(); i++) {
      long at = atMillis * 1_000_000 + Math.round(i * BIT_NANOS);
      changes.u64(at).u8(bits.charAt(i) == '1' ? SUPPLY : GROUND);
    }
    return changes;
  }

  static void passes(String name, String said) {
    assertTrue(said.matches(name + ": [1-9]\\d* checks, 0 failed\r\n"), said);
  }

  private static void dies(String command, int how, long afterMillis) {
    try (HostCoreBoard board = begin()) {
      board.run(50);
      board.type(command + "\n").run(20_000);
      assertEquals(how, board.death().how());
      long lived = board.nowMillis() - 50;
      assertTrue(Math.abs(lived - afterMillis) <= 20, "after " + lived);
    }
  }

  private static HostCoreBoard begin() {
    HostCoreBoard board = new HostCoreBoard(program, HostCoreBoard.Begin.powerOn());
    assertNull(board.death());
    return board;
  }
}
