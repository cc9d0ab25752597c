package io.tidegate.sim.lx106.rom;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// By the test vectors of the standards, and where there are none by the JDK.
@Tag("lx106")
class CryptoTest {
  private static final int KEY = Called.FREE;
  private static final int DATA = Called.FREE + 0x1000;
  private static final int OUT = Called.FREE + 0x2000;
  private static final int CONTEXT = Called.FREE + 0x3000;
  private static final int LISTS = Called.FREE + 0x4000;

  private final Called rom = new Called();

  /// Two parts of a text, in lists: where they are, and how long.
  private void parts(String first, String second) {
    rom.put(DATA, first);
    rom.put(DATA + 0x100, second);
    rom.chip.memory().poke32(LISTS, DATA);
    rom.chip.memory().poke32(LISTS + 4, DATA + 0x100);
    rom.chip.memory().poke32(LISTS + 8, first.length());
    rom.chip.memory().poke32(LISTS + 12, second.length());
  }

  @Test
  void hashesAreThoseOfTheirStandards() {
    parts("a", "bc");
    assertEquals(0, rom.call("md5_vector", 2, LISTS, LISTS + 8, OUT));
    assertEquals("900150983cd24fb0d6963f7d28e17f72", rom.hexAt(OUT, 16), "RFC 1321");
    assertEquals(0, rom.call("sha1_vector", 2, LISTS, LISTS + 8, OUT));
    assertEquals("a9993e364706816aba3e25717850c26c9cd0d89d", rom.hexAt(OUT, 20), "RFC 3174");
  }

  @Test
  void hashesWithAKeyAreThoseOfRfc2202() {
    rom.put(KEY, "Jefe");
    rom.put(DATA, "what do ya want for nothing?");
    rom.call("hmac_md5", KEY, 4, DATA, 28, OUT);
    assertEquals("750c783e6ab0b503eaa86e310a5db738", rom.hexAt(OUT, 16));
    rom.call("hmac_sha1", KEY, 4, DATA, 28, OUT);
    assertEquals("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79", rom.hexAt(OUT, 20));
    parts("what do ya want ", "for nothing?");
    rom.call("hmac_md5_vector", KEY, 4, 2, LISTS, LISTS + 8, OUT);
    assertEquals("750c783e6ab0b503eaa86e310a5db738", rom.hexAt(OUT, 16));
    rom.call("hmac_sha1_vector", KEY, 4, 2, LISTS, LISTS + 8, OUT);
    assertEquals("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79", rom.hexAt(OUT, 20));
  }

  @Test
  void aWifiPasswordGivesTheKeyThatTheStandardNames() {
    rom.put(KEY, "password");
    rom.put(DATA, "IEEE");
    rom.call("pbkdf2_sha1", KEY, DATA, 4, 4096, OUT, 32);
    assertEquals(
        "f42c6fc52df0ebef9ebb4b90b38a5f902e83fe1b135a70e23aed762e9710a12e",
        rom.hexAt(OUT, 32),
        "IEEE 802.11i, H.4.3");
    rom.put(DATA, "salt");
    rom.call("pbkdf2_sha1", KEY, DATA, 4, 2, OUT, 20);
    assertEquals("ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957", rom.hexAt(OUT, 20), "RFC 6070");
  }

  @Test
  void theStretchedKeyIsThatOfTheStandard() {
    rom.hex(KEY, "0b".repeat(20));
    rom.put(DATA, "prefix");
    rom.put(DATA + 0x100, "Hi There");
    rom.call("sha1_prf", KEY, 20, DATA, DATA + 0x100, 8, OUT, 24);
    assertEquals(
        "bcd4c650b30b9684951829e0d75f9d54b862175ed9f00606",
        rom.hexAt(OUT, 24),
        "IEEE 802.11i, H.3.1");
  }

  @Test
  void streamsAreThoseOfRfc6229() {
    rom.hex(KEY, "0102030405");
    rom.put(DATA, new byte[16]);
    rom.call("rc4_skip", KEY, 5, 0, DATA, 16);
    assertEquals("b2396305f03dc027ccc3524a0a1118a8", rom.hexAt(DATA, 16));
    rom.put(DATA, new byte[16]);
    rom.call("rc4_skip", KEY, 5, 240, DATA, 16);
    assertEquals("28cb1132c96ce286421dcaadb8b69eae", rom.hexAt(DATA, 16));
  }

