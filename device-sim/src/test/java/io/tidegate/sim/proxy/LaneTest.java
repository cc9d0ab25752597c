package io.tidegate.sim.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// One direction in virtual time.
class LaneTest {
  private static final long MILLI = 1_000_000L;
  private static final long NEVER = Long.MAX_VALUE;

  private final Lane lane = new Lane(NetFault.Way.UP, new SplittableRandom(1));

  /// Takes everything that may go now.
  private int drain(long nowNanos) {
    int all = 0;
    for (ByteBuffer next = lane.next(nowNanos); next.hasRemaining(); next = lane.next(nowNanos)) {
      all += next.remaining();
      lane.taken(next.remaining(), nowNanos);
    }
    return all;
  }

  @Test
  void takesNoMoreThanItsLimitAndAgainWhenThereIsRoom() {
    for (int i = 0; i < 4; i++) {
      assertTrue(lane.wantsMore());
      lane.put(new byte[Math.min(lane.room(), 20_000)], 0);
    }
    assertEquals(0, lane.room());
    assertFalse(lane.wantsMore());
    assertEquals(Lane.LIMIT_BYTES, drain(0));
    assertTrue(lane.wantsMore());
  }

  @Test
  void manySmallPiecesAreAlsoBounded() {
    int pieces = 0;
    while (lane.wantsMore()) {
      lane.put(new byte[1], 0);
      pieces++;
    }
    assertTrue(pieces < 5_000, pieces + " pieces");
  }

  @Test
  void whatASocketDoesNotTakeStaysAndGoesFirst() {
    lane.put(new byte[] {1, 2, 3, 4}, 0);
    assertEquals(4, lane.next(0).remaining());
    lane.taken(3, 0);
    assertEquals(4, lane.next(0).get());
  }

  @Test
  void theEndComesBehindTheBytesOnceAndAsLateAsThey() {
    lane.delay(10 * MILLI, 0);
    lane.put(new byte[5], 0);
    lane.end(MILLI);
    assertFalse(lane.passesEnd(20 * MILLI), "bytes wait before it");
    assertEquals(5, drain(10 * MILLI));
    assertFalse(lane.passesEnd(10 * MILLI));
    assertEquals(11 * MILLI, lane.dueNanos(10 * MILLI));
    assertTrue(lane.passesEnd(11 * MILLI));
    assertFalse(lane.passesEnd(12 * MILLI));
    assertTrue(lane.isOver());
    assertEquals(NEVER, lane.dueNanos(12 * MILLI));
  }

  @Test
  void jitterStaysWithinItsBoundsAndNothingOvertakes() {
    lane.delay(100 * MILLI, 50 * MILLI);
    long lastDue = 0;
    boolean varies = false;
    for (int i = 0; i < 200; i++) {
      long now = i * 200 * MILLI;
      lane.put(new byte[1], now);
      long due = lane.dueNanos(now);
      assertTrue(due >= now + 100 * MILLI && due <= now + 150 * MILLI, "" + (due - now));
      assertTrue(due >= lastDue);
      varies |= due - now != 100 * MILLI;
      lastDue = due;
      assertEquals(0, drain(due - 1));
      assertEquals(1, drain(due));
    }
    assertTrue(varies);
    lane.put(new byte[1], 0);
    lane.delay(0, 0);
    lane.put(new byte[1], 0);
    assertEquals(0, drain(lastDue - 1), "the second waits for the first");
    assertEquals(2, drain(NEVER - 1));
  }

  @Test
  void aSlowLaneNeverGivesMoreThanItsPaceAndWakesOnlyWhenItIsWorthIt() {
    for (int pace : new int[] {1, 7, 100, 12_345, 1_000_000}) {
      Lane slow = new Lane(NetFault.Way.UP, new SplittableRandom(1));
      slow.pace(pace, 0);
      slow.put(new byte[60_000], 0);
      long passed = 0;
      long now = 0;
      int turns = 0;
      while (passed < 60_000 && now < 3_000_000 * MILLI && turns < 10_000) {
        now = slow.dueNanos(now);
        ByteBuffer next = slow.next(now);
        assertTrue(next.hasRemaining(), "nothing at the time that was named, pace " + pace);
        passed += next.remaining();
        slow.taken(next.remaining(), now);
        turns++;
        assertTrue(passed <= 1 + pace / 1e9 * now, passed + " in " + now + " ns, pace " + pace);
        assertTrue(passed >= pace / 1e9 * now - pace / 40.0 - 1, passed + " in " + now);
      }
      assertTrue(turns <= 1 + Math.max(passed, now / (15 * MILLI)), turns + " turns");
    }
  }

  @Test
  void aPauseSavesUpNoMoreThanAMoment() {
    lane.pace(1_000, 0);
    lane.put(new byte[10_000], 3_600_000 * MILLI);
    assertEquals(100, drain(3_600_000 * MILLI));
  }

  @Test
  void aDribbleIsOneByteAtATime() {
    lane.gap(10 * MILLI);
    lane.put(new byte[3], 5 * MILLI);
    assertEquals(1, drain(5 * MILLI));
    assertEquals(15 * MILLI, lane.dueNanos(5 * MILLI));
    assertEquals(0, drain(15 * MILLI - 1));
    assertEquals(1, drain(15 * MILLI));
    lane.gap(0);
    assertEquals(1, drain(15 * MILLI));
  }

  @Test
  void aCutLetsExactlySoManyBytesPass() {
    lane.put(new byte[10], 0);
    lane.cutAfter(7);
    assertEquals(7, drain(0));
    assertTrue(lane.isCut());
    assertEquals(NEVER, lane.dueNanos(0));
    lane.cutAfter(NEVER);
    assertFalse(lane.isCut());
    assertEquals(3, drain(0));
  }

  @Test
  void aBlockedLaneNeitherReadsNorGivesNorWakes() {
    lane.put(new byte[10], 0);
    lane.block(true);
    assertFalse(lane.wantsMore());
    assertEquals(0, drain(NEVER - 1));
    assertEquals(NEVER, lane.dueNanos(0));
    lane.block(false);
    assertEquals(10, drain(0));
  }
}
