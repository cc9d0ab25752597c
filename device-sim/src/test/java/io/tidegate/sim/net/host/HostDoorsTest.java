package io.tidegate.sim.net.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.net.Listener;
import io.tidegate.sim.net.Lookup;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.net.Udp;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who comes to a board from this machine.
class HostDoorsTest {
  private static final long LONGEST_NANOS = 30_000_000_000L;

  private final HostNetwork network = HostNetwork.open();
  private int changes;

  HostDoorsTest() throws IOException {}

  @AfterEach
  void close() {
    network.close();
  }

  private void await(BooleanSupplier done) {
    long beginNanos = System.nanoTime();
    while (!done.getAsBoolean()) {
      assertTrue(System.nanoTime() - beginNanos < LONGEST_NANOS, "it did not come");
      network.turn(50);
    }
  }

  private static int port(String place) {
    assertTrue(place.startsWith("127.0.0.1:"), place);
    return Integer.parseInt(place.substring(place.indexOf(':') + 1).split(",")[0]);
  }

  @Test
  void aServerIsReachedOnTheLoopbackAndSpeaksBothWays() throws IOException {
    Listener listener = network.listen("192.168.1.2", 80, () -> changes++);
    assertEquals("", listener.words());
    try (Socket guest = new Socket(InetAddress.ofLiteral("127.0.0.1"), port(listener.place()))) {
      guest.getOutputStream().write("hello".getBytes(UTF_8));
      Listener.Guest[] came = new Listener.Guest[1];
      await(
          () -> {
            came[0] = came[0] == null ? listener.accept(() -> changes++) : came[0];
            return came[0] != null && came[0].tcp().available() == 5;
          });
      assertEquals(guest.getLocalPort(), came[0].port());
      Tcp tcp = came[0].tcp();
      assertEquals(2, tcp.write("ok".getBytes(UTF_8), 0, 2));
      assertEquals("ok", new String(guest.getInputStream().readNBytes(2), UTF_8));
    }
    assertTrue(changes >= 2);
    assertNull(listener.accept(() -> {}));
    listener.close();
  }

  @Test
  void twoBoardsMayHaveTheSamePort() {
    Listener first = network.listen("192.168.1.2", 80, () -> {});
    Listener second = network.listen("192.168.1.3", 80, () -> {});
    assertTrue(port(first.place()) != port(second.place()));
    assertTrue(second.place().endsWith(", as 8080 is taken"), second.place());
    first.close();
    second.close();
  }

  @Test
  void datagramsComeAndAreAnswered() throws IOException {
    Udp udp = network.udp("192.168.1.2", 0, () -> changes++);
    try (DatagramSocket peer = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      byte[] hello = "hello".getBytes(UTF_8);
      peer.setSoTimeout(30_000);
      peer.send(
          new DatagramPacket(
              hello, hello.length, InetAddress.ofLiteral("127.0.0.1"), port(udp.place())));
      await(() -> changes > 0);
      Udp.Datagram came = udp.next();
      assertEquals("hello", new String(came.bytes(), UTF_8));
      assertEquals(peer.getLocalPort(), came.fromPort());
      udp.send(came.fromHost(), came.fromPort(), "ok".getBytes(UTF_8));
      DatagramPacket answer = new DatagramPacket(new byte[16], 16);
      peer.receive(answer);
      assertEquals("ok", new String(answer.getData(), 0, answer.getLength(), UTF_8));
    }
    udp.close();
  }

  @Test
  void namesAreLookedUpWithoutWaiting() {
    Lookup literal = network.lookup("10.1.2.3", () -> {});
    assertEquals("10.1.2.3", literal.address());
    Lookup local = network.lookup("localhost", () -> changes++);
    await(local::over);
    assertEquals("127.0.0.1", local.address());
    assertEquals(1, changes);
  }
}
