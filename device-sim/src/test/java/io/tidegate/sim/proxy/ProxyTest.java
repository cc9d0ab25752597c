package io.tidegate.sim.proxy;

import static io.tidegate.sim.proxy.Site.end;
import static io.tidegate.sim.proxy.Site.read;
import static io.tidegate.sim.proxy.Site.rest;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The relay without a fault.
@Timeout(180)
class ProxyTest {
  private Site site;

  @BeforeEach
  void begin() throws IOException {
    site = new Site();
  }

  @AfterEach
  void finish() {
    site.close();
  }

  @Test
  void everyByteOfManyConnectionsPassesBothWaysInOrder() throws Exception {
    int connections = 20;
    int size = 500_000;
    List<Future<byte[]>> read = new ArrayList<>();
    List<byte[]> wanted = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < connections; i++) {
        Site.Pair pair = site.pair();
        for (List<Socket> way :
            List.of(List.of(pair.client(), pair.server()), List.of(pair.server(), pair.client()))) {
          byte[] bytes = new byte[size];
          new SplittableRandom(wanted.size()).nextBytes(bytes);
          wanted.add(bytes);
          Callable<byte[]> reading = () -> way.getLast().getInputStream().readNBytes(size);
          read.add(threads.submit(reading));
          threads.submit(
              () -> {
                way.getFirst().getOutputStream().write(bytes);
                return null;
              });
        }
      }
      for (int i = 0; i < wanted.size(); i++) {
        assertArrayEquals(wanted.get(i), read.get(i).get(40, TimeUnit.SECONDS), "stream " + i);
      }
    }
    Traffic traffic = site.proxy.traffic();
    long each = (long) connections * size;
    assertEquals(new Traffic(connections, 0, 0, connections, each, each, 0, 0, 0, 0), traffic);
  }

  @Test
  void anEndPassesAndTheOtherWayGoesOn() throws IOException {
    Site.Pair pair = site.pair();
    pair.up("last words");
    pair.client().shutdownOutput();
    assertEquals("last words", rest(pair.server()));
    pair.down("an answer");
    pair.server().close();
    assertEquals("an answer", rest(pair.client()));
    awaitOpen(0);
  }

  @Test
  void aResetPassesAsAReset() throws IOException {
    Site.Pair fromClient = site.pair();
    fromClient.client().setSoLinger(true, 0);
    fromClient.client().close();
    assertEquals("reset", end(fromClient.server()));
    Site.Pair fromServer = site.pair();
    fromServer.server().setSoLinger(true, 0);
    fromServer.server().close();
    assertEquals("reset", end(fromServer.client()));
    awaitOpen(0);
  }

  /// All that can wait is in the system's buffers and ours, whatever is sent.
  @Test
  void aReceiverThatDoesNotReadMakesItsSenderWait() throws IOException {
    InetSocketAddress at =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), site.proxy.port());
    try (SocketChannel sender = SocketChannel.open(at)) {
      Socket receiver = site.accepted();
      sender.configureBlocking(false);
      ByteBuffer zeros = ByteBuffer.allocate(64 * 1_024);
      long sent = 0;
      for (int idle = 0; idle < 50 && sent < 256L << 20; ) {
        int count = sender.write(zeros.clear());
        sent += count;
        idle = count > 0 ? 0 : idle + 1;
        if (count == 0) {
          LockSupport.parkNanos(5_000_000);
        }
      }
      assertTrue(sent < 256L << 20, "it took " + sent + " bytes and no end");
      long most = sent;
      assertEquals(most, receiver.getInputStream().readNBytes((int) most).length);
    }
  }

  @Test
  void aServerThatIsNotThereClosesTheConnectionAndIsCounted() throws IOException {
    site.server.close();
    assertEquals("closed", end(site.client()));
    Site.await(() -> site.proxy.traffic().unreachable() == 1, () -> "" + site.proxy.traffic());
    awaitOpen(0);
  }

  @Test
  void aHostThatDoesNotExistIsNamed() {
    InetSocketAddress nowhere = InetSocketAddress.createUnresolved("broker.nowhere.invalid", 1883);
    IOException refused = assertThrows(IOException.class, () -> Proxy.start(0, nowhere, 1));
    assertEquals("no such host: broker.nowhere.invalid", refused.getMessage());
  }

  @Test
  void aPortThatIsTakenIsRefused() {
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    int taken = site.proxy.port();
    IOException refused = assertThrows(IOException.class, () -> Proxy.start(taken, anywhere, 1));
    assertEquals(
        "port " + taken + " cannot be listened on: Address already in use", refused.getMessage());
  }

  @Test
  void closeEndsEverythingAndFreesThePort() throws IOException {
    Site.Pair pair = site.pair();
    Site.Pair held = site.pair();
    site.proxy.set(new NetFault.BlackHole(NetFault.Way.BOTH), Reach.PRESENT);
    int port = site.proxy.port();
    site.proxy.close();
    site.proxy.close();
    for (Socket each : List.of(pair.client(), pair.server(), held.client(), held.server())) {
      assertTrue(List.of("closed", "reset").contains(end(each)));
    }
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().equals("proxy-" + port)),
        "its thread is left");
    assertThrows(ConnectException.class, site::client);
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    try (Proxy next = Proxy.start(port, anywhere, 1)) {
      assertEquals(port, next.port());
    }
  }

  @Test
  void aConnectionThatIsOverLeavesNothing() throws IOException {
    for (int i = 0; i < 50; i++) {
      Site.Pair pair = site.pair();
      pair.up("x");
      assertEquals("x", read(pair.server(), 1));
      pair.client().close();
      assertEquals("closed", end(pair.server()));
      pair.server().close();
    }
    awaitOpen(0);
  }

  private void awaitOpen(int count) {
    Site.await(() -> site.proxy.traffic().open() == count, () -> "" + site.proxy.traffic());
  }
}
