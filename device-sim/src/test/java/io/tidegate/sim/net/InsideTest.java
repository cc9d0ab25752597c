package io.tidegate.sim.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.world.World;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two boards of one access point, behind which is a network that does not know them.
class InsideTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int BROKER_PORT = 1883;

  private final World world = new World(1);
  private final Lan behind = new Lan(world);
  private int came;
  private final AccessPoint point =
      new AccessPoint("garden", "", new Led(new Deaf(behind), BROKER_PORT, "broker", BROKER_PORT));
  private final Station one = new Station(world, List.of(point));
  private final Station other = new Station(world, List.of(point));

  /// The host's own network: where a board waits is no address there.
  private record Deaf(Network lan) implements Network {
    @Override
    public Tcp connect(String host, int port, Runnable changed) {
      return lan.connect(host, port, changed);
    }

    @Override
    public Lookup lookup(String host, int forPort, Runnable changed) {
      return lan.lookup(host, forPort, changed);
    }

    /// What is sent is for nobody.
    @Override
    public Udp udp(String address, int port, Runnable changed) {
      return lan.udp("10.9.9.9", port, changed);
    }
  }

  @BeforeEach
  void join() {
    behind.listen(
        "broker",
        BROKER_PORT,
        wire -> {
          came++;
          return () -> {};
        });
    other.inside().called("Shed");
    one.begin("garden", "");
    other.begin("garden", "");
    runFor(6 * SECOND);
    assertEquals(WifiStatus.CONNECTED, one.status());
    assertEquals(WifiStatus.CONNECTED, other.status());
  }

  private void runFor(long nanos) {
    world.runTo(world.nowNanos() + nanos);
  }

  private static String read(Tcp tcp) {
    byte[] into = new byte[100];
    return new String(into, 0, tcp.read(into, 0, into.length), StandardCharsets.UTF_8);
  }

  private static void write(Tcp tcp, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertEquals(bytes.length, tcp.write(bytes, 0, bytes.length));
  }

  @Test
  void theyReachEachOtherByTheirAddressesThroughTheAirOfBoth() {
    Listener server = other.listen(80, () -> {});
    Tcp caller = one.connect(other.address(), 80, () -> {});
    runFor(SECOND);
    Listener.Guest guest = server.accept(() -> {});
    assertEquals(Tcp.State.ESTABLISHED, caller.state());
    assertEquals(one.address(), guest.host());
    assertTrue(guest.port() >= 49_152, "port " + guest.port());
    write(caller, "who is there");
    runFor(SECOND);
    assertEquals("who is there", read(guest.tcp()));
    write(guest.tcp(), "the shed");
    guest.tcp().close();
    runFor(SECOND);
    assertEquals("the shed", read(caller));
    assertEquals(Tcp.State.CLOSED, caller.state());
  }

  @Test
  void whereNobodyWaitsItIsRefusedAndOneThatHasLeftAnswersNobody() {
    Tcp refused = one.connect(other.address(), 81, () -> {});
    runFor(SECOND);
    assertEquals(Tcp.State.CLOSED, refused.state());
    assertEquals(Network.REFUSED, refused.words());
    String address = other.address();
    other.listen(80, () -> {});
    other.disconnect();
    Tcp silent = one.connect(address, 80, () -> {});
    runFor(30 * SECOND);
    assertEquals(Tcp.State.CONNECTING, silent.state());
  }

  @Test
  void oneThatLosesItsPowerIsNotMissedByAWord() {
    Listener server = other.listen(80, () -> {});
    Tcp caller = one.connect(other.address(), 80, () -> {});
    runFor(SECOND);
    assertTrue(server.accept(() -> {}) != null);
    other.reset();
    runFor(10 * SECOND);
    assertEquals(Tcp.State.ESTABLISHED, caller.state());
  }

  @Test
  void theAccessPointKnowsThemByName() {
    for (String name : List.of("shed", "SHED.local")) {
      Lookup lookup = one.lookup(name, 0, () -> {});
      runFor(SECOND);
      assertEquals(other.address(), lookup.address(), name);
    }
    other.disconnect();
    Lookup gone = one.lookup("shed", 0, () -> {});
    runFor(SECOND);
    assertEquals("", gone.address());
  }

  @Test
  void datagramsGoFromOneToTheOtherAndTheAnswerFindsItsWay() {
    Udp from = one.udp(4_000, () -> {});
    Udp to = other.udp(5_000, () -> {});
    from.send(other.address(), 5_000, new byte[] {1, 2});
    runFor(SECOND);
    Udp.Datagram came = to.next();
    assertEquals(one.address(), came.fromHost());
    assertEquals(4_000, came.fromPort());
    assertArrayEquals(new byte[] {1, 2}, came.bytes());
    to.send(came.fromHost(), came.fromPort(), new byte[] {3});
    from.send(other.address(), 5_001, new byte[] {4});
    runFor(SECOND);
    assertArrayEquals(new byte[] {3}, from.next().bytes());
    assertNull(to.next());
  }

  /// A sketch has somebody's broker in it, and that address may be a board's here.
  @Test
  void theBrokersPortLeadsToTheBrokerWhateverTheAddress() {
    other.listen(BROKER_PORT, () -> {});
    Tcp caller = one.connect(other.address(), BROKER_PORT, () -> {});
    runFor(SECOND);
    assertEquals(Tcp.State.ESTABLISHED, caller.state());
    assertEquals(1, came);
  }

  @Test
  void whoWaitsForBoardsAloneIsNotFoundFromBehind() {
    AccessPoint plain = new AccessPoint("plain", "", behind);
    Station in = new Station(world, List.of(plain));
    Station near = new Station(world, List.of(plain));
    in.begin("plain", "");
    near.begin("plain", "");
    runFor(6 * SECOND);
    in.inside().whenKnocked(port -> in.inside().listen(port, () -> {}), _ -> {});
    Tcp inside = near.connect(in.address(), 80, () -> {});
    Tcp outside = behind.connect(in.address(), 80, () -> {});
    runFor(SECOND);
    assertEquals(Tcp.State.ESTABLISHED, inside.state());
    assertEquals(Tcp.State.CLOSED, outside.state());
  }
}
