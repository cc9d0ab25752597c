package io.tidegate.sim.lx106.chip;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.Toolchain;
import io.tidegate.sim.lx106.image.Elf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Programs of our own (src/test/lx106/chip), one for each peripheral.
@Tag("lx106")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class Esp8266Test {
  private static final long SECOND = Esp8266.HERTZ;
  private static final Path SOURCES = Path.of("src/test/lx106/chip");

  @TempDir Path folder;

  private final StringBuilder printed = new StringBuilder();
  private final List<String> pins = new ArrayList<>();
  private long lastByteAt;

  private final Esp8266 chip =
      new Esp8266(
          Flash.erased(1 << 20),
          new Esp8266.Surroundings() {
            @Override
            public void sent(int port, byte value, long cycles) {
              printed.append((char) value);
              lastByteAt = cycles;
            }

            @Override
            public void driven(int pin, boolean drives, boolean high, long cycles) {
              pins.add(pin + (drives ? high ? " high" : " low" : " free"));
            }
          });

  private void load(String program) throws IOException {
    Elf elf =
        Toolchain.link(
            folder,
            program,
            List.of(
                "-Wall",
                "-Wextra",
                "-Werror",
                "-O2",
                "-mlongcalls",
                "-ffreestanding",
                "-Wl,-Ttext=0x40101000,--section-start=.vectors=0x40100000,-e_start",
                "-Wl,--section-start=.rodata=0x3ffe8000,-Tbss=0x3ffe9000,-Tdata=0x3ffea000",
                SOURCES.resolve("start.S").toString(),
                SOURCES.resolve(program + ".c").toString()));
    Toolchain.place(elf, chip.memory());
    chip.reset(elf.entry());
  }

  private void until(String text) {
    long end = chip.processor().cycles() + 10 * SECOND;
    while (printed.indexOf(text) < 0 && chip.processor().cycles() < end) {
      chip.run(chip.processor().cycles() + SECOND / 1000);
    }
    assertTrue(printed.indexOf(text) >= 0, () -> "printed: " + printed);
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
    assertEquals(expected, lastByteAt, expected * 0.02);
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
    assertEquals("4 low", pins.getFirst(), "driven from the moment it is an output");
    assertEquals(6, pins.stream().filter("4 high"::equals).count());
    assertEquals("4 low", pins.getLast());
  }
}
