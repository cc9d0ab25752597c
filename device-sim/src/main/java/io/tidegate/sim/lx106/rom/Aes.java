package io.tidegate.sim.lx106.rom;

import io.tidegate.sim.lx106.core.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// AES as far as the program sees inside it: round keys, and tables that it reads for itself. All
/// of it is worked out from the field of 256 elements that FIPS 197 describes.
///
/// Facts: FIPS 197; the names (`Te0`, `Td0`, `Td4s`, `rcons`, `rijndaelKeySetupEnc`) are those of
/// the public domain implementation that wpa_supplicant has, their addresses are in the public
/// linker script.
final class Aes {
  private static final int ENCRYPTING = 0x3fffccf0;
  private static final int ROUND_CONSTANTS = 0x3fffd0f0;
  private static final int DECRYPTING = 0x3fffd100;
  private static final int INVERSE_BOX = 0x3fffd500;
  private static final int ROUNDS = 10;
  private static final int WORDS = 4;
  private static final int[] BOX = new int[256];
  private static final int[] INVERSE = new int[256];
  private static final byte[][] TABLES;

  static {
    // 3 generates the field: its powers, and the inverse of one is another
    int power = 1;
    int inverse = 1;
    do {
      power ^= power << 1 ^ ((power & 0x80) != 0 ? 0x11b : 0);
      power &= 0xff;
      inverse ^= inverse << 1;
      inverse ^= inverse << 2;
      inverse ^= inverse << 4;
      inverse &= 0xff;
      inverse ^= (inverse & 0x80) != 0 ? 0x09 : 0;
      int turned = inverse | inverse << 8;
      BOX[power] = (turned ^ turned >> 4 ^ turned >> 5 ^ turned >> 6 ^ turned >> 7) & 0xff ^ 0x63;
    } while (power != 1);
    BOX[0] = 0x63;
    for (int i = 0; i < 256; i++) {
      INVERSE[BOX[i]] = i;
    }
    TABLES = worked();
  }

  private Aes() {}

  static List<Function> functions() {
    return List.of(
        new Function("rijndaelKeySetupEnc", 800, c -> schedule(c, false)),
        new Function("rijndaelKeySetupDec", 3_000, c -> schedule(c, true)));
  }

  /// For encrypting, for decrypting, the inverse box.
  private static byte[][] worked() {
    ByteBuffer there = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer back = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    byte[] inverse = new byte[256];
    for (int i = 0; i < 256; i++) {
      int s = BOX[i];
      there.putInt(word(times(s, 2), s, s, times(s, 3)));
      back.putInt(inverseColumn(INVERSE[i], 0, 0, 0));
      inverse[i] = (byte) INVERSE[i];
    }
    return new byte[][] {there.array(), back.array(), inverse};
  }

  static void tables(Memory memory) {
    memory.poke(ENCRYPTING, TABLES[0]);
    memory.poke(DECRYPTING, TABLES[1]);
    memory.poke(INVERSE_BOX, TABLES[2]);
    for (int i = 0; i < ROUNDS; i++) {
      memory.poke8(ROUND_CONSTANTS + i, constant(i));
    }
  }

  private static int constant(int round) {
    int value = 1;
    for (int i = 0; i < round; i++) {
      value = times(value, 2);
    }
    return value;
  }

  private static int times(int a, int b) {
    int product = 0;
    for (int bit = 0; bit < 8; bit++) {
      product ^= (b >> bit & 1) != 0 ? a << bit : 0;
    }
    for (int bit = 14; bit >= 8; bit--) {
      product ^= (product >> bit & 1) != 0 ? 0x11b << bit - 8 : 0;
    }
    return product;
  }

  private static int word(int a, int b, int c, int d) {
    return a << 24 | b << 16 | c << 8 | d;
  }

  private static int inverseColumn(int a, int b, int c, int d) {
    return word(
        times(a, 14) ^ times(b, 11) ^ times(c, 13) ^ times(d, 9),
        times(a, 9) ^ times(b, 14) ^ times(c, 11) ^ times(d, 13),
        times(a, 13) ^ times(b, 9) ^ times(c, 14) ^ times(d, 11),
        times(a, 11) ^ times(b, 13) ^ times(c, 9) ^ times(d, 14));
  }

  /// 44 words from a key of 16 bytes; for decrypting the rounds stand the other way round, and all
  /// but the first and the last are mixed.
  private static void schedule(Call call, boolean decrypting) {
    Memory memory = call.memory();
    int[] keys = new int[WORDS * (ROUNDS + 1)];
    for (int i = 0; i < WORDS; i++) {
      keys[i] = Integer.reverseBytes(memory.peek32(call.word(1) + 4 * i));
    }
    for (int i = WORDS; i < keys.length; i++) {
      int last = keys[i - 1];
      if (i % WORDS == 0) {
        int turned = Integer.rotateLeft(last, 8);
        last =
            word(
                    BOX[turned >>> 24],
                    BOX[turned >> 16 & 0xff],
                    BOX[turned >> 8 & 0xff],
                    BOX[turned & 0xff])
                ^ constant(i / WORDS - 1) << 24;
      }
      keys[i] = keys[i - WORDS] ^ last;
    }
    for (int i = 0; i < keys.length; i++) {
      int round = i / WORDS;
      int key = keys[decrypting ? WORDS * (ROUNDS - round) + i % WORDS : i];
      if (decrypting && round > 0 && round < ROUNDS) {
        key = inverseColumn(key >>> 24, key >> 16 & 0xff, key >> 8 & 0xff, key & 0xff);
      }
      memory.poke32(call.word(0) + 4 * i, key);
    }
  }
}
