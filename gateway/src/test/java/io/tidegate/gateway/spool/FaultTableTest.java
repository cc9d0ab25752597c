package io.tidegate.gateway.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The same short life again and again; each time another step of the disk fails.
class FaultTableTest {
  private static final int READINGS = 60;

  /// Takes and delivers readings through a few segments, then drains. The fault is somewhere in it.
  private static void live(SmallStore store, Set<Long> delivered) {
    for (int turn = 0; turn < 12; turn++) {
      store.read(READINGS / 12, 700);
      store.nowNanos += SmallStore.SECOND;
      store.work(true);
      if (turn % 3 == 2) {
        delivered.addAll(store.deliver(8));
        store.pass(6 * SmallStore.SECOND);
      }
    }
    for (int i = 0; i < 20 && delivered.size() < READINGS; i++) {
      delivered.addAll(store.deliver(READINGS));
      store.pass(10 * SmallStore.SECOND);
    }
    store.pass(100 * SmallStore.SECOND);
    store.pass(100 * SmallStore.SECOND);
  }

  private static long stepsOfAWholeLife() {
    SmallStore store = new SmallStore();
    live(store, new HashSet<>());
    return store.disk.stepsTried;
  }

  @Test
  void goesOnAfterAnySingleStepFails() {
    long steps = stepsOfAWholeLife();
    assertTrue(steps > 40, "a life has many steps: " + steps);
    for (long fails = 0; fails < steps; fails++) {
      long failing = fails;
      SmallStore store = new SmallStore();
      store.disk.fails = (step, _) -> step == failing;
      Set<Long> delivered = new HashSet<>();
      live(store, delivered);
      String what = "step " + failing + " fails";
      assertEquals(READINGS, delivered.size(), what);
      assertEquals(1, store.spool.status(store.nowNanos).failures(), what);
      assertEquals("", store.spool.status(store.nowNanos).trouble(), what);
      assertTrue(store.disk.segments().isEmpty(), what + ", left: " + store.disk.segments());
      assertTrue(store.evicted.isEmpty(), what);
      assertEquals(READINGS, Set.copyOf(store.durable).size(), what);
    }
  }

  @Test
  void losesNothingWhenItCrashesAfterAnySingleStepFailed() {
    long steps = stepsOfAWholeLife();
    SplittableRandom random = new SplittableRandom(11);
    for (long fails = 0; fails < steps; fails++) {
      long failing = fails;
      SmallStore store = new SmallStore();
      store.disk.fails = (step, _) -> step == failing || step > failing + 2;
      Set<Long> delivered = new HashSet<>();
      live(store, delivered);
      store.disk.crash(null, random);
      Set<Long> there = new HashSet<>(Reading.of(store.disk).numbers());
      there.addAll(delivered);
      for (Key key : store.durable) {
        assertTrue(there.contains(key.number()), key + " was durable; step " + failing + " failed");
      }
    }
  }

  @Test
  void callsNothingDurableWhoseSyncFailed() {
    SmallStore store = new SmallStore();
    store.work(false);
    store.disk.fails = (_, step) -> step instanceof DiskStep.Sync;
    store.read(5).commit();
    assertTrue(store.durable.isEmpty());
    assertFalse(store.spool.settled());
    assertTrue(store.spool.status(0).trouble().contains("told to fail"));
    store.disk.fails = (_, _) -> false;
    store.pass(SmallStore.SECOND);
    assertEquals(5, store.durable.size());
    assertTrue(store.spool.settled());
  }

  @Test
  void keepsMessagesInMemoryAndRefusesTheNewestWhenTheDiskIsAwayForLong() {
    SmallStore store = new SmallStore(new FakeDisk(), small());
    store.disk.fails = (_, _) -> true;
    long taken = 0;
    while (store.append(SmallStore.message(Message.Chain.NORMAL, "b", taken, 100))
        instanceof Appended.Taken) {
      taken++;
      store.pass(SmallStore.SECOND / 100);
    }
    SpoolStatus status = store.spool.status(store.nowNanos);
    assertTrue(status.memoryBytes() <= 64 << 10, "the bound holds: " + status.memoryBytes());
    assertEquals(taken, status.waiting());
    assertEquals(1, status.refused());
    assertTrue(store.evicted.isEmpty());
    assertEquals(taken, store.deliver(1_000).size(), "the broker still gets everything");
  }

