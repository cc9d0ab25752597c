package io.tidegate.sim.lx106.chip;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Programs of our own (src/test/lx106/chip), one for each peripheral.
@Tag("lx106")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class Esp8266Test {
  private static final long SECOND = Esp8266.HERTZ;

  @TempDir Path folder;

  private final GuestChip guest = new GuestChip();
  private final Esp8266 chip = guest.chip;
  private final StringBuilder printed = guest.printed;

  private void load(String program) throws IOException {
    guest.load(folder, program);
  }

  private void until(String text) {
    guest.until(text);
  }

  private void say(String text) {
    for (byte each : text.getBytes(US_ASCII)) {
      chip.receive(0, each);
      chip.run(chip.processor().cycles() + SECOND * 10 / 115_200);
    }
  }

  @Test
  void timersCountAndInterruptWhenTheyAreDue() throws IOException {
    load("timers");
    until("\n");
    assertEquals("first 5 after 61, second after c3\n", printed.toString());
    // five milliseconds and ten; 115,200 bits a second for what was said
    long expected = SECOND * 15 / 1000 + SECOND * 10 * printed.length() / 115_200;
    assertEquals(expected, guest.lastByteAt, expected * 0.02);
  }

  @Test
  void theSerialPortInterruptsForAFullQueueAndForAPause() throws IOException {
    load("serial");
    until("ready\n");
    printed.setLength(0);
    say("short\n");
    until("\n");
    assertEquals("SHORT after a pause\n", printed.toString());
    printed.setLength(0);
    say("x".repeat(99) + "\n");
    until("\n");
    assertTrue(printed.toString().startsWith("X".repeat(99)), printed.toString());
    assertEquals(0, chip.lost(0));
  }

  @Test
  void whatComesFasterThanItIsReadIsLostBeyondTheQueue() throws IOException {
    load("serial");
    until("ready\n");
    for (int i = 0; i < 200; i++) {
      chip.receive(0, (byte) 'y');
    }
    assertEquals(200 - Uart.BYTES, chip.lost(0));
  }

  @Test
  void pinsInterruptAtTheirEdgesAndAreDriven() throws IOException {
    load("pins");
    until("ready\n");
    for (int edge = 0; edge < 6; edge++) {
      assertFalse(printed.toString().contains("low"));
      chip.pin(5, edge % 2 == 0);
      chip.run(chip.processor().cycles() + SECOND / 1000);
    }
    until("low\n");
    assertEquals("4 low", guest.pins.getFirst(), "driven from the moment it is an output");
    assertEquals(6, guest.pins.stream().filter("4 high"::equals).count());
    assertEquals("4 low", guest.pins.getLast());
  }
}
