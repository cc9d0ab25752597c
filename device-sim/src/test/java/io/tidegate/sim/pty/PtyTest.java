package io.tidegate.sim.pty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class PtyTest {
  @TempDir Path folder;

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static byte[] readWhole(FileChannel channel, int count) throws IOException {
    ByteBuffer got = ByteBuffer.allocate(count);
    while (got.hasRemaining() && channel.read(got) >= 0) {}
    return Arrays.copyOf(got.array(), got.position());
  }

  private static byte[] everyByte() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    return all;
  }

  @Test
  void everyByteValuePassesUnchangedBothWays() throws IOException {
    try (Pty pty = new Pty(folder.resolve("board1"))) {
      pty.plug();
      try (FileChannel port = open(pty.path())) {
        assertEquals(256, pty.write(everyByte(), 0, 256));
        assertArrayEquals(everyByte(), readWhole(port, 256));

        port.write(ByteBuffer.wrap(everyByte()));
        byte[] got = new byte[512];
        int count = 0;
        byte[] part = new byte[300];
        while (count < 256) {
          int more = pty.read(part);
          System.arraycopy(part, 0, got, count, more);
          count += more;
        }
        assertArrayEquals(everyByte(), Arrays.copyOf(got, 256));
        assertEquals(0, pty.read(part));
      }
    }
  }

  @Test
  void openAndCloseByAnotherProgramAreSeen() throws IOException {
    try (Pty pty = new Pty(folder.resolve("board1"))) {
      assertFalse(pty.isOpened());
      pty.plug();
      assertFalse(pty.isOpened());
      for (int round = 0; round < 3; round++) {
        try (FileChannel _ = open(pty.path())) {
          assertTrue(pty.isOpened());
        }
        assertFalse(pty.isOpened());
      }
    }
  }

  @Test
  void bytesForNobodyAreGoneAndDoNotReachTheNextReader() throws IOException {
    try (Pty pty = new Pty(folder.resolve("board1"))) {
      pty.plug();
      assertEquals(4, pty.write("gone".getBytes(US_ASCII), 0, 4));
      try (FileChannel port = open(pty.path())) {
        pty.write("new\n".getBytes(US_ASCII), 0, 4);
        assertEquals("new\n", new String(readWhole(port, 4), US_ASCII));
      }
    }
  }

  @Test
  void freshenForgetsWhatWasNotReadAndWhoHadClaimedThePort() throws IOException {
    try (Pty pty = new Pty(folder.resolve("board1"));
        Arena arena = Arena.ofConfined()) {
      Posix.Errno errno = new Posix.Errno(arena);
      pty.plug();
      int port = Posix.open(errno, arena.allocateFrom(pty.path().toString()), Posix.O_RDWR);
      assertEquals(0, Posix.claim(errno, port, true));
      pty.write("unread".getBytes(US_ASCII), 0, 6);
      Posix.close(errno, port);
      pty.freshen();
      assertFalse(pty.isOpened());
      try (FileChannel again = open(pty.path())) {
        assertTrue(pty.isOpened());
        pty.write("next".getBytes(US_ASCII), 0, 4);
        assertEquals("next", new String(readWhole(again, 4), US_ASCII));
      }
    }
  }

  @Test
  void aFullBufferTakesFewerBytesAndNeverWaits() throws IOException {
    try (Pty pty = new Pty(folder.resolve("board1"))) {
      pty.plug();
      try (FileChannel port = open(pty.path())) {
        byte[] much = new byte[1 << 20];
        int taken = pty.write(much, 0, much.length);
        assertTrue(taken >= 4_000 && taken < much.length, "taken " + taken);
        assertEquals(taken, readWhole(port, taken).length);
      }
    }
  }

  @Test
  void pulledPlugEndsTheReaderAndTheSamePathComesBack() throws IOException {
    Path link = folder.resolve("board1");
    try (Pty pty = new Pty(link)) {
      pty.plug();
      assertEquals(link, pty.path());
      Path before = pty.device();
      try (FileChannel port = open(pty.path())) {
        pty.unplug();
        assertEquals(-1, end(port));
        assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
        assertFalse(Files.exists(before));
        assertNull(pty.path());
        assertEquals(0, pty.read(new byte[8]));
        pty.plug();
        assertEquals(pty.device(), link.toRealPath());
      }
      try (FileChannel port = open(link)) {
        pty.write("back".getBytes(US_ASCII), 0, 4);
        assertEquals("back", new String(readWhole(port, 4), US_ASCII));
      }
    }
  }

  /// A hung-up terminal gives an end of file or an error, whichever the kernel prefers.
  private static int end(FileChannel port) {
    try {
      return port.read(ByteBuffer.allocate(1));
    } catch (IOException _) {
      return -1;
    }
  }

  @Test
  void closeLeavesNoLinkAndNoDescriptor() throws IOException {
    long before = masters();
    for (int i = 0; i < 50; i++) {
      Pty pty = new Pty(folder.resolve("board" + i));
      pty.plug();
      pty.plug();
      assertEquals(before + 1, masters());
      pty.close();
      pty.close();
    }
    assertEquals(before, masters());
    assertEquals(0, folder.toFile().list().length);
  }

  private static long masters() throws IOException {
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(PtyTest::isTerminalMaster).count();
    }
  }

  private static boolean isTerminalMaster(Path each) {
    try {
      return Files.readSymbolicLink(each).toString().contains("ptmx");
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void aLeftOverLinkIsReplacedAndAFileIsNot() throws IOException {
    Path link = folder.resolve("board1");
    Files.createSymbolicLink(link, Path.of("/dev/pts/no-such-number"));
    try (Pty pty = new Pty(link)) {
      pty.plug();
      assertEquals(pty.device(), link.toRealPath());
    }
    Files.writeString(link, "somebody's file");
    try (Pty pty = new Pty(link)) {
      IOException refused = assertThrows(IOException.class, pty::plug);
      assertTrue(refused.getMessage().contains("is no link"), refused.getMessage());
      assertFalse(pty.isPlugged());
    }
    assertEquals("somebody's file", Files.readString(link));
  }

  @Test
  void aLinkThatNamesAnotherPortByNowIsLeftAlone() throws IOException {
    Path link = folder.resolve("board1");
    try (Pty first = new Pty(link);
        Pty second = new Pty(link)) {
      first.plug();
      second.plug();
      first.unplug();
      assertEquals(second.device(), link.toRealPath());
    }
  }

  @Test
  void withoutALinkTheDeviceFileIsThePath() throws IOException {
    try (Pty pty = new Pty(null)) {
      pty.plug();
      assertEquals(pty.device(), pty.path());
      assertTrue(Files.exists(pty.path()));
    }
  }
}
