package io.tidegate.sim.board;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MicrocontrollerTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String LOADED =
      "load 0x4010f000, len 3460, room 16 \r\ntail 4\r\nchksum 0xcc\r\n"
          + "load 0x3fff20b8, len 40, room 4 \r\ntail 4\r\nchksum 0xc9\r\ncsum 0xc9\r\n";

  private final Bench bench = new Bench(Chip.ESP8266, Quirks.NONE);

  @Test
  void powerBringsTheRomsTextAtItsOwnSpeedAndThenTheSketch() {
    bench.power(true);
    bench.runTo(SECOND);
    assertEquals(List.of(74_880, 115_200), bench.bauds);
    assertTrue(bench.said(74_880).startsWith("\r\n ets Jan  8 2013,rst cause:1, boot mode:(3,"));
    assertTrue(bench.said(74_880).contains(LOADED), bench.said(74_880));
    assertTrue(bench.said(74_880).endsWith("\r\n~ld\r\n"));
    assertEquals("setup at 300 ms\r\n", bench.said(115_200));
    assertEquals(ResetCause.POWER_ON, bench.chip.cause());
  }

  @Test
  void eachCauseOfAResetHasItsNumberItsSpeedAndWhatComesBefore() {
    bench.power(true);
    for (ResetCause cause : ResetCause.values()) {
      bench.runTo(bench.nowNanos + 60 * SECOND);
      bench.clear();
      bench.chip.reset(cause, bench.nowNanos);
      bench.runTo(bench.nowNanos + 10 * SECOND);
      assertEquals(cause, bench.chip.cause());
      int baud = cause.keepsClock() ? 115_200 : 74_880;
      assertTrue(
          bench.said(baud).contains("\r\n ets Jan  8 2013,rst cause:" + cause.romCause() + ", "),
          () -> cause + ": " + bench.all());
      assertEquals(
          cause == ResetCause.HARDWARE_WATCHDOG, bench.all().contains("\r\n\r\nwdt reset\r\nload"));
      assertEquals(
          cause == ResetCause.EXCEPTION || cause == ResetCause.SOFTWARE_WATCHDOG,
          bench.all().contains(">>>stack>>>"));
      assertTrue(bench.all().endsWith(" ms\r\n"), "and the sketch runs");
    }
  }

  @Test
  void anExceptionIsDumpedInTheFormThatDecodersRead() {
    bench.power(true);
    bench.runTo(SECOND);
    bench.clear();
    bench.chip.crash(28, SECOND);
    bench.runTo(SECOND);
    String dump = bench.said(115_200);
    assertTrue(
        dump.matches(
            "(?s)\r\nTo make this dump useful, DECODE IT - \\S+\r\n"
                + "-{15} CUT HERE FOR EXCEPTION DECODER -{15}\r\n"
                + "\r\nException \\(28\\):\r\n"
                + "epc1=0x402\\p{XDigit}{5} epc2=0x00000000 epc3=0x00000000"
                + " excvaddr=0x000000\\p{XDigit}{2} depc=0x00000000\r\n"
                + "\r\n>>>stack>>>\r\n\r\nctx: cont\r\n"
                + "sp: 3fff\\p{XDigit}{4} end: 3fffffd0 offset: 0150\r\n"
                + "(3fff\\p{XDigit}{4}: ( \\p{XDigit}{8}){4} [< ]\r\n)+"
                + "<<<stack<<<\r\n"
                + "\r\nTo make this dump useful, DECODE IT - \\S+\r\n"
                + "-{15} CUT HERE FOR EXCEPTION DECODER -{15}\r\n"),
        dump);
    long dumpNanos = dump.length() * 86_805L;
    bench.runTo(SECOND + dumpNanos);
    assertEquals(dump, bench.said(115_200), "nothing else before it has left");
    bench.runTo(SECOND + dumpNanos + SECOND / 5);
    assertTrue(bench.said(115_200).startsWith(dump + "\r\n ets Jan  8 2013,rst cause:2, "));
    assertThrows(IllegalArgumentException.class, () -> bench.chip.crash(64, bench.nowNanos));
  }

  @Test
  void aSketchThatHangsIsCaughtByTheWatchdogThatCanSeeIt() {
    bench.power(true);
    long at = SECOND;
    for (Hang how : Hang.values()) {
      bench.runTo(at);
      bench.clear();
      bench.chip.hang(how, at);
      bench.runTo(at + 3_199_000_000L);
      assertEquals("", bench.all(), how.wireName());
      bench.runTo(at + 3_200_000_000L);
      assertEquals(how == Hang.BUSY, bench.all().contains("Soft WDT reset"));
      bench.runTo(at + 8_201_000_000L);
      assertEquals(how == Hang.INTERRUPTS_OFF, bench.all().contains("rst cause:4"));
      at += 3_600 * SECOND;
      bench.runTo(at);
      assertEquals(how != Hang.WAITING, bench.chip.running());
      bench.pin(Board.RESET, 0);
      bench.pin(Board.RESET, 1);
      at += SECOND;
    }
  }

  @Test
  void deepSleepLeavesNothingButRtcMemoryAndPowerLossNotEvenThat() {
    bench.power(true);
    bench.runTo(SECOND);
    byte[] mine = {1, 2, 3, 4};
    System.arraycopy(mine, 0, bench.chip.rtc(), 0, 4);
    bench.chip.reset(ResetCause.SOFTWARE_RESTART, SECOND);
    bench.runTo(2 * SECOND);
    assertEquals(0, bench.sketch.sleeps + bench.sketch.powerLosses);
    bench.chip.deepSleep(100 * SECOND, 2 * SECOND);
    bench.clear();
    bench.runTo(102 * SECOND - 1);
    assertEquals("", bench.all());
    bench.runTo(103 * SECOND);
    assertEquals(ResetCause.DEEP_SLEEP_WAKE, bench.chip.cause());
    assertEquals(1, bench.sketch.sleeps);
    assertArrayEquals(mine, Arrays.copyOf(bench.chip.rtc(), 4));
    bench.power(false);
    bench.power(true);
    assertEquals(1, bench.sketch.powerLosses);
    assertFalse(Arrays.equals(mine, Arrays.copyOf(bench.chip.rtc(), 4)));
  }

  @Test
  void aBrownOutRepeatsTheRomsTextAndTheSketchNeverBegins() {
    bench.power(true);
    bench.runTo(SECOND);
    bench.clear();
    bench.chip.brownOut(10, 200_000_000L, SECOND);
    bench.runTo(SECOND + 10 * (Microcontroller.DIP_NANOS + 200_000_000L));
    assertEquals(10, bench.all().split("rst cause:1", -1).length - 1);
    assertFalse(bench.all().contains("setup"));
    assertEquals(10, bench.sketch.powerLosses);
    bench.runTo(bench.nowNanos + SECOND);
    assertTrue(bench.all().contains("setup"), "then it recovers");
  }

  @Test
  void whatHangsOnItIsSuppliedFromItsPowerOnAndNotInADip() {
    bench.power(true);
    bench.runTo(SECOND);
    bench.chip.deepSleep(SECOND, SECOND);
    bench.runTo(3 * SECOND);
    bench.chip.brownOut(1, SECOND, 3 * SECOND);
    bench.runTo(4 * SECOND);
    bench.power(false);
    assertEquals(List.of("on 0", "off 3000", "on 3150", "off 4000"), bench.sketch.supply);
  }

  @Test
  void pulledDownGpio0KeepsTheChipInItsLoaderUntilTheNextReset() {
    bench.pin(0, 0);
    bench.power(true);
    bench.runTo(60 * SECOND);
    assertTrue(bench.all().matches("\r\n ets .*rst cause:1, boot mode:\\(1,[67]\\)\r\n\r\n"));
    bench.pin(0, 1);
    bench.pin(Board.RESET, 0);
    bench.pin(Board.RESET, 1);
    bench.runTo(61 * SECOND);
    assertTrue(bench.chip.running());
  }

  @Test
  void millisAndMicrosWrapAndBeginAgainFromZeroAfterAReset() {
    long start = (1L << 32) - 2_000;
    Bench old = new Bench(Chip.ESP8266, Quirks.NONE.withStartMillis(start));
    old.power(true);
    old.runTo(SECOND / 2);
    long began = SECOND * 3 / 10;
    assertEquals((int) start, old.chip.clock().millis(began));
    assertEquals(-1, old.chip.clock().millis(began + 1_999 * SECOND / 1_000));
    assertEquals(0, old.chip.clock().millis(began + 2 * SECOND));
    assertEquals((int) (start * 1_000), old.chip.clock().micros(began));
    assertEquals(began + 2 * SECOND, old.chip.clock().whenMillisPassed(began + SECOND, 1_000));
    old.chip.reset(ResetCause.SOFTWARE_RESTART, SECOND / 2);
    old.runTo(SECOND);
    assertTrue(old.chip.clock().millis(SECOND) < 1_000);
  }

  @Test
  void aClockThatIsFastCountsMoreThanPasses() {
    Bench fast = new Bench(Chip.ESP8266, Quirks.NONE.withDriftPpm(100));
    fast.power(true);
    fast.runTo(SECOND);
    long began = SECOND * 3 / 10;
    assertEquals(100_010_000, fast.chip.clock().millis(began + 100_000 * SECOND));
    assertEquals(999_900_009, fast.chip.clock().worldNanos(SECOND));
    long when = fast.chip.clock().whenMillisPassed(began, 1_000_000);
    assertEquals(1_000_000, fast.chip.clock().millis(when));
    assertEquals(999_999, fast.chip.clock().millis(when - 1));
  }

  @Test
  void aLeakEmptiesTheHeapUntilNewFindsNothingAndTheSketchBeginsAnew() {
    Bench leaky = new Bench(Chip.ESP8266, Quirks.NONE.withLeakBytes(10_000));
    leaky.power(true);
    leaky.runTo(SECOND);
    assertTrue(leaky.chip.freeHeap() < 50_000, "a turn each 100 ms");
    leaky.runTo(2 * SECOND);
    assertTrue(leaky.all().contains("Unhandled C++ exception: OOM"), leaky.all());
    assertTrue(leaky.all().contains("\r\nlast failed alloc call: 402"));
    assertTrue(leaky.all().contains("rst cause:2"));
    assertEquals(ResetCause.SOFTWARE_RESTART, leaky.chip.cause());
    assertTrue(leaky.chip.starts() >= 2);
  }

  @Test
  void aBlockedSketchLosesWhatDoesNotFitItsInputsMemory() {
    byte[] many = new byte[400];
    for (int i = 0; i < many.length; i++) {
      many[i] = (byte) i;
    }
    bench.power(true);
    bench.runTo(SECOND);
    bench.chip.busyUntil(2 * SECOND);
    bench.receive(many);
    bench.runTo(2 * SECOND);
    assertEquals(145, bench.chip.inputLost());
    assertArrayEquals(Arrays.copyOfRange(many, 145, 400), bench.sketch.heard(), "the newest 255");
    bench.chip.hang(Hang.INTERRUPTS_OFF, 2 * SECOND);
    bench.receive(many);
    assertEquals(145 + 400 - 128, bench.chip.inputLost());

    Bench uno = new Bench(Chip.UNO, Quirks.NONE);
    uno.power(true);
    uno.runTo(SECOND);
    uno.chip.busyUntil(2 * SECOND);
    uno.receive(many);
    uno.runTo(2 * SECOND);
    assertEquals(400 - 63, uno.chip.inputLost());
    assertArrayEquals(Arrays.copyOf(many, 63), uno.sketch.heard(), "the oldest 63");
  }

  @Test
  void printingMoreThanTheFifoHoldsKeepsTheSketchFromGoingOn() {
    bench.power(true);
    bench.runTo(SECOND);
    bench.sketch.print = "x".repeat(1_280);
    bench.runTo(bench.sketch.dueNanos);
    long printed = bench.nowNanos;
    long free = printed + (1_280 - 128) * 86_805L;
    int turns = bench.sketch.turns;
    bench.runTo(free - 1);
    assertEquals(turns, bench.sketch.turns);
    bench.runTo(free);
    assertEquals(turns + 1, bench.sketch.turns);
  }

  @Test
  void anUnoIsSilentAfterAResetUntilItsLoaderGivesUp() {
    Bench uno = new Bench(Chip.UNO, Quirks.NONE);
    uno.power(true);
    uno.runTo(10 * SECOND);
    assertEquals("setup at 65 ms\r\n", uno.all(), "no loader when power comes");
    uno.clear();
    uno.pin(Board.RESET, 0);
    uno.pin(Board.RESET, 1);
    uno.runTo(20 * SECOND);
    assertEquals("setup at 11440 ms\r\n", uno.all());
    uno.clear();
    uno.pin(Board.RESET, 0);
    uno.pin(Board.RESET, 1);
    uno.receive("~1".getBytes(ISO_8859_1));
    uno.runTo(30 * SECOND);
    assertEquals("setup at 20016 ms\r\n", uno.all(), "bytes that are no command end it");
    uno.clear();
    uno.pin(Board.RESET, 0);
    uno.pin(Board.RESET, 1);
    uno.receive("0 ".getBytes(ISO_8859_1));
    uno.runTo(40 * SECOND);
    assertEquals("setup at 31440 ms\r\n", uno.all());
  }

  @Test
  void floodFillsTheLineAndSilenceEmptiesIt() {
    bench.power(true);
    bench.runTo(SECOND);
    bench.clear();
    bench.chip.flood(SECOND, SECOND);
    bench.runTo(2 * SECOND);
    int flooded = bench.all().length();
    assertTrue(flooded > 11_000 && flooded < 12_000, "at 11,520 bytes a second: " + flooded);
    assertTrue(bench.all().startsWith("loop 1\r\nloop 2\r\n"));
    bench.runTo(3 * SECOND);
    assertEquals(flooded, bench.all().length());
    bench.chip.silence(SECOND, 3 * SECOND);
    bench.sketch.print = "hello";
    bench.runTo(4 * SECOND - 1);
    assertEquals(flooded, bench.all().length());
    assertTrue(bench.chip.swallowed() >= 5);
  }

  @Test
  void aResetThrowsAwayWhatWasNotYetSent() {
    bench.power(true);
    bench.runTo(SECOND);
    int cuts = bench.cuts;
    bench.pin(Board.RESET, 0);
    assertEquals(cuts + 1, bench.cuts);
    Bench plain = new Bench(Chip.silent(64), Quirks.NONE);
    plain.power(true);
    plain.runTo(SECOND);
    assertEquals(0, plain.cuts, "of a chip of which no speed is known, it is the line's matter");
    assertEquals(List.of(), plain.bauds);
  }

  @Test
  void aNameAndASeedGiveAnIdentityOfTheirOwn() {
    Identity one = Identity.of("greenhouse", 1);
    assertEquals(one, Identity.of("greenhouse", 1));
    assertNotEquals(one, Identity.of("greenhouse", 2));
    assertNotEquals(one, Identity.of("greenhousf", 1));
    assertTrue(one.macText().matches("([0-9A-F]{2}:){5}[0-9A-F]{2}"));
    assertEquals(one.macText().replace(":", "").substring(6), "%06X".formatted(one.chipId()));
  }

  @Test
  void theSameSeedDumpsTheSame() {
    assertEquals(crashed(5), crashed(5));
    assertNotEquals(crashed(5), crashed(6));
  }

  private static String crashed(long seed) {
    Bench bench = new Bench("esp", seed, Chip.ESP8266, Quirks.NONE);
    bench.power(true);
    bench.runTo(SECOND);
    bench.chip.crash(3, SECOND);
    bench.runTo(2 * SECOND);
    return bench.all();
  }

  @Test
  void namesInFilesAreFoundAndOthersAreToldWhatThereIs() {
    assertEquals(Chip.NANO, Chip.of("nano"));
    assertEquals(ResetCause.SOFTWARE_WATCHDOG, ResetCause.of("software_watchdog"));
    assertEquals(Hang.INTERRUPTS_OFF, Hang.of("interrupts_off"));
    assertEquals(
        "expected one of esp8266, uno, nano, got 'esp32'",
        assertThrows(IllegalArgumentException.class, () -> Chip.of("esp32")).getMessage());
    assertEquals(
        "expected driftPpm from -100000 to 100000, got 100001",
        assertThrows(IllegalArgumentException.class, () -> Quirks.NONE.withDriftPpm(100_001))
            .getMessage());
  }
}
