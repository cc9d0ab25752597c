package io.tidegate.sim.lx106.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The same programs here and in QEMU's processor of the same name: what they leave is the same.
@Tag("lx106")
@Tag("qemu")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QemuTest {
  private static final int BLOCKS = 250;
  private static final int INSTRUCTIONS = 60;
  private static final int PASSES = 250;
  private static final int OFTEN = 20;

  @TempDir Path folder;

  @Test
  void tenMillionInstructionsThrownWithDiceLeaveTheSameRegisters() throws IOException {
    long executed = 0;
    for (long seed = 1; executed < 10_000_000; seed++) {
      Guest guest = Guest.build(folder, RandomGuest.text(seed, BLOCKS, INSTRUCTIONS, PASSES));
      byte[] expected = guest.runInQemu();
      Guest.Ran ran = guest.runHere();
      executed += ran.cycles();
      int differs = Arrays.mismatch(expected, ran.written());
      assertEquals(
          -1,
          differs,
          "seed %d, pass %d, block %d".formatted(seed, differs / 4 / BLOCKS, differs / 4 % BLOCKS));
      Translations translations = new Translations(OFTEN);
      Guest.Ran translated = guest.runHere(translations);
      assertArrayEquals(expected, translated.written(), "translated, seed " + seed);
      assertEquals(ran.cycles(), translated.cycles());
      assertTrue(translations.size() > BLOCKS / 2, "much of it was: " + translations.size());
      assertEquals(4 * BLOCKS * PASSES, expected.length, "all of it came");
    }
  }

  @Test
  void exceptionsAndInterruptsLeaveTheSameBehind() throws IOException {
    Guest guest = Guest.build(folder, Files.readString(Path.of("src/test/lx106/exceptions.S")));
    byte[] expected = guest.runInQemu();
    assertTrue(expected.length > 200, "it went to its end: " + expected.length);
    assertArrayEquals(words(expected), words(guest.runHere().written()));
    assertArrayEquals(words(expected), words(guest.runHere(new Translations(1)).written()));
  }

  private static String[] words(byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    String[] words = new String[bytes.length / 4];
    for (int i = 0; i < words.length; i++) {
      words[i] = "%d: %08x".formatted(i, from.getInt());
    }
    return words;
  }
}
