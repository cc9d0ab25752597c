package io.tidegate.sim.line;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
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
  void unpluggedLosesWhatIsUnderWay() {
    line.send(new byte[100], 100, 0);
    line.plug(false);
    line.send(new byte[100], 100, 0);
    line.plug(true);
    line.send(new byte[] {7}, 1, SECOND);
    assertArrayEquals(new byte[] {7}, runTo(2 * SECOND));
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