  @Test
  void triesAgainEverMoreRarely() {
    SmallStore store = new SmallStore();
    store.disk.fails = (_, _) -> true;
    store.read(1);
    for (int i = 0; i < 6_000; i++) {
      store.pass(SmallStore.SECOND / 100);
    }
    assertTrue(store.disk.stepsTried < 20, "tries in a minute: " + store.disk.stepsTried);
    assertTrue(store.disk.stepsTried > 6, "tries in a minute: " + store.disk.stepsTried);
  }

  @Test
  void onAFullDiskWhatTheBrokerHasMakesRoomAndNothingElseGoes() {
    SmallStore store = new SmallStore(new FakeDisk(), small());
    while (store.disk.segments().size() < 3) {
      store.read(10, 700).commit();
    }
    long oldest = store.disk.segments().getFirst();
    store.disk.trouble = DiskResult.Trouble.FULL;
    store.disk.fails =
        (_, step) -> step instanceof DiskStep.Append && store.disk.bytes(oldest).length > 0;
    for (int i = 0; i < 200 && store.spool.hasRoom(); i++) {
      store.read(1, 700);
      store.pass(SmallStore.SECOND);
    }
    assertFalse(store.spool.hasRoom(), "memory is full, the newest has to wait elsewhere");
    store.pass(20 * SmallStore.SECOND);
    assertTrue(store.disk.segments().contains(oldest));
    store.deliver(30);
    store.pass(20 * SmallStore.SECOND);
    assertFalse(store.disk.segments().contains(oldest), "what the broker has made room");
    assertEquals("", store.spool.status(store.nowNanos).trouble());
    assertEquals(List.of(), store.evicted);
    assertEquals(List.of(30L), store.deliver(1));
  }

  @Test
  void onAFullDiskWhatWasDroppedWaitsForItsAnnouncement() {
    SmallStore store = new SmallStore(new FakeDisk(), small());
    while (store.evicted.isEmpty()) {
      store.read(5, 700);
      DiskBatch due = store.spool.due(store.nowNanos, true);
      if (due != null) {
        store.spool.answered(store.disk.perform(due), store.nowNanos);
      }
      store.evicted.addAll(store.spool.takeEvicted());
    }
    store.append(SmallStore.message(Message.Chain.CRITICAL, "e", 9_999, 100));
    store.disk.trouble = DiskResult.Trouble.FULL;
    store.disk.fails = (_, step) -> step instanceof DiskStep.Append;
    store.pass(20 * SmallStore.SECOND);
    assertTrue(
        Reading.of(store.disk).numbers().contains(0L),
        "a power cut now would not lose it silently");
    store.disk.fails = (_, _) -> false;
    store.pass(20 * SmallStore.SECOND);
    assertFalse(Reading.of(store.disk).numbers().contains(0L));
  }

  @Test
  void writesNothingToASegmentThatTheSameBatchUnlinks() {
    SmallStore store = new SmallStore();
    store.read(2).commit();
    store.deliver(2);
    store.disk.trouble = DiskResult.Trouble.FULL;
    store.disk.fails = (_, step) -> step instanceof DiskStep.Append;
    store.append(SmallStore.message(Message.Chain.CRITICAL, "e", 9, 20));
    store.commit();
    store.disk.fails = (_, _) -> false;
    store.read(2);
    store.nowNanos += 70 * SmallStore.SECOND;
    store.work(true);
    assertEquals(5, store.durable.size());
    store.pass(70 * SmallStore.SECOND);
    store.disk.crash(null, new SplittableRandom(1));
    assertTrue(Reading.of(store.disk).numbers().containsAll(List.of(2L, 3L)));
  }

  private static SpoolLimits small() {
    return SpoolLimits.of(
        true, false, SmallStore.SECOND / 2, 64 << 10, 16 << 10, 1 << 20, 0, 0, 64 << 10);
  }
}
