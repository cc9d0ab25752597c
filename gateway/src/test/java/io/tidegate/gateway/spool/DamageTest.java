package io.tidegate.gateway.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DamageTest {
  /// Three segments of two blocks or more, of one chain; 60 readings, the cursor at a time when
  /// nothing was released.
  private static SmallStore store() {
    SmallStore store = new SmallStore();
    for (int block = 0; block < 12; block++) {
      store.read(5, 600).commit();
    }
    store.pass(100 * SmallStore.SECOND);
    assertTrue(store.disk.segments().size() >= 3, "several segments");
    return store;
  }

  private static List<Long> upTo(long next) {
    return LongStream.range(0, next).boxed().toList();
  }

  /// Whatever is missing was counted, nothing comes twice, nothing is invented.
  private static void checkCounted(Reading read, long written, String what) {
    Set<Long> numbers = new HashSet<>(read.numbers());
    assertEquals(numbers.size(), read.numbers().size(), what + ": nothing comes twice");
    assertTrue(upTo(written).containsAll(numbers), what + ": nothing is invented");
    long missing = written - numbers.size();
    RecoveryReport report = read.report();
    boolean counted =
        report.lostAtMost() == 0
            ? missing == report.lostExactly()
            : missing >= report.lostExactly()
                && missing <= report.lostExactly() + report.lostAtMost();
    assertTrue(counted, what + ": " + missing + " are missing, the report says " + report);
    assertEquals(
        read.numbers(), read.numbers().stream().sorted().toList(), what + ": order is kept");
  }

  @Test
  void countsWhatAnyFlippedByteCosts() {
    SmallStore store = store();
    List<Long> segments = store.disk.segments();
    for (long segment : segments) {
      byte[] bytes = store.disk.bytes(segment);
      int step = segment == segments.get(1) ? 1 : 5;
      for (int at = 0; at < bytes.length; at += step) {
        FakeDisk damaged = store.disk.copy();
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << (at & 7));
        damaged.set(segment, flipped);
        Reading read = Reading.of(damaged);
        checkCounted(read, 60, "byte " + at + " of segment " + segment);
        assertFalse(read.report().clean(), "byte " + at + " of segment " + segment + " is noticed");
        assertTrue(read.numbers().size() >= 55, "one block is lost at most");
      }
    }
  }

  @Test
  void countsWhatAnyTruncationCosts() {
    SmallStore store = store();
    for (long segment : store.disk.segments()) {
      byte[] bytes = store.disk.bytes(segment);
      for (int length = 0; length < bytes.length; length += 1 + length % 7) {
        FakeDisk damaged = store.disk.copy();
        damaged.set(segment, Arrays.copyOf(bytes, length));
        checkCounted(Reading.of(damaged), 60, "segment " + segment + " cut to " + length);
      }
    }
  }

  @Test
  void countsZeroedSectorsAndGarbageBehindTheEnd() {
    SmallStore store = store();
    SplittableRandom random = new SplittableRandom(5);
    for (long segment : store.disk.segments()) {
      byte[] bytes = store.disk.bytes(segment);
      for (int from = 0; from < bytes.length; from += 512) {
        FakeDisk damaged = store.disk.copy();
        byte[] zeroed = bytes.clone();
        Arrays.fill(zeroed, from, Math.min(bytes.length, from + 512), (byte) 0);
        damaged.set(segment, zeroed);
        checkCounted(Reading.of(damaged), 60, "zeros at " + from + " of segment " + segment);
      }
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 300);
      for (int i = bytes.length; i < longer.length; i++) {
        longer[i] = (byte) random.nextInt();
      }
      FakeDisk damaged = store.disk.copy();
      damaged.set(segment, longer);
      Reading read = Reading.of(damaged);
      checkCounted(read, 60, "garbage behind segment " + segment);
      assertEquals(60, read.numbers().size());
    }
  }

  @Test
  void countsMissingSegmentsExactly() {
    SmallStore store = store();
    for (long segment : store.disk.segments()) {
      FakeDisk damaged = store.disk.copy();
      long records =
          new SegmentScan(damaged.bytes(segment))
              .blocks.stream().mapToLong(block -> block.records().size()).sum();
      damaged.set(segment, null);
      Reading read = Reading.of(damaged);
      checkCounted(read, 60, "without segment " + segment);
      assertEquals(60 - records, read.numbers().size());
      assertEquals(records, read.report().lostExactly() + read.report().lostAtMost());
    }
  }

  @Test
  void takesEachRecordOnceFromDuplicatedSegments() {
    SmallStore store = store();
    for (long segment : store.disk.segments()) {
      FakeDisk damaged = store.disk.copy();
      damaged.set(segment + 100, damaged.bytes(segment));
      Reading read = Reading.of(damaged);
      assertEquals(upTo(60), read.numbers());
      assertTrue(read.report().duplicateBlocks() > 0);
      assertEquals(0, read.report().lostExactly() + read.report().lostAtMost());
    }
  }

  @Test
  void readsASegmentThatWasRenamed() {
    SmallStore store = store();
    long segment = store.disk.segments().getFirst();
    FakeDisk damaged = store.disk.copy();
    damaged.set(segment + 100, damaged.bytes(segment));
    damaged.set(segment, null);
    assertEquals(upTo(60), Reading.of(damaged).numbers());
  }

  @Test
  void leavesSegmentsOfAnotherStoreAlone() {
    SmallStore other = new SmallStore(new FakeDisk(), store().limits);
    other.disk.set(99, null);
    FakeDisk foreign = new FakeDisk();
    Recovery recovery = new Recovery(other.limits, new SplittableRandom(8));
    recovery.cursor(null, null);
    Spool spool = ((Recovered.Ready) recovery.finish(0, -1)).spool();
    spool.append(SmallStore.message(Message.Chain.NORMAL, "x", 5, 20), 0);
    spool.answered(foreign.perform(spool.due(0, true)), 0);
    SmallStore store = store();
    long id = foreign.segments().getFirst();
    store.disk.set(1_000, foreign.bytes(id));
    Reading read = Reading.of(store.disk);
    assertEquals(upTo(60), read.numbers());
    assertEquals(1, read.report().foreignSegments());
    store.start();
    store.deliver(60);
    store.pass(200 * SmallStore.SECOND);
    assertEquals(List.of(1_000L), store.disk.segments(), "what is not ours is not deleted");
  }

  @Test
  void bringsEverythingBackWithoutACursor() {
    SmallStore store = store();
    store.disk.setCursor(0, null);
    store.disk.setCursor(1, null);
    Reading read = Reading.of(store.disk);
    assertEquals(upTo(60), read.numbers());
    assertTrue(read.report().cursorLost());
    assertFalse(read.report().marksExact());
    assertEquals(List.of(new Mark("b", "s1", 59)), read.marks());
  }

  @Test
  void survivesAnyFlippedByteOfEitherCursor() {
    SmallStore store = store();
    store.deliver(20);
    store.pass(10 * SmallStore.SECOND);
    store.deliver(5);
    store.pass(10 * SmallStore.SECOND);
    for (int slot = 0; slot < 2; slot++) {
      byte[] bytes = store.disk.cursor(slot);
      for (int at = 0; at < bytes.length; at++) {
        FakeDisk damaged = store.disk.copy();
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << (at & 7));
        damaged.setCursor(slot, flipped);
        List<Long> numbers = Reading.of(damaged).numbers();
        assertTrue(numbers.containsAll(LongStream.range(25, 60).boxed().toList()));
        assertEquals(Set.copyOf(numbers).size(), numbers.size());
      }
    }
  }

  /// Found by a history (seed 540): a header with its own CRC leaves the CRC behind it unchanged.
  @Test
  void takesNoCursorWhoseHeaderIsNewerThanItsRest() {
    SmallStore store = store();
    store.deliver(20);
    store.pass(10 * SmallStore.SECOND);
    for (int slot = 0; slot < 2; slot++) {
      byte[] old = store.disk.cursor(slot);
      Cursor cursor = Cursor.read(old);
      ByteWriter torn = new ByteWriter(old.length);
      new FileHeader(
              FileHeader.CURSOR_MAGIC,
              1,
              0,
              0,
              cursor.storeId(),
              cursor.generation() + 2,
              old.length)
          .write(torn);
      System.arraycopy(torn.toBytes(), 0, old, 0, FileHeader.BYTES);
      assertNull(Cursor.read(old));
    }
  }

  @Test
  void goesOnBehindEveryNumberItHasSeen() {
    SmallStore store = store();
    long last = store.disk.segments().getLast();
    byte[] bytes = store.disk.bytes(last);
    byte[] damaged = bytes.clone();
    damaged[bytes.length - 1] ^= 1;
    store.disk.set(last, damaged);
    long newest = new SegmentScan(bytes).blocks.getLast().header().number();
    store.start();
    store.work(false);
    store.read(3).commit();
    List<Block> written = new SegmentScan(store.disk.bytes(store.disk.segments().getLast())).blocks;
    assertTrue(store.disk.segments().getLast() > last, "a damaged segment is not written to");
    assertTrue(written.getFirst().header().number() > newest);
    assertTrue(written.getFirst().header().first() >= 60);
  }

  @Test
  void countsDamageOnceHoweverOftenItStarts() {
    SmallStore store = store();
    long second = store.disk.segments().get(1);
    byte[] bytes = store.disk.bytes(second);
    bytes[200] ^= 1;
    store.disk.set(second, bytes);
    store.start();
    assertTrue(store.report.lostExactly() > 0);
    assertEquals(store.report.lostExactly(), store.spool.takeEvicted().getFirst().count());
    store.work(false);
    assertEquals(1, store.disk.quarantine().size(), "what was cut is kept");
    store.start();
    assertEquals(0, store.report.lostExactly());
    assertTrue(store.report.clean(), "it is known already: " + store.report);
    store.work(false);
    assertEquals(1, store.disk.quarantine().size(), "and kept once");
  }

  @Test
  void touchesNothingOfANewerVersion() {
    SmallStore store = store();
    ByteWriter newer = new ByteWriter(32);
    new FileHeader(FileHeader.SEGMENT_MAGIC, 2, 0, 0, 1, 500, 0).write(newer);
    store.disk.set(500, newer.toBytes());
    Recovered recovered = store.disk.recover(store.limits, new SplittableRandom(1), 0, -1);
    Recovered.NewerVersion version = assertInstanceOf(Recovered.NewerVersion.class, recovered);
    assertEquals(2, version.found());
    assertEquals(1, version.known());
  }

  @Test
  void startsOverAnyGarbage() {
    SplittableRandom random = new SplittableRandom(3);
    for (int turn = 0; turn < 300; turn++) {
      FakeDisk disk = new FakeDisk();
      for (int file = 0; file < 3; file++) {
        byte[] bytes = new byte[random.nextInt(2_000)];
        random.nextBytes(bytes);
        disk.set(random.nextInt(10), bytes);
      }
      byte[] cursor = new byte[random.nextInt(500)];
      random.nextBytes(cursor);
      disk.setCursor(0, cursor);
      SmallStore store =
          new SmallStore(disk, SpoolLimits.of(true, false, 1, 1, 16 << 10, 1 << 20, 0, 0, 1 << 20));
      store.work(false);
      store.read(3).commit();
      assertEquals(List.of(0L, 1L, 2L), Reading.of(disk).numbers());
      assertEquals(List.of(0L, 1L, 2L), store.deliver(3));
      store.pass(200 * SmallStore.SECOND);
      assertTrue(disk.segments().isEmpty(), "garbage goes when it has been kept");
    }
  }
}
