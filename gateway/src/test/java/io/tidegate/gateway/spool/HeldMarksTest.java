package io.tidegate.gateway.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Marks that tell what was held back stand in blocks and cursors, and come back from each.
class HeldMarksTest {
  private static final Mark HELD = new Mark("b", "s1", 2, 5_000_000_000L);
  private static final Mark PLAIN = new Mark("küche", "s2", 9);
  private static final Mark LATER = new Mark("b", "s1", 3, 5_000_000_001L);

  /// One block with marks, and two cursors, of which the first has none.
  private static SmallStore life() {
    SmallStore store = new SmallStore();
    store.work(false);
    store.append(SmallStore.message(Message.Chain.NORMAL, "b", 2, 20));
    store.spool.mark(HELD, 0);
    store.spool.mark(PLAIN, 0);
    return store.commit();
  }

  private static byte[] golden(String name) throws IOException {
    String resource = "/spool/v1-held-" + name + ".bin";
    try (InputStream in = HeldMarksTest.class.getResourceAsStream(resource)) {
      assertNotNull(in, resource);
      return in.readAllBytes();
    }
  }

  @Test
  void aBlockTellsThem() {
    SmallStore store = life();
    assertEquals(Set.of(HELD, PLAIN), Set.copyOf(Reading.of(store.disk).marks()));
    List<String> dump = SpoolDump.segment(1, store.disk.bytes(1));
    assertTrue(dump.get(1).contains(" b=s1.2 (5000000000 held back)"), dump.get(1));
    assertTrue(dump.get(1).contains(" küche=s2.9,"), dump.get(1));
  }

  @Test
  void aCursorTellsThemAndLaterOnesCount() {
    SmallStore store = life();
    store.spool.mark(LATER, store.nowNanos);
    store.pass(200 * SmallStore.SECOND);
    store.deliver(1);
    store.pass(200 * SmallStore.SECOND);
    assertEquals(List.of(), store.disk.segments(), "the cursor alone is left");
    assertEquals(Set.of(LATER, PLAIN), Set.copyOf(Reading.of(store.disk).marks()));
  }

  @Test
  void filesWithThemAreWrittenAndReadAsWhenTheyWereNew() throws IOException {
    SmallStore store = life();
    store.pass(200 * SmallStore.SECOND);
    assertArrayEquals(golden("segment-1"), store.disk.bytes(1));
    assertArrayEquals(golden("cursor-1"), store.disk.cursor(1));
    assertArrayEquals(golden("cursor-0"), store.disk.cursor(0));
    FakeDisk disk = new FakeDisk();
    disk.setCursor(0, golden("cursor-0"));
    assertEquals(Set.of(HELD, PLAIN), Set.copyOf(Reading.of(disk).marks()));
    disk.setCursor(0, null);
    disk.set(1, golden("segment-1"));
    assertEquals(Set.of(HELD, PLAIN), Set.copyOf(Reading.of(disk).marks()));
  }

  /// A damaged byte costs the marks at most: none is invented.
  @Test
  void noDamageInventsACount() {
    SmallStore store = life();
    store.pass(200 * SmallStore.SECOND);
    Set<Mark> written = Set.of(HELD, PLAIN);
    for (int slot = 0; slot < 2; slot++) {
      byte[] cursor = store.disk.cursor(slot);
      for (int at = 0; at < cursor.length; at++) {
        for (int bit = 0; bit < 8; bit++) {
          FakeDisk damaged = store.disk.copy();
          byte[] flipped = cursor.clone();
          flipped[at] ^= (byte) (1 << bit);
          damaged.setCursor(slot, flipped);
          check(written, damaged, "cursor " + slot + ", byte " + at);
        }
      }
    }
    byte[] segment = store.disk.bytes(1);
    for (int at = 0; at < segment.length; at++) {
      FakeDisk damaged = store.disk.copy();
      byte[] flipped = segment.clone();
      flipped[at] ^= (byte) (1 << (at & 7));
      damaged.set(1, flipped);
      check(written, damaged, "segment, byte " + at);
      damaged.setCursor(0, null);
      damaged.setCursor(1, null);
      check(written, damaged, "segment alone, byte " + at);
    }
  }

  private static void check(Set<Mark> written, FakeDisk disk, String what) {
    Set<Mark> read = new HashSet<>(Reading.of(disk).marks());
    assertTrue(written.containsAll(read), what + ": " + read);
  }
}
