package io.tidegate.sim.lx106.debug;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.core.Memory;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// What a debugger reads and writes by address. Registers of peripherals are read as the program
/// reads them, word by word: looking at a queue takes out of it.
final class Places {
  private record Range(int from, int bytes) {
    boolean has(int address) {
      return address >= from && address < from + bytes;
    }
  }

  private static final Range[] PERIPHERALS = {
    new Range(0x3ff00000, 0x30000), new Range(0x60000000, 0x10000)
  };

  private final Esp8266 chip;
  private final Memory memory;

  Places(Esp8266 chip) {
    this.chip = chip;
    memory = chip.memory();
  }

  /// As many bytes as there are from here on, null when there is none.
  byte[] read(int address, int length) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int word = 0;
    for (int i = 0; i < length; i++) {
      int at = address + i;
      if (memory.has(at)) {
        bytes.write(memory.peek8(at));
      } else if (peripheral(at)) {
        if (i == 0 || (at & 3) == 0) {
          word = chip.register(at & ~3);
        }
        bytes.write(word >>> 8 * (at & 3));
      } else {
        break;
      }
    }
    return bytes.size() == 0 && length > 0 ? null : bytes.toByteArray();
  }

  /// All of them or, when there is no place for one, none. Peripherals take whole words.
  boolean write(int address, byte[] bytes) {
    boolean words = ((address | bytes.length) & 3) == 0;
    for (int i = 0; i < bytes.length; i++) {
      if (!memory.has(address + i) && !(words && peripheral(address + i))) {
        return false;
      }
    }
    if (bytes.length > 0 && peripheral(address)) {
      for (int i = 0; i < bytes.length; i += 4) {
        byte[] four = Arrays.copyOfRange(bytes, i, i + 4);
        chip.register(
            address + i,
            four[0] & 0xff | (four[1] & 0xff) << 8 | (four[2] & 0xff) << 16 | four[3] << 24);
      }
    } else {
      memory.poke(address, bytes);
    }
    return true;
  }

  private static boolean peripheral(int address) {
    return Arrays.stream(PERIPHERALS).anyMatch(range -> range.has(address));
  }
}
