package io.tidegate.gateway.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What goes at a bound, what stays, and that it is said first.
class EvictionTest {
  private static final long SECOND = SmallStore.SECOND;

  @Test
  void dropsTheOldestSegmentOfTheNormalChainAndNamesWhatWasInIt() {
    SmallStore store = SmallStore.limited(SECOND / 2, 64 << 10, 0, 0);
    for (int i = 0; i < 40; i++) {
      store.read(5, 700).commit();
    }
    assertFalse(store.evicted.isEmpty());
    long next = 0;
    for (Evicted gone : store.evicted) {
      assertEquals(next, gone.first(), "ranges follow each other");
      assertEquals(Evicted.Reason.BYTES, gone.reason());
      next = gone.last() + 1;
    }
    assertTrue(store.spool.status(0).onDiskBytes() <= 64 << 10, "the bound holds");
    assertEquals(
        LongStream.range(next, 200).boxed().toList(), store.deliver(200), "the rest is delivered");
  }

  @Test
  void theAnnouncementIsDurableBeforeTheMessagesAreGone() {
    SmallStore store = SmallStore.limited(SECOND / 2, 64 << 10, 0, 0);
    boolean announced = false;
    boolean wasTold = false;
    for (int i = 0; i < 400; i++) {
      if (i % 10 == 0) {
        store.read(5, 700);
      }
      for (Evicted gone : store.spool.takeEvicted()) {
        wasTold = true;
        announced = false;
        byte[] event = gone.toString().getBytes(StandardCharsets.UTF_8);
        Key key = new Key("", "event", gone.first());
        Message message =
            new Message(
                Message.Kind.PUBLISH, Message.Chain.CRITICAL, "", key, "event", event, 1, false);
        assertInstanceOf(Appended.Taken.class, store.append(message));
      }
      DiskBatch due = store.spool.due(store.nowNanos, i % 10 == 0);
      if (due != null) {
        for (DiskStep step : due.steps()) {
          if (step instanceof DiskStep.Append(_, byte[] bytes)) {
            announced |= new String(bytes, StandardCharsets.ISO_8859_1).contains("Evicted[");
          }
          boolean goes = step instanceof DiskStep.Unlink || step instanceof DiskStep.WriteCursor;
          assertTrue(!goes || !wasTold || announced, "gone before it was announced, turn " + i);
        }
        store.spool.answered(store.disk.perform(due), store.nowNanos);
      }
    }
    assertTrue(wasTold);
  }

  @Test
  void messagesUnderWayAreNotDroppedAndStayFirstAfterARestart() {
    SmallStore store = SmallStore.limited(SECOND / 2, 64 << 10, 0, 0);
    store.read(5, 700).commit();
    List<Waiting> underWay = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      underWay.add(store.spool.next(0, true));
    }
    for (int i = 0; i < 30; i++) {
      store.read(5, 700).commit();
    }
    assertEquals(3, store.evicted.getFirst().first(), "0, 1 and 2 are under way");
    assertTrue(store.spool.status(0).onDiskBytes() <= 64 << 10, "the bound holds all the same");
    assertEquals(List.of(0L, 1L, 2L), Reading.of(store.disk).numbers().subList(0, 3));
    underWay.forEach(each -> assertTrue(store.spool.release(each.position(), 0) != null));
    store.pass(10 * SECOND);
    assertFalse(Reading.of(store.disk).numbers().contains(0L), "released is released");
  }

  @Test
  void whatWasUnderWayGoesWithTheRestWhenTheConnectionEnds() {
    SmallStore store = SmallStore.limited(SECOND / 2, 64 << 10, 0, 0);
    store.read(5, 700).commit();
    store.spool.next(0, true);
    for (int i = 0; i < 30; i++) {
      store.read(5, 700).commit();
    }
    assertTrue(Reading.of(store.disk).numbers().contains(0L));
    store.spool.rewind();
    store.read(5, 700).commit();
    assertFalse(Reading.of(store.disk).numbers().contains(0L));
    assertEquals(0, store.evicted.getLast().first(), "and it is named");
  }

  @Test
  void nothingIsDroppedWhileItsAnnouncementWouldFindNoRoom() {
    SmallStore store = SmallStore.limited(SECOND / 2, 64 << 10, 0, 0);
    long events = store.fillCritical();
    for (int i = 0; i < 100; i++) {
      store.read(1, 700).commit();
    }
    assertEquals(List.of(), store.evicted);
    assertFalse(store.spool.hasRoom());
    assertTrue(store.spool.status(0).onDiskBytes() <= 2 * (64 << 10), "the newest were refused");
    assertEquals(0L, Reading.of(store.disk).numbers().getFirst(), "the oldest is still there");
    for (long i = 0; i < events; i++) {
      Waiting event = store.spool.next(store.nowNanos, false);
      while (event.message().chain() != Message.Chain.CRITICAL) {
        event = store.spool.next(store.nowNanos, false);
      }
      store.spool.release(event.position(), store.nowNanos);
    }
    store.spool.rewind();
    store.pass(10 * SECOND).pass(SECOND);
    assertEquals(0, store.evicted.getFirst().first(), "with room for what says so it goes");
    assertTrue(store.spool.hasRoom());
  }

  @Test
  void numbersInVeryManyPiecesAreNamedAsOneRangeWithTheirCount() {
    List<Key> odd = LongStream.range(0, 40).mapToObj(n -> new Key("b", "s1", 2 * n + 1)).toList();
    assertEquals(
        List.of(new Evicted(Message.Chain.NORMAL, "b", "s1", 1, 79, 40, Evicted.Reason.BYTES)),
        Evicted.of(Message.Chain.NORMAL, "b", odd, Evicted.Reason.BYTES));
    assertEquals(
        3, Evicted.of(Message.Chain.NORMAL, "b", odd.subList(0, 3), Evicted.Reason.AGE).size());
  }

  @Test
  void dropsWhatIsOlderThanTheAgeAlsoAcrossARestart() {
    SmallStore store = SmallStore.limited(SECOND / 2, 1 << 20, 3_600 * SECOND, 0);
    store.spool.wallClock(1_800_000_000_000L, 0);
    store.read(5).commit();
    store.nowNanos += 3_000 * SECOND;
    store.work(false);
    assertTrue(store.evicted.isEmpty());
    store.start();
    store.work(false);
    store.spool.wallClock(1_800_000_000_000L + 3_700_000L, store.nowNanos);
    store.work(false);
    assertEquals(5, store.evicted.getFirst().count());
    assertEquals(Evicted.Reason.AGE, store.evicted.getFirst().reason());
    assertEquals(0, store.spool.status(store.nowNanos).waiting());
  }

  @Test
  void dropsOneSegmentForEachNewOneWhileTheFileSystemIsNearlyFull() {
    SmallStore store = SmallStore.limited(SECOND / 2, 4 << 20, 0, 1 << 20);
    for (int i = 0; i < 20; i++) {
      store.read(5, 700).commit();
    }
    int segments = store.disk.segments().size();
    store.disk.freeBytes = 900 << 10;
    for (int i = 0; i < 40; i++) {
      store.read(5, 700).commit();
    }
    assertTrue(store.disk.segments().size() <= segments + 1, "it does not grow any more");
    assertEquals(Evicted.Reason.FREE_SPACE, store.evicted.getFirst().reason());
    assertFalse(store.deliver(1).isEmpty(), "and what it has is not thrown away");
  }
}
