package io.tidegate.gateway.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final long SECOND = SmallStore.SECOND;

  @Test
  void aHealthyGatewayWritesACursorAMinuteAndNothingElse() {
    SmallStore store = new SmallStore();
    store.work(false);
    long before = store.disk.syncs;
    for (int i = 0; i < 36_000; i++) {
      store.read(1);
      store.deliver(1);
      store.pass(SECOND / 10);
    }
    assertTrue(store.disk.segments().isEmpty(), "no message touched the disk");
    assertTrue(store.disk.syncs - before <= 60, "syncs in an hour: " + (store.disk.syncs - before));
    SpoolStatus status = store.spool.status(store.nowNanos);
    assertEquals(store.disk.writtenBytes, status.writtenBytes(), "written bytes are counted");
    assertEquals(store.disk.syncs, status.syncs(), "syncs are counted");
  }

  @Test
  void aGatewayWithNothingToDoWritesNothing() {
    SmallStore store = new SmallStore();
    store.read(3).commit();
    store.deliver(3);
    store.pass(300 * SECOND);
    store.pass(300 * SECOND);
    long before = store.disk.stepsTried;
    assertEquals(Long.MAX_VALUE, store.spool.dueNanos());
    store.pass(86_400 * SECOND);
    assertEquals(before, store.disk.stepsTried);
  }

  @Test
  void countsWhatItWritesInAnOutage() {
    SmallStore store = new SmallStore();
    for (int i = 0; i < 500; i++) {
      store.read(3, 60).pass(SECOND / 2);
    }
    assertEquals(store.disk.writtenBytes, store.spool.status(0).writtenBytes());
    assertEquals(store.disk.syncs, store.spool.status(0).syncs());
    assertEquals(1_500, store.spool.status(0).waiting());
  }

  @Test
  void commitsAfterTheDelayAndAtOnceWhenUrgentOrEnough() {
    SmallStore store = new SmallStore();
    store.work(false);
    store.read(2).work(false);
    assertTrue(store.durable.isEmpty());
    assertEquals(SECOND / 2, store.spool.dueNanos());
    store.pass(SECOND / 2);
    assertEquals(2, store.durable.size());
    store.read(1).work(true);
    assertEquals(3, store.durable.size(), "urgent");
    store.read(100, 700).work(false);
    assertEquals(103, store.durable.size(), "enough bytes");
  }

  @Test
  void withCommitDelayZeroNothingIsPublishedBeforeItIsSynced() {
    SmallStore store = SmallStore.limited(0, 1 << 20, 0, 0);
    store.read(1);
    assertNull(store.spool.next(0, true));
    store.work(false);
    assertEquals(0, store.spool.next(0, true).message().key().number());
  }

  @Test
  void afterAnOrderlyStopNothingGoesOutOfMemoryBeforeItsMarksAreVoidOnDisk() {
    SmallStore store = new SmallStore();
    store.read(3).commit();
    store.deliver(3);
    store.spool.ending(true);
    store.commit();
    store.start();
    assertTrue(store.report.marksExact());
    assertFalse(store.spool.begun());
    store.read(1);
    assertNull(store.spool.next(0, true));
    DiskBatch first = store.spool.due(store.nowNanos, false);
    store.spool.answered(store.disk.perform(first), store.nowNanos);
    assertTrue(store.spool.begun());
    assertEquals(List.of(3L), store.deliver(10));
    assertFalse(
        ((Recovered.Ready)
                store.disk.recover(store.limits, new java.util.SplittableRandom(1), 0, -1))
            .report()
            .marksExact());
  }

  @Test
  void theCriticalChainRefusesTheNewestAtItsBound() {
    SmallStore store = SmallStore.limited(SECOND / 2, 64 << 10, 0, 0);
    long taken = store.fillCritical();
    assertEquals(
        new Appended.Refused(Appended.Why.CHAIN_FULL),
        store.append(SmallStore.message(Message.Chain.CRITICAL, "e", taken, 500)));
    assertInstanceOf(
        Appended.Taken.class, store.append(SmallStore.message(Message.Chain.NORMAL, "b", 0, 500)));
    assertTrue(store.spool.status(0).onDiskBytes() <= 64 << 10);
    assertTrue(store.evicted.isEmpty(), "nothing is dropped");
    assertEquals(taken + 1, store.deliver(1_000).size());
    store.pass(10 * SECOND);
    assertInstanceOf(
        Appended.Taken.class,
        store.append(SmallStore.message(Message.Chain.CRITICAL, "e", taken, 500)),
        "with room again it takes messages again");
  }

  @Test
  void theLatestChainKeepsOneMessagePerTopicHoweverManyCome() {
    SmallStore store = SmallStore.limited(SECOND / 2, 64 << 10, 0, 0);
    for (long n = 0; n < 2_000; n++) {
      store.append(SmallStore.message(Message.Chain.LATEST, "l" + n % 3, n, 400));
      if (n % 7 == 0) {
        store.commit();
      }
    }
    store.commit();
    assertEquals(3, store.spool.status(0).waiting());
    assertTrue(store.spool.status(0).onDiskBytes() <= 64 << 10, "" + store.spool.status(0));
    assertEquals(1_997, store.evicted.stream().mapToLong(Evicted::count).sum());
    store.start();
    assertEquals(List.of(1_997L, 1_998L, 1_999L), store.deliver(5).stream().sorted().toList());
  }

  @Test
  void recordsOfCommandsComeBackUntilTheyAreReleased() {
    SmallStore store = new SmallStore();
    store.append(SmallStore.record(Message.Kind.INTENT, "one"));
    Appended done = store.append(SmallStore.record(Message.Kind.DONE, "two"));
    store.commit();
    store.spool.release(((Appended.Taken) done).position(), 0);
    store.pass(10 * SECOND);
    store.start();
    assertEquals(1, store.kept.size());
    assertEquals(Message.Kind.INTENT, store.kept.getFirst().message().kind());
    assertNull(store.spool.next(0, true), "records are not published");
    store.spool.release(store.kept.getFirst().position(), 0);
    store.pass(100 * SECOND);
    assertTrue(store.disk.segments().isEmpty());
  }

  @Test
  void anIntentsReleaseIsNotWrittenDownBeforeTheCommandsEnd() {
    SmallStore store = new SmallStore();
    store.append(SmallStore.record(Message.Kind.INTENT, "one"));
    store.commit();
    store.start();
    store.append(SmallStore.record(Message.Kind.DONE, "one"));
    store.spool.release(store.kept.getFirst().position(), store.nowNanos);
    List<DiskStep> steps = store.spool.due(store.nowNanos, false).steps();
    List<Class<?>> writes = new ArrayList<>();
    for (DiskStep step : steps) {
      if (step instanceof DiskStep.Append || step instanceof DiskStep.WriteCursor) {
        writes.add(step.getClass());
      }
    }
    assertEquals(List.of(DiskStep.Append.class, DiskStep.WriteCursor.class), writes);
  }

  @Test
  void aCommandsRecordDoesNotHoldAWholeSegment() {
    SmallStore store = SmallStore.limited(SECOND / 2, 64 << 10, 0, 0);
    store.append(SmallStore.record(Message.Kind.DONE, "stays"));
    for (int i = 0; i < 600; i++) {
      store.append(SmallStore.message(Message.Chain.CRITICAL, "e", i, 500));
      store.commit();
      store.deliver(1);
      store.pass(SECOND);
    }
    assertEquals(0, store.spool.status(0).refused());
    assertTrue(store.spool.status(0).segments() <= 3, "" + store.spool.status(0));
    store.start();
    assertEquals(
        "stays", new String(store.kept.getFirst().message().payload(), StandardCharsets.UTF_8));
  }

  @Test
  void aMessageThatIsSetAsideIsReleasedOnceItIsKept() {
    SmallStore store = new SmallStore();
    store.read(2).commit();
    Waiting poison = store.spool.next(0, true);
    store.disk.fails = (_, step) -> step instanceof DiskStep.Quarantine;
    store.spool.setAside(poison.position(), 0);
    store.work(false);
    assertTrue(store.disk.quarantine().isEmpty());
    assertEquals(List.of(0L, 1L), Reading.of(store.disk).numbers(), "it is still there");
    store.disk.fails = (_, _) -> false;
    store.pass(SECOND);
    assertEquals(1, store.disk.quarantine().size());
    String kept =
        new String(store.disk.quarantine().values().iterator().next(), StandardCharsets.UTF_8);
    assertTrue(kept.startsWith("topic /sensors/b\nboard b\nkey s1.0\nqos 1\n\n#0"), kept);
    store.pass(10 * SECOND);
    assertEquals(List.of(1L), Reading.of(store.disk).numbers());
    assertEquals(List.of(1L), store.deliver(5));
  }

  @Test
  void aSmallSegmentThatWentIsNotCalledLostHoweverManyPiecesAreReleased() {
    SmallStore store = new SmallStore();
    for (int i = 0; i < 5; i++) {
      store.read(1).commit();
      store.start();
    }
    store.read(300).commit();
    List<Waiting> underWay = handedOut(store, 305);
    store.spool.release(underWay.get(1).position(), store.nowNanos);
    store.spool.release(underWay.get(3).position(), store.nowNanos);
    store.pass(10 * SECOND);
    for (int i = 6; i < 305; i++) {
      if (i % 3 != 0) {
        store.spool.release(underWay.get(i).position(), store.nowNanos);
      }
    }
    store.pass(10 * SECOND);
    store.start();
    assertEquals(0, store.report.lostExactly());
    assertEquals(List.of(), store.report.cuts());
  }

  @Test
  void whatWasDeliveredFromMemoryBehindASegmentThatWentIsNotCalledLost() {
    SmallStore store = new SmallStore();
    store.read(2).commit();
    store.start();
    store.read(2).commit();
    List<Waiting> underWay = handedOut(store, 4);
    store.spool.release(underWay.get(2).position(), store.nowNanos);
    store.spool.release(underWay.get(3).position(), store.nowNanos);
    store.pass(10 * SECOND);
    store.start();
    handedOut(store, 2);
    store.read(1);
    Waiting fromMemory = handedOut(store, 1).getFirst();
    store.spool.release(fromMemory.position(), store.nowNanos);
    store.read(2).commit();
    store.start();
    assertEquals(List.of(), store.report.cuts());
  }

  /// The next so many, loaded where only the disk has them.
  private static List<Waiting> handedOut(SmallStore store, int count) {
    List<Waiting> underWay = new ArrayList<>();
    while (underWay.size() < count) {
      Waiting next = store.spool.next(store.nowNanos, true);
      if (next == null) {
        store.work(false);
      } else {
        underWay.add(next);
      }
    }
    return underWay;
  }

  @Test
  void marksAreNeverAheadOfTheReadingsTheySpeakOf() {
    SmallStore store = new SmallStore();
    store.work(false);
    store.append(SmallStore.message(Message.Chain.CRITICAL, "e", 0, 50));
    store.read(4);
    DiskBatch batch = store.spool.due(0, true);
    FakeDisk half = store.disk.copy();
    half.perform(new DiskBatch(1, batch.steps().subList(3, batch.steps().size())));
    assertTrue(Reading.of(half).marks().isEmpty(), "two blocks: neither holds the marks");
    store.spool.answered(store.disk.perform(batch), 0);
    store.read(1).commit();
    assertEquals(List.of(new Mark("b", "s1", 4)), Reading.of(store.disk).marks());
  }

  @Test
  void serializesFairlyBetweenALongBacklogAndALiveBoard() {
    SmallStore store =
        new SmallStore(
            new FakeDisk(),
            SpoolLimits.of(true, false, SECOND / 2, 64 << 10, 16 << 10, 4 << 20, 0, 0, 64 << 10));
    for (int i = 0; i < 100; i++) {
      store.read(10, 300).commit();
    }
    store.spool.connected();
    store.deliver(10);
    store.append(SmallStore.message(Message.Chain.NORMAL, "live", 5_000, 20));
    List<Long> next = store.deliver(3);
    assertTrue(next.contains(5_000L), "the live board does not wait for the backlog: " + next);
    List<Long> rest = store.deliver(5_000);
    assertEquals(rest.stream().sorted().toList(), rest, "the backlog comes in order");
    assertEquals(0, store.spool.status(0).waiting());
  }

  @Test
  void inLiveFirstModeTheOutageComesLateAndBehind() {
    SmallStore store =
        new SmallStore(
            new FakeDisk(),
            SpoolLimits.of(true, true, SECOND / 2, 64 << 10, 16 << 10, 4 << 20, 0, 0, 1 << 20));
    store.read(20).commit();
    store.spool.connected();
    store.read(2);
    Waiting first = store.spool.next(0, true);
    assertEquals(20, first.message().key().number());
    assertFalse(first.late() || first.backlog());
    assertEquals(21, store.spool.next(0, true).message().key().number());
    assertNull(store.spool.next(0, false), "late ones only when asked for");
    Waiting late = store.spool.next(0, true);
    assertTrue(late.late() && late.backlog());
    assertEquals(0, late.message().key().number());
  }

  @Test
  void inMemoryModeNothingIsCalledDurable() {
    SmallStore store =
        new SmallStore(
            new FakeDisk(),
            SpoolLimits.of(false, false, SECOND / 2, 64 << 10, 16 << 10, 1 << 20, 0, 0, 1 << 20));
    store.read(5).commit();
    assertTrue(store.durable.isEmpty());
    assertFalse(store.spool.status(0).durable());
    assertTrue(store.spool.settled());
    store.start();
    assertEquals(5, store.deliver(9).size(), "it outlives the process all the same");
  }

  @Test
  void refusesWhatNoSegmentCouldHold() {
    SmallStore store = new SmallStore();
    assertEquals(
        new Appended.Refused(Appended.Why.TOO_LARGE),
        store.append(SmallStore.message(Message.Chain.NORMAL, "b", 0, 5_000)));
  }
}
