package io.tidegate.gateway.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.system.Eventually;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Messages over real datagram sockets.
@Timeout(180)
class NotifySocketTest {
  @TempDir Path folder;

  private static void arrives(String name) throws IOException {
    try (Receiver receiver = new Receiver(name)) {
      NotifySocket socket = new NotifySocket(name);
      assertEquals("", socket.send("READY=1\nSTATUS=zwölf Boards"));
      assertEquals("", socket.send("WATCHDOG=1"));
      int us = (int) ProcessHandle.current().pid();
      assertEquals(
          List.of(
              new Receiver.Heard("READY=1\nSTATUS=zwölf Boards", us),
              new Receiver.Heard("WATCHDOG=1", us)),
          receiver.all());
    }
  }

  @Test
  void aMessageArrivesAtAPathFromOurProcess() throws IOException {
    arrives(folder.resolve("notify").toString());
  }

  @Test
  void aMessageArrivesAtAnAbstractName() throws IOException {
    arrives("@tidegate-test-" + UUID.randomUUID());
  }

  @Test
  void theLongestPathIsReachedToTheLastByte() throws IOException {
    String start = folder.resolve("n").toString();
    arrives(start + "x".repeat(NotifySocket.LIMIT_BYTES - start.length()));
  }

  @Test
  void whatIsWrongWithTheSocketIsSaidInWords() throws IOException {
    String name = folder.resolve("notify").toString();
    NotifySocket socket = new NotifySocket(name);
    assertEquals("there is no such socket (error 2)", socket.send("READY=1"));
    Receiver receiver = new Receiver(name);
    receiver.close();
    assertEquals("nobody listens there (error 111)", socket.send("READY=1"));
    Files.delete(Path.of(name));
    try (ServerSocketChannel stream = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      stream.bind(UnixDomainSocketAddress.of(name));
      assertEquals("it is no datagram socket (error 91)", socket.send("READY=1"));
    }
    assertEquals(
        "nobody listens there (error 111)",
        new NotifySocket("@nobody-" + UUID.randomUUID()).send("READY=1"));
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals(
        "a folder on its way is none (error 20)",
        new NotifySocket(file + "/notify").send("READY=1"));
  }

  @Test
  void aReceiverThatDoesNotReadHoldsNobodyUp() throws IOException {
    String name = folder.resolve("notify").toString();
    try (Receiver receiver = new Receiver(name)) {
      NotifySocket socket = new NotifySocket(name);
      StringBuilder words = new StringBuilder();
      for (int i = 0; i < 100_000 && words.isEmpty(); i++) {
        words.append(socket.send("STATUS=" + i));
      }
      assertEquals("its queue is full, nobody reads it (error 11)", words.toString());
      assertTrue(receiver.all().size() > 1);
      assertEquals("", socket.send("READY=1"), "and it takes more when it has read");
    }
  }

  @Test
  void manyMessagesLeaveNoDescriptorOpen() throws IOException {
    String name = folder.resolve("notify").toString();
    NotifySocket nobody = new NotifySocket("@nobody-" + UUID.randomUUID());
    try (Receiver receiver = new Receiver(name)) {
      NotifySocket socket = new NotifySocket(name);
      assertEquals("", socket.send("first"));
      long before = sockets();
      for (int i = 0; i < 200; i++) {
        assertEquals("", socket.send("WATCHDOG=1"));
        receiver.all();
        nobody.send("WATCHDOG=1");
      }
      // other tests' threads may hold some for a moment
      Eventually.await(60_000, () -> sockets() < before + 100, () -> sockets() + " sockets");
    }
  }

  private static long sockets() {
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(NotifySocketTest::isSocket).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void aNameThatCannotBeOneIsRefused() {
    for (String name : List.of("", "notify", "/", "/a\0b", "/" + "x".repeat(107))) {
      assertThrows(IllegalArgumentException.class, () -> new NotifySocket(name), name);
    }
  }
}
