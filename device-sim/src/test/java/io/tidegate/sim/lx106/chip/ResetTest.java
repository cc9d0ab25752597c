package io.tidegate.sim.lx106.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Boot;
import io.tidegate.sim.lx106.core.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResetTest {
  private static final int RTC_ALARM = 0x60000704;
  private static final int RTC_POWER = 0x60000708;
  private static final int RTC_STATE = 0x60000714;
  private static final int RTC_COUNTER = 0x6000071c;
  private static final int RTC_WAKES = 0x60000718;
  private static final int RTC_DOMAINS = 0x60000744;
  private static final int RTC_STORE = 0x60000730;
  private static final int RTC_MEMORY = 0x60001200;
  private static final int SPEED = 0x3ff00014;
  private static final int MICROS = 0x3ff20c00;
  private static final int CCOUNT = 234;
  private static final int SLEEP = 1 << 20;
  private static final int MILLI = Esp8266.HERTZ / 1000;

  private final StringBuilder printed = new StringBuilder();
  private final List<String> told = new ArrayList<>();
  private final Esp8266 chip =
      new Esp8266(
          Flash.erased(1 << 20),
          new byte[] {0x5c, (byte) 0xcf, 0x7f, 1, 2, (byte) 0xa3},
          new SplittableRandom(7),
          new Quiet() {
            @Override
            public void sent(int port, byte value, long cycles) {
              printed.append((char) value);
            }

            @Override
            public void speed(int port, int baud) {
              printed.append("<").append(baud).append(">");
            }

            @Override
            public void restart(ResetReason reason) {
              told.add(reason + " at " + now());
            }

            @Override
            public void asleep(long cycles) {
              told.add("asleep for " + cycles / MILLI + " at " + now());
            }
          });

  private long now() {
    return chip.cycles() / MILLI;
  }

  /// A program that goes round and round.
  @BeforeEach
  void spin() {
    chip.memory().poke(Memory.CODE, new byte[] {0x06, (byte) 0xff, (byte) 0xff});
    chip.reset(ResetReason.POWER, Memory.CODE);
  }

  @Test
  void alarmsComeInTheirOrderAlsoThoseThatAnAlarmSets() {
    List<String> rung = new ArrayList<>();
    chip.at(3 * MILLI, () -> rung.add("late at " + now()));
    chip.at(
        MILLI,
        () -> {
          rung.add("first at " + now());
          chip.at(2 * MILLI, () -> rung.add("set by it at " + now()));
        });
    chip.at(MILLI, () -> rung.add("second at " + now()));
    chip.run(2 * MILLI + 5);
    assertEquals(List.of("first at 1", "second at 1", "set by it at 2"), rung);
    chip.run(4 * MILLI);
    assertEquals("late at 3", rung.getLast());
  }

  @Test
  void whoWantsARestartIsOffUntilSomebodyResetsIt() {
    chip.at(MILLI, () -> chip.restart(ResetReason.WATCHDOG));
    chip.run(2 * MILLI);
    assertEquals(List.of("WATCHDOG at 1"), told);
    assertTrue(chip.off());
    assertEquals(2 * MILLI, chip.cycles(), "time goes on");
    chip.reset(ResetReason.WATCHDOG, Memory.CODE);
    assertFalse(chip.off());
    assertEquals(4, chip.register(RTC_STATE) & 15);
    chip.reset(ResetReason.RESTART, Memory.CODE);
    assertEquals(ResetReason.WATCHDOG, chip.reason(), "a jump to the reset vector changes nothing");
  }

  @Test
  void aProcessorThatRunsTwiceAsFastCountsTwiceAsMuchInTheSameTime() {
    chip.run(MILLI);
    int from = chip.processor().special(CCOUNT);
    chip.register(SPEED, 1);
    chip.run(3 * MILLI);
    assertEquals(4 * MILLI, chip.processor().special(CCOUNT) - from, 40);
    assertEquals(3000, chip.register(MICROS), 1);
    assertEquals(500, chip.register(RTC_COUNTER), 1);
    chip.at(4 * MILLI, () -> told.add("at " + now()));
    chip.register(SPEED, 0);
    from = chip.processor().special(CCOUNT);
    chip.run(5 * MILLI);
    assertEquals(2 * MILLI, chip.processor().special(CCOUNT) - from, 40);
    assertEquals(List.of("at 4"), told);
  }

  @Test
  void whatTheRtcHasOutlastsEverythingButPower() {
    chip.register(RTC_MEMORY, 0x12345678);
    chip.register(RTC_STORE, 5);
    chip.run(6 * MILLI);
    chip.reset(ResetReason.WATCHDOG, Memory.CODE);
    assertEquals(5, chip.register(RTC_STORE));
    chip.reset(ResetReason.EXTERNAL, Memory.CODE);
    assertEquals(0x12345678, chip.register(RTC_MEMORY));
    assertEquals(0, chip.register(RTC_STORE), "only the chip's own resets leave that");
    assertEquals(1000, chip.register(RTC_COUNTER), "6 us a tick");
    assertEquals(0, chip.register(MICROS));
    chip.run(7 * MILLI);
    assertEquals(1000, chip.register(MICROS), 2);
    chip.reset(ResetReason.POWER, Memory.CODE);
    assertNotEquals(0x12345678, chip.register(RTC_MEMORY));
    assertEquals(0, chip.register(RTC_COUNTER));
  }

  private void sleep(int ticks) {
    chip.register(RTC_ALARM, ticks);
    chip.register(RTC_DOMAINS, 1 << 5);
    chip.register(RTC_WAKES, 1 << 3);
    chip.register(RTC_POWER, SLEEP);
  }

  @Test
  void aDeepSleepEndsWhenTheRtcsCounterSaysSo() {
    sleep(500);
    chip.run(2 * MILLI);
    assertEquals(List.of("asleep for 3 at 0"), told);
    chip.run(5 * MILLI);
    assertEquals(List.of("asleep for 3 at 0", "EXTERNAL at 3"), told);
    chip.reset(ResetReason.DEEP_SLEEP, Memory.CODE);
    assertEquals(5, chip.register(RTC_STATE) & 15);
  }

  @Test
  void whoIsWokenEarlierIsNotWokenTwice() {
    sleep(500);
    chip.run(MILLI);
    chip.reset(ResetReason.EXTERNAL, Memory.CODE);
    chip.run(9 * MILLI);
    assertEquals(1, told.size(), told.toString());
  }

  @Test
  void whatTheRomSaysComesFirstAndAtItsOwnSpeed() {
    Boot.Beginning beginning = BootText.of(ResetReason.WATCHDOG, 0);
    assertEquals(115_200, beginning.baud(), "the clock goes on");
    beginning = BootText.of(ResetReason.POWER, 0);
    chip.say(beginning.baud(), beginning.text());
    chip.run(MILLI);
    assertEquals(Memory.CODE, chip.processor().pc());
    assertEquals(0, chip.processor().special(CCOUNT) - (int) chip.cycles());
    chip.run(50 * MILLI);
    String text = printed.toString();
    assertTrue(text.startsWith("<74880>\r\n ets Jan  8 2013,rst cause:1, boot mode:(3,6)"), text);
    assertTrue(text.endsWith("~ld\r\n<74906>"), text);
  }

  @Test
  void aResetWhileTheRomSpeaksEndsItsWords() {
    Boot.Beginning beginning = BootText.of(ResetReason.POWER, 0);
    chip.say(beginning.baud(), beginning.text());
    chip.run(2 * MILLI);
    chip.reset(ResetReason.EXTERNAL, Memory.CODE);
    int before = printed.length();
    chip.run(50 * MILLI);
    assertEquals(before, printed.length());
  }

  @Test
  void theFusesHaveTheAddressAndUnknownRegistersAreCounted() {
    assertEquals(0xa3000000, chip.register(0x3ff00050));
    assertEquals(0x0102, chip.register(0x3ff00054) & 0xffff);
    assertEquals(0x5ccf7f, chip.register(0x3ff0005c));
    assertEquals(0x64009000, chip.register(0x3ff00058), "the SDK takes all six bytes");
    chip.register(0x60000a04, 17);
    assertEquals(17, chip.register(0x60000a04), "what was written");
    chip.register(0x3ff10000);
    assertEquals(
        List.of(new UnknownRegister(0x3ff10000, 1, 0), new UnknownRegister(0x60000a04, 1, 1)),
        chip.unknownRegisters());
    chip.register(0x60009a08, 1);
    assertEquals(2, chip.unknownRegisters().size(), "what only the radio needs is not among them");
    String words = chip.unknownRegisters().getLast().toString();
    assertEquals("0x60000a04 (SDIO): read 1 times, written 1 times", words);
    assertNotEquals(chip.register(0x3ff20e44), chip.register(0x3ff20e44), "noise");
  }
}
