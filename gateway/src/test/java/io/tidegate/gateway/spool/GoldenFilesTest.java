package io.tidegate.gateway.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Files of version 1 as they were written when it was new. They are never written anew: a later
/// version has to read these.
class GoldenFilesTest {
  private static byte[] golden(String name) throws IOException {
    try (InputStream in = GoldenFilesTest.class.getResourceAsStream("/spool/v1-" + name + ".bin")) {
      assertNotNull(in, name);
      return in.readAllBytes();
    }
  }

  /// The life that made the files.
  static SmallStore life() {
    SmallStore store = new SmallStore();
    store.spool.wallClock(1_800_000_000_000L, 0);
    store.work(false);
    store.read(5, 30).commit();
    store.append(SmallStore.record(Message.Kind.INTENT, "switch the relay"));
    store.append(
        new Message(
            Message.Kind.PUBLISH,
            Message.Chain.LATEST,
            "küche",
            Key.NONE,
            "state/küche",
            "on".getBytes(StandardCharsets.UTF_8),
            0,
            true));
    store.commit();
    store.deliver(3);
    store.read(2, 30).commit();
    store.pass(10 * SmallStore.SECOND);
    return store;
  }

  private static FakeDisk goldenFolder() throws IOException {
    FakeDisk disk = new FakeDisk();
    disk.setCursor(0, golden("cursor-0"));
    disk.setCursor(1, golden("cursor-1"));
    for (long id = 1; id <= 3; id++) {
      disk.set(id, golden("segment-" + id));
    }
    return disk;
  }

  @Test
  void readsTheFilesOfVersion1() throws IOException {
    Reading read = Reading.of(goldenFolder());
    assertTrue(read.report().clean(), read.report().toString());
    List<Long> readings =
        read.messages().stream()
            .filter(message -> message.lane().equals("b"))
            .map(message -> message.key().number())
            .toList();
    assertEquals(List.of(2L, 3L, 4L, 5L, 6L), readings);
    assertEquals(List.of(new Mark("b", "s1", 6)), read.marks());
    assertEquals(1, read.kept().size());
    assertEquals(
        "switch the relay",
        new String(read.kept().getFirst().message().payload(), StandardCharsets.UTF_8));
  }

  @Test
  void writesThemByteForByteTheSame() throws IOException {
    SmallStore store = life();
    assertEquals(List.of(1L, 2L, 3L), store.disk.segments());
    assertArrayEquals(golden("cursor-0"), store.disk.cursor(0));
    assertArrayEquals(golden("cursor-1"), store.disk.cursor(1));
    for (long id = 1; id <= 3; id++) {
      assertArrayEquals(golden("segment-" + id), store.disk.bytes(id), "segment " + id);
    }
  }

  @Test
  void theDumpShowsThem() throws IOException {
    List<String> segment = SpoolDump.segment(1, golden("segment-1"));
    assertEquals(
        "segment 0000000000000001: 769 bytes, version 1, store "
            + "%016x, chain normal".formatted(new SplittableRandom(7).nextLong()),
        segment.getFirst());
    assertTrue(segment.get(1).startsWith("  block 0: "), segment.get(1));
    assertTrue(
        segment.get(1).contains("positions 0 to 4, 5 records after 0, at 1800000000000 ms"),
        segment.get(1));
    assertTrue(segment.get(1).endsWith(", marks b=s1.4, 5 of b"), segment.get(1));
    byte[] damaged = golden("segment-1");
    damaged[200] ^= 1;
    assertTrue(
        SpoolDump.segment(1, damaged).getLast().endsWith("headers of 1 blocks can be read in it"));
    assertTrue(SpoolDump.cursor(0, golden("cursor-0")).getFirst().startsWith("cursor-0: gen"));
    assertEquals(List.of("cursor-1: not there"), SpoolDump.cursor(1, null));
    assertEquals(List.of("cursor-1: damaged"), SpoolDump.cursor(1, new byte[40]));
  }
}
