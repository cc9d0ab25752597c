package io.tidegate.sim.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UartTest {
  private static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void speedsThatDifferByFourPercentUnderstandEachOther() {
    byte[] sent = random(2_000, 1);
    for (int permille = -40; permille <= 40; permille += 5) {
      assertArrayEquals(sent, Uart.garbled(sent, 115_200, 115_200 + 1_152 * permille / 10));
    }
  }

  /// By hand: 'e' is 0 10100110 1 on the line, each bit twice at double the speed. `U` at half the
  /// speed: each start bit is over in its middle.
  @Test
  void aBitIsLookedAtInItsMiddleCountedFromTheFallingEdge() {
    assertArrayEquals(
        new byte[] {0x66, (byte) 0xfe}, Uart.garbled(new byte[] {'e'}, 9_600, 19_200));
    assertArrayEquals(new byte[] {0}, Uart.garbled(new byte[] {0}, 9_600, 19_200));
    assertArrayEquals(new byte[0], Uart.garbled(new byte[] {'U'}, 19_200, 9_600));
  }

  @Test
  void aStopBitThatIsLowIsAFramingErrorAndTheByteComesAllTheSame() {
    Uart uart = new Uart(19_200);
    uart.sent(0, (byte) 0, 9_600);
    int[] framingErrors = {0};
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    uart.run(
        1_000_000_000L,
        (value, framingError) -> {
          received.write(value);
          framingErrors[0] += framingError ? 1 : 0;
        });
    assertArrayEquals(new byte[] {0}, received.toByteArray());
    assertEquals(1, framingErrors[0]);
    assertEquals(1, uart.framingErrors());
  }

  @Test
  void aPulseShorterThanHalfAStartBitIsNone() {
    Uart slow = new Uart(9_600);
    slow.sent(0, (byte) 0xff, 115_200);
    slow.run(1_000_000_000L, (_, _) -> assertTrue(false, "nothing is received"));
    assertTrue(slow.isIdle());
  }

  @Test
  void nothingIsHandedOverBeforeItsStopBitIsSeen() {
    Uart slow = new Uart(9_600);
    for (int i = 0; i < 6; i++) {
      slow.sent(i * 86_805L, (byte) 0, 115_200);
    }
    long due = slow.dueNanos();
    slow.run(due - 1, (_, _) -> assertTrue(false, "too early"));
    int[] count = {0};
    slow.run(due, (_, _) -> count[0]++);
    assertEquals(1, count[0]);
  }

  /// Against a line that is written out sample by sample, 64 to a bit of either side.
  @Test
  void aDrawnOutLineGivesTheSameBytes() {
    int[] bauds = {9_600, 19_200, 38_400, 57_600, 74_880, 115_200};
    for (int from : bauds) {
      for (int to : bauds) {
        byte[] sent = random(300, from + to);
        assertArrayEquals(drawnOut(sent, from, to), Uart.garbled(sent, from, to), from + "->" + to);
      }
    }
  }

  private static byte[] drawnOut(byte[] sent, int from, int to) {
    // a bit of the sender is `to` ticks, one of the receiver `from` ticks, 32 times finer
    int sender = 32 * to;
    int receiver = 32 * from;
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    long end = (long) sent.length * 10 * sender + 12L * receiver;
    long at = 0;
    while (at < end) {
      if (high(sent, sender, at) || at > 0 && !high(sent, sender, at - 1)) {
        at = nextChange(sent, sender, at, end);
        continue;
      }
      long middle = at + receiver / 2 + receiver / 32;
      if (high(sent, sender, middle)) {
        at = middle;
        continue;
      }
      int value = 0;
      for (int bit = 0; bit < 8; bit++) {
        value |= high(sent, sender, middle + (long) (bit + 1) * receiver) ? 1 << bit : 0;
      }
      received.write(value);
      at = middle + 9L * receiver + 1;
    }
    return received.toByteArray();
  }

  private static long nextChange(byte[] sent, int sender, long at, long end) {
    long next = at / sender * sender + sender;
    return Math.min(next, end);
  }

  private static boolean high(byte[] sent, int sender, long at) {
    long bit = at / sender;
    if (bit / 10 >= sent.length) {
      return true;
    }
    int of = (int) (bit % 10);
    return of == 9 || of > 0 && (sent[(int) (bit / 10)] >> of - 1 & 1) == 1;
  }

  /// What a serial monitor at 115200 showed when an Adafruit Feather HUZZAH woke from deep sleep,
  /// of it the printable characters up to the loader's version; FACTS.md says where it stands.
  @Test
  void aRealCaptureOfAnEsp8266AtTheWrongSpeedIsReproduced() {
    String captured = "rll|l|lb|rbbnnlnnbplrlrlpnlbn|bnnll`nnlnrnrr`pnrbn|bnnl`nnlnrnrl`rnrl`";
    String said =
        "\r\n ets Jan  8 2013,rst cause:2, boot mode:(3,6)\r\n\r\n"
            + "load 0x4010f000, len 3460, room 16 \r\ntail 4\r\nchksum 0xcc\r\n"
            + "load 0x3fff20b8, len 40, room 4 \r\ntail 4\r\nchksum 0xc9\r\ncsum 0xc9\r\n";
    StringBuilder printable = new StringBuilder();
    for (byte each : Uart.garbled(said.getBytes(ISO_8859_1), 74_880, 115_200)) {
      if (each >= ' ' && each < 127) {
        printable.append((char) each);
      }
    }
    assertEquals(captured, printable.toString());
  }

  @Test
  void speedsThatNoPortHasAreRefused() {
    String words = assertThrows(IllegalArgumentException.class, () -> new Uart(0)).getMessage();
    assertEquals("expected 50 to 5000000 baud, got 0", words);
  }
}
