package io.tidegate.sim.lx106.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.net.Door;
import io.tidegate.sim.net.Led;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.net.host.HostNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A guest among programs of this machine.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RelayHostTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int MQTT = 1_883;
  private static final int MOST_TURNS = 20_000;
  private static final String ROUTER = "192.168.1.1";
  private static final byte[] HELLO = {'h', 'e', 'l', 'l', 'o'};

  private final HostNetwork network = HostNetwork.open();
  private final ServerSocket server = new ServerSocket(0, 50, LOOPBACK);
  private final DatagramSocket peer = new DatagramSocket(0, LOOPBACK);
  private final Led led = new Led(network, MQTT, "127.0.0.1", server.getLocalPort());
  private final Bench bench = new Bench(1, new Doors(Set.of(80), Set.of(5_000), MQTT), lan -> led);

  RelayHostTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    network.close();
    server.close();
    peer.close();
  }

  private void until(BooleanSupplier holds) {
    for (int turn = 0; !holds.getAsBoolean(); turn++) {
      assertTrue(turn < MOST_TURNS, "it does not happen");
      network.turn(1);
      bench.runFor(10 * Bench.MILLI);
    }
  }

  private static byte[] bytes(long seed, int count) {
    byte[] bytes = new byte[count];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  private static int port(Door door) {
    return Integer.parseInt(door.at().substring(door.at().lastIndexOf(':') + 1));
  }

  private byte[] ask(String name) {
    ByteBuffer question = ByteBuffer.allocate(12 + name.length() + 2 + 4);
    question.putShort((short) 7).putShort((short) 0x100).putShort((short) 1).position(12);
    for (String label : name.split("\\.")) {
      question.put((byte) label.length()).put(label.getBytes(ISO_8859_1));
    }
    question.put((byte) 0).putShort((short) 1).putShort((short) 1);
    bench.heard.clear();
    bench.udp(4_000, ROUTER, 53, question.array());
    until(() -> !bench.heard.isEmpty());
    byte[] answer = bench.heard.getLast();
    return Arrays.copyOfRange(answer, 42, answer.length);
  }

  private static String address(byte[] answer) {
    assertEquals(0, answer[3] & 0xF);
    return Octets.text(Octets.u32(answer, answer.length - 4));
  }

  @Test
  void theHostsOwnAddressIsTheRoutersAndLeadsToItsServers() throws IOException {
    bench.join();
    assertEquals(ROUTER, address(ask("localhost")));
    GuestTcp guest = bench.calls(1_024, ROUTER, server.getLocalPort());
    byte[] up = bytes(1, 50_000);
    guest.write(up);
    guest.end();
    until(() -> guest.state == GuestTcp.State.OPEN);
    try (Socket socket = server.accept()) {
      AtomicReference<byte[]> heard = new AtomicReference<>();
      byte[] down = bytes(2, 100_000);
      Thread echo =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      heard.set(socket.getInputStream().readAllBytes());
                      socket.getOutputStream().write(down);
                      socket.shutdownOutput();
                    } catch (IOException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      until(guest::otherEnded);
      until(() -> !echo.isAlive());
      assertArrayEquals(up, heard.get());
      assertArrayEquals(down, guest.received());
    }
    until(() -> bench.relay.connections() == 0);
    assertEquals(0, bench.relay.count(Count.TCP_REFUSED));
  }

  @Test
  void aNameThatNobodyKnowsIsTheBrokersAndOneThatLeadsIsKnown() throws IOException {
    led.lead("api.example", 80, "localhost", server.getLocalPort());
    bench.join();
    String unknown = address(ask("broker.invalid"));
    assertTrue(unknown.startsWith("10."), unknown);
    GuestTcp guest = bench.calls(1_024, unknown, MQTT);
    until(() -> guest.state == GuestTcp.State.OPEN);
    server.accept().close();
    GuestTcp web = bench.calls(1_025, address(ask("api.example")), 80);
    until(() -> web.state == GuestTcp.State.OPEN);
    server.accept().close();
    until(() -> guest.otherEnded() && web.otherEnded());
  }

  @Test
  void whereNothingListensTheGuestIsRefusedAndWhoResetsIsHeard() throws IOException {
    bench.join();
    address(ask("localhost"));
    int port = server.getLocalPort();
    GuestTcp guest = bench.calls(1_024, ROUTER, port);
    until(() -> guest.state == GuestTcp.State.OPEN);
    Socket socket = server.accept();
    socket.setSoLinger(true, 0);
    socket.close();
    until(() -> guest.state == GuestTcp.State.RESET);
    server.close();
    GuestTcp refused = bench.calls(1_025, ROUTER, port);
    until(() -> refused.state == GuestTcp.State.RESET);
    assertEquals(0, bench.relay.connections());
  }

  @Test
  void whoComesByADoorIsHeardAndWhoHangsUpIsOver() throws IOException {
    bench.join();
    until(() -> bench.relay.doors().size() == 2);
    GuestTcp guest = bench.waits(80);
    byte[] down = bytes(3, 100_000);
    guest.write(down);
    int door = port(bench.relay.doors().getFirst());
    try (Socket socket = new Socket(LOOPBACK, door)) {
      socket.getOutputStream().write(HELLO);
      until(() -> guest.received().length == HELLO.length);
      AtomicReference<byte[]> heard = new AtomicReference<>();
      Thread reader = Thread.ofVirtual().start(() -> heard.set(slowly(socket, down.length)));
      until(() -> !reader.isAlive());
      assertArrayEquals(down, heard.get());
      socket.setSoLinger(true, 0);
    }
    until(() -> bench.relay.connections() == 0);
    assertEquals(GuestTcp.State.RESET, guest.state);
    GuestTcp other = bench.waits(80);
    try (Socket socket = new Socket(LOOPBACK, door)) {
      until(() -> other.state == GuestTcp.State.OPEN);
      other.reset();
      until(() -> bench.relay.connections() == 0);
      bench.runFor(Bench.SECOND);
      network.turn(1);
      SocketException told =
          assertThrows(SocketException.class, () -> socket.getInputStream().read());
      assertTrue(told.getMessage().contains("reset"), told::getMessage);
    }
  }

  private static byte[] slowly(Socket socket, int count) {
    try {
      InputStream in = socket.getInputStream();
      ByteBuffer all = ByteBuffer.allocate(count);
      for (int i = 0; all.hasRemaining(); i++) {
        all.put(in.readNBytes(Math.min(all.remaining(), 1 + i % 777)));
      }
      return all.array();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aDoorOfADeadOrAddresslessBoardIsShutAndOpensAgain() throws IOException {
    bench.runFor(Bench.SECOND);
    assertEquals(0, bench.relay.doors().size(), "it has no address yet");
    bench.join();
    until(() -> bench.relay.doors().size() == 2);
    int door = port(bench.relay.doors().getFirst());
    GuestTcp guest = bench.waits(80);
    try (Socket socket = new Socket(LOOPBACK, door)) {
      until(() -> guest.state == GuestTcp.State.OPEN);
      bench.station.reset();
      bench.relay.reset();
      network.turn(1);
      assertRefused(door);
      socket.setSoTimeout(50);
      try {
        socket.getInputStream().read();
        assertTrue(false, "a board that has no power says nothing");
      } catch (java.net.SocketTimeoutException e) {
        assertEquals(0, bench.relay.connections(), e::getMessage);
      }
    }
    bench.join();
    until(() -> bench.relay.doors().size() == 2);
    GuestTcp anew = bench.waits(80);
    try (Socket socket = new Socket(LOOPBACK, port(bench.relay.doors().getFirst()))) {
      socket.getOutputStream().write(HELLO);
      until(() -> anew.received().length == HELLO.length);
    }
  }

  private static void assertRefused(int port) throws IOException {
    try (Socket socket = new Socket(LOOPBACK, port)) {
      assertTrue(false, "connected: " + socket);
    } catch (SocketException e) {
      assertTrue(e.getMessage().contains("refused"), e::getMessage);
    }
  }

  @Test
  void datagramsGoOutAndComeInByTheirDoor() throws IOException {
    bench.join();
    until(() -> bench.relay.doors().size() == 2);
    address(ask("localhost"));
    peer.setSoTimeout(30_000);
    bench.udp(4_321, ROUTER, peer.getLocalPort(), HELLO);
    bench.runFor(Bench.SECOND);
    DatagramPacket came = new DatagramPacket(new byte[100], 100);
    peer.receive(came);
    assertEquals(HELLO.length, came.getLength());
    bench.heard.clear();
    peer.send(new DatagramPacket(HELLO, 5, came.getSocketAddress()));
    peer.send(new DatagramPacket(HELLO, 4, LOOPBACK, port(bench.relay.doors().getLast())));
    until(() -> bench.heard.size() == 2);
    ByteBuffer first = ByteBuffer.wrap(bench.heard.getFirst());
    assertEquals(Octets.address(ROUTER), first.getInt(26));
    Set<Integer> ports = Set.of(first.getShort(36) & 0xFFFF, portOf(bench.heard.getLast()));
    assertEquals(Set.of(4_321, 5_000), ports);
  }

  private static int portOf(byte[] frame) {
    return ByteBuffer.wrap(frame).getShort(36) & 0xFFFF;
  }

  @Test
  void withoutAHintANameThatNobodyKnowsIsNone() {
    Bench plain = new Bench(2, Doors.NONE, lan -> new Led(lan, MQTT, "broker", MQTT));
    plain.lan.listen("broker", MQTT, each -> () -> {});
    plain.join();
    ByteBuffer question = ByteBuffer.allocate(22).putShort((short) 7).putShort((short) 0x100);
    question.putShort((short) 1).position(12).put((byte) 4).put("what".getBytes(ISO_8859_1));
    question.put((byte) 0).putShort((short) 1).putShort((short) 1);
    plain.udp(4_000, ROUTER, 53, question.array());
    plain.runFor(Bench.SECOND);
    assertEquals(3, plain.heard.getLast()[42 + 3] & 0xF);
    Tcp broker = plain.station.connect("10.0.0.1", MQTT, () -> {});
    plain.runFor(Bench.SECOND);
    assertEquals(Tcp.State.ESTABLISHED, broker.state());
  }
}
