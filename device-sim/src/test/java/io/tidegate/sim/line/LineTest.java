package io.tidegate.sim.line;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.line.LineFaults.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LineTest {
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
  private final Line line = new Line(9_600, 1_000, new SplittableRandom(1));

  private byte[] runTo(long nanos) {
    arrived.reset();
    line.run(nanos, (bytes, length) -> arrived.write(bytes, 0, length));
    return arrived.toByteArray();
  }

  @Test
  void bytesArriveAsSentAndNotFasterThanTheRate() {
    byte[] sent = new byte[960];
    new SplittableRandom(2).nextBytes(sent);
    line.send(sent, sent.length, 0);
    int early = runTo(SECOND / 2).length;
    assertTrue(early > 400 && early <= 480, "after half a second: " + early);
    assertEquals(960 - early, runTo(SECOND).length);
  }

  @Test
  void whatDoesNotFitIsLostAndCounted() {
    line.send(new byte[1_200], 1_200, 0);
    assertEquals(1_000, runTo(2 * SECOND).length);
    assertEquals(200, line.overflowed());
  }

  @Test
  void unpluggedLosesAndCountsWhatIsUnderWayOrSent() {
    line.send(new byte[100], 100, 0);
    assertEquals(100, line.underWay());
    line.plug(false);
    line.send(new byte[50], 50, 0);
    line.plug(true);
    line.send(new byte[] {7}, 1, SECOND);
    assertArrayEquals(new byte[] {7}, runTo(2 * SECOND));
    assertEquals(150, line.unheard());
    assertEquals(0, line.underWay());
  }

  private byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void send(String text, long nanos) {
    line.send(text(text), text.length(), nanos);
  }

  @Test
  void eachFaultAskedForHappensOnceToTheNextBytes() {
    line.inject(Kind.DROP, 3, 0);
    send("abcdef", 0);
    assertEquals("def", string(SECOND));
    line.inject(Kind.DUPLICATE, 3, SECOND);
    send("abcdef", SECOND);
    assertEquals("abcabcdef", string(2 * SECOND));
    line.inject(Kind.FLIP, 2, 2 * SECOND);
    send("abcd", 2 * SECOND);
    byte[] flipped = runTo(3 * SECOND);
    assertEquals(1, Integer.bitCount((flipped[0] ^ 'a') & 0xff));
    assertEquals(1, Integer.bitCount((flipped[1] ^ 'b') & 0xff));
    assertEquals("cd", new String(flipped, 2, 2, StandardCharsets.ISO_8859_1));
    line.inject(Kind.NOISE, 200, 3 * SECOND);
    assertEquals(200, runTo(4 * SECOND).length);
    send("abc", 4 * SECOND);
    assertEquals("abc", string(5 * SECOND));
  }

  @Test
  void aStallAskedForKeepsWhatIsUnderWayForThatLong() {
    send("abc", 0);
    line.inject(Kind.STALL, 5 * SECOND, 0);
    assertEquals("", string(5 * SECOND));
    assertEquals("abc", string(6 * SECOND));
    line.inject(Kind.STALL, 5 * SECOND, 6 * SECOND);
    send("def", 7 * SECOND);
    assertEquals("", string(11 * SECOND));
    assertEquals("def", string(12 * SECOND));
  }

  @Test
  void splitBytesComeOneByOneWithAPauseAfterEach() {
    line.inject(Kind.SPLIT, 4, 0);
    send("abcdefgh", 0);
    List<String> pieces = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      assertTrue(line.dueNanos() >= i * LineFaults.SPLIT_NANOS);
      pieces.add(string(line.dueNanos()));
    }
    assertEquals(List.of("a", "b", "c", "d"), pieces);
    assertEquals("efgh", string(SECOND));
  }

  @Test
  void faultsOutOfRangeAreRefused() {
    for (long amount : new long[] {0, 65_537}) {
      String words =
          assertThrows(IllegalArgumentException.class, () -> line.inject(Kind.DROP, amount, 0))
              .getMessage();
      assertEquals("expected 1 to 65536 bytes for drop, got " + amount, words);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> line.inject(Kind.STALL, Line.MOST_STALL_NANOS + 1, 0));
    assertThrows(IllegalArgumentException.class, () -> Kind.of("cut"));
    assertEquals(Kind.DROP, Kind.of("drop"));
  }

  @Test
  void aReceiverAtAnotherSpeedHearsWhatTheUartMakesOfIt() {
    byte[] sent = new byte[400];
    new SplittableRandom(3).nextBytes(sent);
    line.receiver(14_400);
    line.send(sent, sent.length, 0);
    assertArrayEquals(Uart.garbled(sent, 9_600, 14_400), runTo(SECOND));
    line.receiver(0);
    line.send(sent, sent.length, SECOND);
    assertArrayEquals(sent, runTo(2 * SECOND));
  }

  @Test
  void aSenderThatChangesItsSpeedIsUnderstoodFromThenOn() {
    line.receiver(115_200);
    byte[] boot = text("boot text at one speed\r\n");
    line.baud(74_880);
    line.send(boot, boot.length, 0);
    line.baud(115_200);
    send("and at another", 0);
    String heard = string(SECOND);
    byte[] garbled = Uart.garbled(boot, 74_880, 115_200);
    assertEquals(new String(garbled, StandardCharsets.ISO_8859_1) + "and at another", heard);
  }

  @Test
  void theLastGarbledByteComesThoughNothingFollows() {
    byte[] low = {0};
    line.receiver(4_800);
    line.send(low, 1, 0);
    assertEquals(0, runTo(SECOND / 960).length, "its stop bit is not yet due");
    assertEquals(1, runTo(line.dueNanos()).length);
    assertEquals(Long.MAX_VALUE, line.dueNanos());
    line.send(low, 1, SECOND);
    runTo(SECOND + SECOND / 960);
    line.inject(Kind.STALL, 3_000 * SECOND, SECOND + SECOND / 960);
    line.send(low, 1, SECOND + SECOND / 960);
    assertTrue(line.dueNanos() < 2 * SECOND, "and before a long pause too");
    assertEquals(1, runTo(line.dueNanos()).length);
  }

  private String string(long nanos) {
    return new String(runTo(nanos), StandardCharsets.ISO_8859_1);
  }

  @Test
  void everyKindOfFaultHappensAndHealingEndsThem() {
    line.faults(LineFaults.all(50));
    for (int i = 0; i < 100; i++) {
      line.send(new byte[100], 100, i * 10L * SECOND);
      runTo((i + 1) * 10L * SECOND);
    }
    for (LineFaults.Kind kind : LineFaults.Kind.values()) {
      assertTrue(line.faults(kind) > 5, kind + " happened " + line.faults(kind) + " times");
    }
    line.faults(LineFaults.NONE);
    byte[] good = {1, 2, 3, 4};
    line.send(good, good.length, 2_000 * SECOND);
    assertArrayEquals(good, runTo(2_001 * SECOND));
  }
}
