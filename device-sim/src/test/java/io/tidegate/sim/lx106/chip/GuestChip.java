package io.tidegate.sim.lx106.chip;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.Toolchain;
import io.tidegate.sim.lx106.image.Elf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A chip with a program of our own (src/test/lx106/chip), and what is seen from outside.
class GuestChip implements Esp8266.Surroundings {
  static final long SECOND = Esp8266.HERTZ;

  private static final byte[] MAC = {0x5c, (byte) 0xcf, 0x7f, 0x0b, 0x0a, (byte) 0xa3};

  final Flash flash = Flash.erased(1 << 21);
  final StringBuilder printed = new StringBuilder();
  final List<String> pins = new ArrayList<>();
  final Esp8266 chip = new Esp8266(flash, MAC, new SplittableRandom(1), this);
  long lastByteAt;
  private Elf program;

  @Override
  public void sent(int port, byte value, long cycles) {
    printed.append((char) value);
    lastByteAt = cycles;
  }

  @Override
  public void driven(int pin, boolean drives, boolean high, long cycles) {
    pins.add(pin + (drives ? high ? " high" : " low" : " free"));
  }

  void load(Path folder, String name) throws IOException {
    program = Toolchain.bare(folder, name);
    begin(ResetReason.POWER);
  }

  void begin(ResetReason reason) {
    Toolchain.place(program, chip.memory());
    chip.reset(reason, program.entry());
  }

  void until(String text) {
    long end = chip.cycles() + 10 * SECOND;
    while (printed.indexOf(text) < 0 && chip.cycles() < end) {
      chip.run(chip.cycles() + SECOND / 1000);
    }
    assertTrue(printed.indexOf(text) >= 0, () -> "printed: " + printed);
  }
}
