package io.tidegate.sim.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidegate.bridge.CommandCode;
import io.tidegate.bridge.link.CommandHandler;
import io.tidegate.bridge.link.LinkSettings;
import io.tidegate.sim.board.LinkFirmware.Kept;
import io.tidegate.sim.model.Model;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a link board still holds after its chip began anew, with nobody there to take readings.
class LinkFirmwareTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Board.Outside NOBODY =
      new Board.Outside() {
        @Override
        public void transmit(byte[] bytes, int length) {}

        @Override
        public void pin(int pin, int level) {}
      };

  private LinkFirmware firmware;
  private Microcontroller chip;
  private long nowNanos;

  private void power(Kept kept) {
    firmware =
        new LinkFirmware(
            LinkSettings.of("esp", 100),
            new Model(List.of(), SECOND, _ -> {}),
            (_, _) -> new CommandHandler.Answer(CommandCode.OK, ""),
            Map.of(),
            kept);
    chip = new Microcontroller(Chip.ESP8266, firmware);
    chip.pin(Board.POWER, 1, 0);
    nowNanos = 0;
    runTo(10 * SECOND);
    assertEquals(9, held());
  }

  private void runTo(long nanos) {
    for (long due = chip.run(nowNanos, NOBODY); due <= nanos; due = chip.run(nowNanos, NOBODY)) {
      nowNanos = due;
    }
    nowNanos = nanos;
  }

  private long held() {
    return firmware.link().next() - firmware.link().base();
  }

  @ParameterizedTest
  @CsvSource({"NOTHING,0,0", "RESET,9,0", "SLEEP,9,9"})
  void whereItsMemoryLiesDecidesWhatItOutlasts(Kept kept, long overReset, long overSleep) {
    for (ResetCause cause : ResetCause.values()) {
      power(kept);
      chip.reset(cause, nowNanos);
      while (chip.starts() < 2) {
        runTo(nowNanos + SECOND / 100);
      }
      long expected =
          switch (cause) {
            case POWER_ON -> 0;
            case DEEP_SLEEP_WAKE -> overSleep;
            default -> overReset;
          };
      assertEquals(cause, chip.cause());
      assertEquals(expected, held(), cause + " and " + kept);
    }
  }

  @Test
  void namesInFilesAreFound() {
    assertEquals(Kept.SLEEP, Kept.of("sleep"));
    assertThrows(IllegalArgumentException.class, () -> Kept.of("for ever"));
  }
}