  @Test
  void aWrappedKeyIsThatOfRfc3394AndADamagedOneIsNone() {
    rom.hex(KEY, "000102030405060708090a0b0c0d0e0f");
    rom.hex(DATA, "1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5");
    assertEquals(0, rom.call("aes_unwrap", KEY, 2, DATA, OUT));
    assertEquals("00112233445566778899aabbccddeeff", rom.hexAt(OUT, 16));
    rom.chip.memory().poke8(DATA + 3, 0);
    assertEquals(-1, rom.call("aes_unwrap", KEY, 2, DATA, OUT));
  }

  @Test
  void hashesPieceByPieceAreThoseOfTheWhole() throws GeneralSecurityException {
    Random random = new Random(3);
    for (int length : new int[] {0, 1, 55, 56, 63, 64, 65, 119, 120, 300}) {
      byte[] whole = new byte[length];
      random.nextBytes(whole);
      rom.put(DATA, whole);
      for (String[] kind : new String[][] {{"MD5", "MD5"}, {"SHA1", "SHA-1"}}) {
        rom.call(kind[0] + "Init", CONTEXT);
        int done = 0;
        while (done < length) {
          int part = Math.min(1 + random.nextInt(70), length - done);
          rom.call(kind[0] + "Update", CONTEXT, DATA + done, part);
          done += part;
        }
        rom.call(kind[0] + "Final", OUT, CONTEXT);
        byte[] expected = MessageDigest.getInstance(kind[1]).digest(whole);
        assertArrayEquals(expected, rom.bytes(OUT, expected.length), kind[0] + " of " + length);
      }
    }
  }

  @Test
  void roundKeysAreThoseOfFips197() {
    rom.hex(KEY, "2b7e151628aed2a6abf7158809cf4f3c");
    rom.call("rijndaelKeySetupEnc", OUT, KEY);
    assertEquals(0x2b7e1516, rom.chip.memory().peek32(OUT));
    assertEquals(0xa0fafe17, rom.chip.memory().peek32(OUT + 16));
    assertEquals(0xb6630ca6, rom.chip.memory().peek32(OUT + 4 * 43));
  }

  /// A block is deciphered with the tables and the keys, as a program does it.
  @Test
  void whatTheJdkEncryptsIsDecryptedWithTheTablesThatTheProgramReads()
      throws GeneralSecurityException {
    byte[] key = "a key of sixteen".getBytes(US_ASCII);
    byte[] plain = "and a plain text".getBytes(US_ASCII);
    Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
    rom.put(KEY, key);
    rom.call("rijndaelKeySetupDec", OUT, KEY);
    assertArrayEquals(plain, decrypted(cipher.doFinal(plain)));
    rom.call("rijndaelKeySetupEnc", OUT, KEY);
    assertArrayEquals(cipher.doFinal(plain), encrypted(plain));
  }

  private int[] state(byte[] block) {
    int[] state = new int[4];
    for (int i = 0; i < 16; i++) {
      state[i / 4] |= (block[i] & 0xff) << 24 - 8 * (i % 4);
    }
    for (int i = 0; i < 4; i++) {
      state[i] ^= rom.chip.memory().peek32(OUT + 4 * i);
    }
    return state;
  }

  private byte[] decrypted(byte[] block) {
    return rounds(state(block), 0x3fffd100, 3, i -> rom.chip.memory().peek8(0x3fffd500 + i));
  }

  private byte[] encrypted(byte[] block) {
    return rounds(
        state(block), 0x3fffccf0, 1, i -> rom.chip.memory().peek32(0x3fffccf0 + 4 * i) >> 8 & 0xff);
  }

  private byte[] rounds(int[] state, int table, int step, java.util.function.IntUnaryOperator box) {
    for (int round = 1; round <= 10; round++) {
      int[] next = new int[4];
      for (int column = 0; column < 4; column++) {
        for (int row = 0; row < 4; row++) {
          int value = state[(column + step * row) % 4] >>> 24 - 8 * row & 0xff;
          next[column] ^=
              round == 10
                  ? box.applyAsInt(value) << 24 - 8 * row
                  : Integer.rotateRight(rom.chip.memory().peek32(table + 4 * value), 8 * row);
        }
        next[column] ^= rom.chip.memory().peek32(OUT + 16 * round + 4 * column);
      }
      state = next;
    }
    byte[] out = new byte[16];
    for (int i = 0; i < 16; i++) {
      out[i] = (byte) (state[i / 4] >>> 24 - 8 * (i % 4));
    }
    return out;
  }
}
