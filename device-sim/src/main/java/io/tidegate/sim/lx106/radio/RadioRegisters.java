package io.tidegate.sim.lx106.radio;

import io.tidegate.sim.lx106.chip.Esp8266;
import java.util.Arrays;

/// What the program has told the radio itself, in its registers: to which addresses it answers, and
/// the keys with which it encrypts.
final class RadioRegisters {
  static final int ADDRESS_BYTES = 6;
  private static final int INTERFACES = 2;

  // for each interface two words of its address, and two for whether it is answered to
  private static final int ADDRESS = 0x3ff20c48;
  private static final int ANSWERS = 0x3ff20c5c;
  private static final int EACH = 8;
  private static final int YES = 1 << 16;

  // which keys there are, a bit for each; whose they are, and after two words the key
  private static final int KEYS = 25;
  private static final int KEYS_IN_USE = 0x3ff2080c;
  private static final int KEY = 0x3ff21400;
  private static final int KEY_SPACE = 40;
  private static final int KEY_BYTES = 16;

  private final Esp8266 chip;

  RadioRegisters(Esp8266 chip) {
    this.chip = chip;
  }

  /// Whether it answers to any address.
  boolean answers() {
    for (int i = 0; i < INTERFACES; i++) {
      if (answers(i)) {
        return true;
      }
    }
    return false;
  }

  private boolean answers(int number) {
    return (chip.register(ANSWERS + number * EACH) & YES) != 0;
  }

  /// Whether it answers to this one.
  boolean is(byte[] address) {
    for (int i = 0; i < INTERFACES; i++) {
      if (answers(i) && Arrays.equals(address, bytes(ADDRESS + i * EACH, ADDRESS_BYTES))) {
        return true;
      }
    }
    return false;
  }

  /// The key in this place; null for none.
  byte[] key(int place) {
    boolean isThere = place < KEYS && (chip.register(KEYS_IN_USE) >> place & 1) != 0;
    return isThere ? bytes(KEY + place * KEY_SPACE + EACH, KEY_BYTES) : null;
  }

  /// The key for what this one sends; null for none.
  byte[] keyOf(byte[] address) {
    for (int i = 0; i < KEYS; i++) {
      byte[] key = key(i);
      if (key != null && Arrays.equals(address, bytes(KEY + i * KEY_SPACE, ADDRESS_BYTES))) {
        return key;
      }
    }
    return null;
  }

  private byte[] bytes(int from, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (chip.register(from + (i & ~3)) >> 8 * (i & 3));
    }
    return bytes;
  }
}
