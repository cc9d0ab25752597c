package io.tidegate.sim.net.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class HostNetworkTest {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int LOOK_MILLIS = 20;
  private final HostNetwork network = HostNetwork.open();
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private int changes;

  HostNetworkTest() throws IOException {}

  @AfterEach
  void stop() throws IOException {
    network.close();
    server.close();
  }

  private Tcp connect(String host, int port) {
    return network.connect(host, port, () -> changes++);
  }

  private void until(BooleanSupplier holds) {
    while (!holds.getAsBoolean()) {
      network.turn(LOOK_MILLIS);
    }
  }

  private Tcp connected() {
    Tcp tcp = connect(LOOPBACK, server.getLocalPort());
    until(() -> tcp.state() != Tcp.State.CONNECTING);
    assertEquals(Tcp.State.ESTABLISHED, tcp.state(), tcp.words());
    return tcp;
  }

  @Test
  void bytesGoBothWaysAndTheOwnerIsTold() throws IOException {
    Tcp tcp = connected();
    try (Socket peer = server.accept()) {
      assertTrue(changes > 0);
      assertEquals(3, tcp.write(new byte[] {1, 2, 3}, 0, 3));
      assertArrayEquals(new byte[] {1, 2, 3}, peer.getInputStream().readNBytes(3));
      int before = changes;
      peer.getOutputStream().write(new byte[] {4, 5});
      until(() -> tcp.available() == 2);
      assertTrue(changes > before);
      byte[] got = new byte[5];
      assertEquals(1, tcp.read(got, 0, 1));
      assertEquals(1, tcp.read(got, 1, 4));
      assertArrayEquals(new byte[] {4, 5, 0, 0, 0}, got);
    }
  }

  @Test
  void whoListensNowhereAndWhatHasNoName() throws IOException {
    int free = server.getLocalPort();
    server.close();
    Tcp refused = connect(LOOPBACK, free);
    Tcp unknown = connect("nobody.invalid", 1_883);
    until(() -> refused.state() == Tcp.State.CLOSED && unknown.state() == Tcp.State.CLOSED);
    assertEquals("Connection refused", refused.words());
    assertEquals("no such host: nobody.invalid", unknown.words());
    assertEquals(2, changes);
  }

  @Test
  void aNameIsLookedUpElsewhere() throws IOException {
    Tcp tcp = connect("localhost", server.getLocalPort());
    until(() -> tcp.state() != Tcp.State.CONNECTING);
    assertEquals(Tcp.State.ESTABLISHED, tcp.state(), tcp.words());
    server.accept().close();
  }

  @Test
  void theOtherSidesEndIsSeenAndWhatCameBeforeCanBeRead() throws IOException {
    Tcp tcp = connected();
    try (Socket peer = server.accept()) {
      peer.getOutputStream().write(7);
    }
    until(() -> tcp.state() == Tcp.State.CLOSED);
    assertEquals("closed by the other side", tcp.words());
    assertEquals(1, tcp.available());
    assertEquals(0, tcp.write(new byte[1], 0, 1));
  }

  @Test
  void aConnectionOfANetworkThatWasClosedIsFoundClosed() throws IOException {
    Tcp tcp = connected();
    try (Socket peer = server.accept()) {
      peer.getOutputStream().write(7);
      until(() -> tcp.available() == 1);
      network.close();
      assertEquals(Tcp.State.CLOSED, tcp.state());
      assertEquals(1, tcp.read(new byte[1], 0, 1));
      assertEquals(0, tcp.write(new byte[1], 0, 1));
      assertEquals(-1, peer.getInputStream().read());
    }
  }

  @Test
  void aResetIsSaidInTheSystemsWords() throws IOException {
    Tcp tcp = connected();
    Socket peer = server.accept();
    peer.setSoLinger(true, 0);
    peer.close();
    until(() -> tcp.state() == Tcp.State.CLOSED);
    assertTrue(tcp.words().contains("reset"), tcp.words());
  }

  @Test
  void whatIsNotReadStaysBoundedHereAndTheRestWaits() throws Exception {
    byte[] much = new byte[3_000_000];
    new Random(1).nextBytes(much);
    Tcp tcp = connected();
    try (Socket peer = server.accept()) {
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      peer.getOutputStream().write(much);
                    } catch (IOException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      until(() -> tcp.available() == 2_144);
      network.turn(LOOK_MILLIS);
      assertEquals(2_144, tcp.available());
      byte[] got = new byte[much.length];
      int[] at = {0};
      until(() -> (at[0] += tcp.read(got, at[0], got.length - at[0])) == got.length);
      assertArrayEquals(much, got);
      writer.join();
    }
  }

  @Test
  void whatThePeerDoesNotReadIsTakenUntilItIsEnough() throws IOException {
    Tcp tcp = connected();
    try (Socket peer = server.accept()) {
      byte[] some = new byte[500];
      int[] taken = {0};
      int[] last = {1};
      while (last[0] > 0) {
        last[0] = tcp.write(some, 0, some.length);
        taken[0] += last[0];
      }
      assertEquals(1_072, tcp.unacknowledged());
      int total = taken[0];
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  peer.getInputStream().readNBytes(total);
                } catch (SocketException _) {
                  // the test is over
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      until(() -> tcp.unacknowledged() == 0);
    }
  }

  @Test
  void aBoardThatVanishesLeavesItsConnectionStanding() throws IOException {
    Tcp tcp = connected();
    try (Socket peer = server.accept()) {
      peer.setSoTimeout(200);
      tcp.vanish();
      assertEquals(Tcp.State.CLOSED, tcp.state());
      peer.getOutputStream().write(new byte[100]);
      network.turn(LOOK_MILLIS);
      try {
        assertEquals(0, peer.getInputStream().read(), "neither a byte nor an end is expected");
      } catch (java.net.SocketTimeoutException _) {
        assertEquals(1, network.connections());
      }
    }
    until(() -> network.connections() == 0);
  }

  @Test
  void closingTellsTheOtherSide() throws IOException {
    Tcp tcp = connected();
    try (Socket peer = server.accept()) {
      tcp.close();
      assertEquals("closed here", tcp.words());
      network.turn(0);
      assertEquals(-1, peer.getInputStream().read());
    }
  }

  @Test
  void whatWasWrittenBeforeTheEndReachesASlowReader() throws Exception {
    Tcp tcp = connected();
    try (Socket peer = server.accept()) {
      byte[] some = new byte[500];
      int total = 0;
      for (int taken = 1; taken > 0; total += taken) {
        taken = tcp.write(some, 0, some.length);
      }
      assertTrue(tcp.unacknowledged() > 0);
      tcp.close();
      tcp.close();
      assertEquals("closed here", tcp.words());
      int[] heard = {0};
      Thread reader =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      heard[0] = peer.getInputStream().readAllBytes().length;
                    } catch (IOException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      until(() -> !reader.isAlive());
      assertEquals(total, heard[0]);
      assertEquals(0, network.connections());
    }
  }

  @Test
  void whoHasEndedStillHearsAndWhoStaysOpenStillTalks() throws IOException {
    Tcp tcp = connected();
    tcp.staysOpen();
    try (Socket peer = server.accept()) {
      peer.getOutputStream().write(7);
      peer.shutdownOutput();
      until(() -> tcp.state() != Tcp.State.ESTABLISHED);
      assertEquals(Tcp.State.ENDED, tcp.state());
      assertEquals(1, tcp.available());
      assertEquals(2, tcp.write(new byte[] {1, 2}, 0, 2));
      tcp.end();
      assertEquals("closed by the other side", tcp.words());
      assertArrayEquals(new byte[] {1, 2}, peer.getInputStream().readAllBytes());
    }
    Tcp other = connected();
    try (Socket peer = server.accept()) {
      other.end();
      assertEquals(0, other.write(new byte[1], 0, 1));
      assertEquals(-1, peer.getInputStream().read());
      assertEquals(Tcp.State.ESTABLISHED, other.state());
      peer.getOutputStream().write(new byte[] {3, 4});
      until(() -> other.available() == 2);
    }
    until(() -> other.state() == Tcp.State.CLOSED);
    assertEquals("closed by the other side", other.words());
  }

  @Test
  void inAWorldItLooksByItself() throws IOException {
    World world = new World(1);
    network.joinWorld(world, 1_000_000);
    Tcp tcp = connect(LOOPBACK, server.getLocalPort());
    try (Socket peer = server.accept()) {
      peer.getOutputStream().write(9);
      while (tcp.available() == 0) {
        world.runTo(world.nowNanos() + 1_000_000);
        Thread.onSpinWait();
      }
    }
    network.close();
    world.runTo(world.nowNanos() + 10_000_000);
    assertEquals(Long.MAX_VALUE, world.dueNanos());
    assertEquals("this network is closed", connect(LOOPBACK, 1).words());
  }
}
