package io.tidegate.sim.lx106.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.net.Udp;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayTcpTest {
  private static final long MILLI = Bench.MILLI;
  private static final long SECOND = Bench.SECOND;
  private static final int PORT = 7;
  private static final byte[] HELLO = {'h', 'e', 'l', 'l', 'o'};

  /// The other end: says all it has to say, keeps what it hears, and ends when told to.
  private static final class Server {
    final List<Lan.Wire> wires = new ArrayList<>();
    final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    byte[] says = {};
    boolean reads = true;
    boolean ends;
    private int said;

    Runnable accept(Lan.Wire wire) {
      wires.add(wire);
      look(wire);
      return () -> look(wire);
    }

    void look(Tcp wire) {
      byte[] chunk = new byte[1_000];
      for (int count = 1; reads && count > 0; ) {
        count = wire.read(chunk, 0, chunk.length);
        heard.write(chunk, 0, count);
      }
      said += wire.write(says, said, says.length - said);
      if (ends && said == says.length) {
        wire.close();
      }
    }
  }

  private final Server server = new Server();

  private Bench bench(long seed, Doors doors) {
    Bench bench = new Bench(seed, doors);
    bench.lan.listen("10.0.0.1", PORT, server::accept);
    bench.join();
    return bench;
  }

  private static byte[] bytes(long seed, int count) {
    byte[] bytes = new byte[count];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  private static ByteBuffer last(Bench bench) {
    return ByteBuffer.wrap(bench.heard.getLast());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aMegabyteEachWayArrivesWholeOverABadEther(long seed) {
    Bench bench = bench(seed, Doors.NONE);
    byte[] up = bytes(seed, 1_000_000);
    server.says = bytes(-seed, 1_000_000);
    server.ends = false;
    bench.faults(0.01);
    GuestTcp guest = bench.calls(1_024, "10.0.0.1", PORT);
    guest.write(up);
    for (int i = 0; i < 4_000 && !(guest.isAcknowledged() && allHeard(guest)); i++) {
      bench.runFor(SECOND);
      server.wires.forEach(server::look);
    }
    assertArrayEquals(up, server.heard.toByteArray(), "seed " + seed);
    assertArrayEquals(server.says, guest.received(), "seed " + seed);
    assertTrue(bench.relay.count(Count.DAMAGED) > 0);
    assertTrue(bench.relay.count(Count.TCP_RESENT) > 0);
    guest.end();
    for (int i = 0; i < 100 && !guest.otherEnded(); i++) {
      bench.runFor(SECOND);
    }
    assertTrue(guest.otherEnded() && guest.isAcknowledged());
    bench.runFor(60 * SECOND);
    assertEquals(0, bench.relay.connections());
  }

  private boolean allHeard(GuestTcp guest) {
    return guest.received().length == server.says.length;
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void whoCallsTheGuestGetsThroughAndAllOfItArrives(long seed) {
    Bench bench = bench(seed, new Doors(Set.of(80), Set.of(), 0));
    GuestTcp guest = bench.waits(80);
    guest.write(bytes(seed, 200_000));
    guest.end();
    bench.faults(0.02);
    server.says = bytes(-seed, 100_000);
    Tcp caller = bench.lan.connect(bench.station.address(), 80, () -> {});
    for (int i = 0; i < 2_000 && !(guest.isAcknowledged() && allHeard(guest)); i++) {
      bench.runFor(SECOND / 10);
      server.look(caller);
    }
    server.look(caller);
    assertArrayEquals(bytes(seed, 200_000), server.heard.toByteArray(), "seed " + seed);
    assertArrayEquals(server.says, guest.received(), "seed " + seed);
    bench.runFor(30 * SECOND);
    assertEquals(Tcp.State.CLOSED, caller.state());
  }

  @Test
  void thoseWhoCallAGuestThatDoesNotWaitAreTurnedAway() {
    Bench bench = bench(21, new Doors(Set.of(80), Set.of(), 0));
    Tcp refused = bench.lan.connect(bench.station.address(), 80, () -> {});
    bench.runFor(SECOND / 2);
    ByteBuffer call = last(bench);
    assertEquals(GuestTcp.SYN, bench.heard.getLast()[47]);
    bench.send(
        Wire.tcp(
            bench.router,
            bench.own,
            80,
            call.getInt(26),
            call.getShort(34) & 0xFFFF,
            0,
            call.getInt(38) + 1,
            GuestTcp.RST | GuestTcp.ACK,
            0,
            new byte[0]));
    bench.runFor(SECOND);
    assertEquals(Tcp.State.CLOSED, refused.state());
    Tcp unheard = bench.lan.connect(bench.station.address(), 80, () -> {});
    bench.runFor(SECOND / 2);
    int before = call.getShort(34) & 0xFFFF;
    assertEquals(before + 1, last(bench).getShort(34) & 0xFFFF, "not the port of just before");
    bench.runFor(120 * SECOND);
    assertEquals(Tcp.State.CLOSED, unheard.state());
    assertEquals(1, bench.relay.count(Count.TCP_GIVEN_UP));
    assertEquals(0, bench.relay.connections());
  }

  @Test
  void oneWhoIsRefusedHearsItAndOneWhomNobodyHearsDoesNot() {
    Bench bench = bench(31, Doors.NONE);
    bench.lan.reach("10.0.0.1", PORT, Lan.Reach.REFUSED);
    GuestTcp refused = bench.calls(1_024, "10.0.0.1", PORT);
    GuestTcp alone = bench.calls(1_025, "10.0.0.77", PORT);
    bench.runFor(5 * SECOND);
    assertEquals(GuestTcp.State.RESET, refused.state);
    assertEquals(GuestTcp.State.CALLING, alone.state);
    bench.lan.reach("10.0.0.1", PORT, Lan.Reach.SILENT);
    GuestTcp silent = bench.calls(1_026, "10.0.0.1", PORT);
    bench.runFor(5 * SECOND);
    assertEquals(GuestTcp.State.CALLING, silent.state);
    bench.lan.reach("10.0.0.1", PORT, Lan.Reach.OPEN);
    bench.runFor(5 * SECOND);
    assertEquals(GuestTcp.State.OPEN, silent.state);
  }

  @Test
  void theGuestsBytesAreAcknowledgedWhenTheyAreOverThere() {
    Bench bench = bench(41, Doors.NONE);
    GuestTcp guest = bench.calls(1_024, "10.0.0.1", PORT);
    bench.runFor(SECOND);
    assertEquals(GuestTcp.State.OPEN, guest.state);
    bench.lan.reach("10.0.0.1", PORT, Lan.Reach.SILENT);
    server.reads = false;
    guest.write(bytes(1, 100_000));
    bench.runFor(20 * SECOND);
    int taken = guest.acknowledgedBytes();
    assertTrue(taken > 0 && taken < 70_000, "taken: " + taken);
    bench.lan.reach("10.0.0.1", PORT, Lan.Reach.OPEN);
    server.reads = true;
    for (int i = 0; i < 100 && !guest.isAcknowledged(); i++) {
      bench.runFor(SECOND);
      server.wires.forEach(server::look);
    }
    assertArrayEquals(bytes(1, 100_000), server.heard.toByteArray());
  }

  @Test
  void aGuestThatReadsNothingIsAskedNowAndThenAndLosesNothing() {
    Bench bench = bench(51, Doors.NONE);
    server.says = bytes(5, 20_000);
    GuestTcp guest = bench.calls(1_024, "10.0.0.1", PORT);
    guest.reads = 0;
    bench.runFor(10 * SECOND);
    bench.heard.clear();
    bench.runFor(400 * SECOND);
    int asked = bench.heard.size();
    assertTrue(asked > 3 && asked < 20, "asked: " + asked);
    assertEquals(1, bench.relay.connections());
    assertEquals(4 * 536, guest.received().length);
    guest.reads = 100;
    bench.runFor(100 * SECOND);
    assertArrayEquals(server.says, guest.received());
  }

  @Test
  void theOtherSidesEndComesAfterItsBytesAndTheGuestsIsTaken() {
    Bench bench = bench(61, Doors.NONE);
    server.says = HELLO;
    server.ends = true;
    GuestTcp guest = bench.calls(1_024, "10.0.0.1", PORT);
    bench.runFor(2 * SECOND);
    assertArrayEquals(HELLO, guest.received());
    assertTrue(guest.otherEnded());
    assertFalse(guest.isAcknowledged() && bench.relay.connections() == 0);
    guest.end();
    bench.runFor(SECOND);
    assertTrue(guest.isAcknowledged());
    bench.runFor(20 * SECOND);
    assertEquals(0, bench.relay.connections());
  }

  @Test
  void bothMayEndAtOnce() {
    Bench bench = bench(71, Doors.NONE);
    GuestTcp guest = bench.calls(1_024, "10.0.0.1", PORT);
    bench.runFor(SECOND);
    server.wires.getFirst().close();
    guest.write(HELLO);
    guest.end();
    bench.runFor(30 * SECOND);
    boolean done = guest.otherEnded() && guest.isAcknowledged();
    assertTrue(done || guest.state == GuestTcp.State.RESET);
    assertEquals(0, bench.relay.connections());
  }

  /// One that goes by connections, such as a sketch: it needs no door.
  @Test
  void anotherBoardOfTheAccessPointComesToThePortsOfTheGuest() {
    Bench bench = bench(82, Doors.NONE);
    Station near = new Station(bench.world, List.of(bench.accessPoint));
    near.begin("garden", "secret");
    bench.runFor(6 * SECOND);
    GuestTcp guest = bench.waits(80);
    guest.write(new byte[] {1, 2, 3});
    Tcp caller = near.connect(bench.station.address(), 80, () -> {});
    bench.runFor(2 * SECOND);
    assertEquals(Tcp.State.ESTABLISHED, caller.state());
    assertEquals(Octets.address(near.address()), guest.other);
    caller.write(new byte[] {4, 5}, 0, 2);
    bench.runFor(2 * SECOND);
    assertArrayEquals(new byte[] {4, 5}, guest.received());
    byte[] heard = new byte[3];
    assertEquals(3, caller.read(heard, 0, 3));
    assertArrayEquals(new byte[] {1, 2, 3}, heard);
    guest.reset();
    bench.runFor(2 * SECOND);
    assertEquals(Tcp.State.CLOSED, caller.state());
    assertEquals(0, bench.relay.connections());
    Udp udp = near.udp(4_000, () -> {});
    bench.heard.clear();
    udp.send(bench.station.address(), 5_000, new byte[] {6});
    bench.runFor(SECOND);
    ByteBuffer datagram = ByteBuffer.wrap(bench.heard.getLast());
    assertEquals(5_000, datagram.getShort(36));
    bench.udp(5_000, near.address(), 4_000, new byte[] {7});
    bench.runFor(SECOND);
    assertArrayEquals(new byte[] {7}, udp.next().bytes());
    assertEquals(List.of(), bench.relay.doors());
  }

  @Test
  void aGuestThatHangsUpIsOverForTheOtherSideToo() {
    Bench bench = bench(81, Doors.NONE);
    GuestTcp guest = bench.calls(1_024, "10.0.0.1", PORT);
    bench.runFor(SECOND);
    guest.reset();
    bench.runFor(SECOND);
    assertEquals(Tcp.State.CLOSED, server.wires.getFirst().state());
    assertEquals(0, bench.relay.connections());
  }

  @Test
  void aProbeIsAnsweredAndASegmentOfNoConnectionIsRefused() {
    Bench bench = bench(91, Doors.NONE);
    GuestTcp guest = bench.calls(1_024, "10.0.0.1", PORT);
    bench.runFor(SECOND);
    bench.heard.clear();
    guest.probe();
    bench.runFor(MILLI);
    assertEquals(1, bench.heard.size());
    assertEquals(GuestTcp.ACK, bench.heard.getLast()[47]);
    bench.relay.reset();
    guest.probe();
    bench.runFor(MILLI);
    assertEquals(GuestTcp.State.RESET, guest.state);
    assertEquals(1, bench.relay.count(Count.TCP_REFUSED));
  }

  @Test
  void aGuestThatHasBegunAnewGetsItsOldPortBack() {
    Bench bench = bench(101, Doors.NONE);
    bench.calls(1_024, "10.0.0.1", PORT);
    bench.runFor(SECOND);
    GuestTcp anew = bench.calls(1_024, "10.0.0.1", PORT);
    bench.runFor(MILLI);
    // the answer is about the old connection: a guest says so
    ByteBuffer answer = last(bench);
    anew.send(answer.getInt(42), GuestTcp.RST, new byte[0]);
    bench.runFor(5 * SECOND);
    assertEquals(GuestTcp.State.OPEN, anew.state);
    assertEquals(2, server.wires.size());
  }

  @Test
  void withTheWifiTheConnectionsGoWithoutAWord() {
    Bench bench = bench(111, Doors.NONE);
    bench.calls(1_024, "10.0.0.1", PORT);
    bench.runFor(SECOND);
    bench.accessPoint.on(false);
    bench.heard.clear();
    bench.runFor(20 * SECOND);
    assertEquals(0, bench.heard.size());
    assertEquals(0, bench.relay.connections());
    assertEquals(Tcp.State.ESTABLISHED, server.wires.getFirst().state());
  }

  @Test
  void beyondTheLimitConnectionsAreDroppedAndCountedAndSilentOnesMakeRoom() {
    Bench bench = bench(121, Doors.NONE);
    for (int i = 0; i < Connections.MOST_OPEN + 3; i++) {
      bench.calls(2_000 + i, "10.0.0.1", PORT);
      bench.runFor(100 * MILLI);
    }
    assertEquals(Connections.MOST_OPEN, bench.relay.connections());
    assertTrue(bench.relay.count(Count.TCP_FULL) >= 3);
    bench.runFor(310 * SECOND);
    assertEquals(3, bench.relay.count(Count.TCP_EVICTED));
    assertEquals(Connections.MOST_OPEN + 3, server.wires.size());
  }

  @Test
  void theSameSeedGivesTheSameFrames() {
    assertEquals(hash(131), hash(131));
  }

  private int hash(long seed) {
    Bench bench = new Bench(seed, Doors.NONE);
    Server other = new Server();
    other.says = bytes(seed, 50_000);
    bench.lan.listen("10.0.0.1", PORT, other::accept);
    bench.join();
    bench.faults(0.05);
    bench.calls(1_024, "10.0.0.1", PORT).write(bytes(seed, 50_000));
    bench.runFor(200 * SECOND);
    int hash = Arrays.hashCode(other.heard.toByteArray());
    for (byte[] each : bench.heard) {
      hash = 31 * hash + Arrays.hashCode(each);
    }
    return hash;
  }
}
