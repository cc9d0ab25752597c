package io.tidegate.sim.lx106.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.net.Station;
import io.tidegate.sim.net.Tcp;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayNoiseTest {
  private static final int FRAMES = 20_000;

  private final Doors doors = new Doors(Set.of(80), Set.of(53, 67, 5_353), 0);

  /// Headers are right, so that what is inside is looked at; the rest is anything.
  private static byte[] anything(Bench bench, SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(120)];
    random.nextBytes(bytes);
    int port = new int[] {53, 67, 123, 7, random.nextInt(65_536)}[random.nextInt(5)];
    int other = random.nextInt(4) == 0 ? random.nextInt() : Wire.address(10, 0, 0, 1);
    byte[] to = random.nextInt(8) == 0 ? Wire.ALL : bench.router;
    int from = random.nextInt(8) == 0 ? random.nextInt() : bench.own;
    int protocol = new int[] {1, 2, 6, 17, random.nextInt(256)}[random.nextInt(5)];
    return switch (random.nextInt(5)) {
      case 0 -> Wire.udp(to, from, random.nextInt(65_536), other, port, bytes);
      case 1 ->
          Wire.tcp(
              to,
              from,
              1_000 + random.nextInt(200),
              other,
              7,
              random.nextInt(5_000),
              random.nextInt(),
              random.nextInt(64),
              random.nextInt(65_536),
              bytes);
      case 2 -> Wire.ip(to, protocol, from, other, bytes);
      case 3 -> Wire.ethernet(to, random.nextBoolean() ? 0x806 : 0x800, bytes);
      default -> bytes;
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whateverAGuestSendsNothingThrowsAndNothingGrows(long seed) {
    Bench bench = new Bench(seed, doors);
    bench.lan.listen("10.0.0.1", 7, each -> () -> {});
    bench.join();
    byte[] router = bench.router;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < FRAMES; i++) {
      byte[] frame = anything(bench, random);
      if (random.nextInt(4) == 0 && frame.length > 0) {
        frame[random.nextInt(frame.length)] = (byte) random.nextInt();
      }
      bench.relay.fromGuest(frame, frame.length, bench.world.nowNanos());
      if (i % 16 == 0) {
        bench.runFor(Bench.MILLI);
      }
      assertTrue(bench.relay.connections() <= Connections.MOST_OPEN);
    }
    for (Count each : Set.of(Count.DAMAGED, Count.TCP_FULL, Count.UDP_EVICTED, Count.DNS_BAD)) {
      assertTrue(bench.relay.count(each) > 0, each.words());
    }
    bench.relay.reset();
    bench.router = router;
    bench.runFor(10 * Bench.SECOND);
    bench.heard.clear();
    bench.send(Wire.arp(1, bench.own, Octets.address("10.0.0.1")));
    bench.runFor(Bench.MILLI);
    assertEquals(1, bench.heard.size());
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void whateverAGuestSaysToThoseAtItsDoorTheyEndAndTheDoorStaysUsable(long seed) {
    Bench bench = new Bench(seed, doors);
    bench.join();
    SplittableRandom random = new SplittableRandom(seed);
    List<Tcp> callers = new ArrayList<>();
    byte[] chunk = new byte[1_000];
    for (int i = 0; i < FRAMES / 4; i++) {
      if (i % 20 == 0) {
        callers.add(bench.lan.connect(bench.station.address(), 80, () -> {}));
      }
      answer(bench, random);
      for (Tcp each : callers) {
        meddle(each, chunk, random);
      }
      bench.runFor(random.nextInt(40) * Bench.MILLI);
      assertTrue(bench.relay.connections() <= Connections.MOST_OPEN);
    }
    callers.forEach(Tcp::close);
    bench.runFor(600 * Bench.SECOND);
    assertTrue(bench.relay.connections() <= Connections.MOST_OPEN);
    bench.relay.reset();
    bench.runFor(Bench.SECOND);
    assertEquals(0, bench.relay.connections());
    GuestTcp guest = bench.waits(80);
    Tcp caller = bench.lan.connect(bench.station.address(), 80, () -> {});
    bench.runFor(Bench.SECOND);
    assertEquals(5, caller.write(new byte[5], 0, 5));
    bench.runFor(Bench.SECOND);
    assertEquals(5, guest.received().length);
  }

  /// To one of those frames that were heard last: numbers are near the right ones.
  private static void answer(Bench bench, SplittableRandom random) {
    if (bench.heard.isEmpty()) {
      return;
    }
    ByteBuffer in = ByteBuffer.wrap(bench.heard.get(random.nextInt(bench.heard.size())));
    if (in.capacity() < 54 || in.get(23) != 6) {
      return;
    }
    byte[] bytes = new byte[random.nextInt(4) == 0 ? random.nextInt(600) : 0];
    int near = random.nextInt(4) == 0 ? random.nextInt(-3, 4) : 0;
    int[] usual = {16, 18, 17, 20, 4, 2, 24, random.nextInt(64)};
    bench.send(
        Wire.tcp(
            bench.router,
            bench.own,
            in.getShort(36) & 0xFFFF,
            in.getInt(26),
            in.getShort(34) & 0xFFFF,
            in.getInt(42) + near,
            in.getInt(38) + 1 + near,
            usual[random.nextInt(usual.length)],
            random.nextInt(3_000),
            bytes));
  }

  private static void meddle(Tcp caller, byte[] chunk, SplittableRandom random) {
    switch (random.nextInt(200)) {
      case 0 -> caller.write(chunk, 0, random.nextInt(chunk.length));
      case 1 -> caller.read(chunk, 0, random.nextInt(chunk.length));
      case 2 -> caller.staysOpen();
      case 3 -> caller.end();
      case 4 -> caller.close();
      case 5 -> caller.vanish();
      default -> {}
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8})
  void whateverOneBoardSendsAnotherTakesItAsItIsAndNothingGrows(long seed) {
    Bench bench = new Bench(seed, Doors.NONE);
    bench.join();
    Station other = new Station(bench.world, List.of(bench.accessPoint));
    byte[] mac = {2, 2, 2, 2, 2, 2};
    Relay neighbour = new Relay(other, mac, Doors.NONE, bench.world.chance(), () -> {});
    other.begin("garden", "secret");
    neighbour.run(0, each -> {});
    bench.runFor(6 * Bench.SECOND);
    int there = Octets.address(other.address());
    SplittableRandom random = new SplittableRandom(seed);
    List<byte[]> came = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      int[] targets = {there, -1, Wire.address(224, 0, 0, 251), Wire.address(192, 168, 1, 255)};
      int target = targets[random.nextInt(targets.length)];
      byte[] frame = Wire.ip(bench.router, random.nextInt(256), bench.own, target, bytes);
      bench.relay.fromGuest(frame, frame.length, bench.world.nowNanos());
      if (i % 500 == 0) {
        bench.runFor(Bench.MILLI);
        neighbour.run(bench.world.nowNanos(), came::add);
      }
    }
    assertTrue(bench.relay.count(Count.NEIGHBOUR_FULL) > 0);
    assertTrue(came.size() > 0 && came.size() <= 64 * FRAMES / 500, "" + came.size());
    for (byte[] each : came) {
      assertTrue((each[0] & 1) != 0 || Arrays.equals(each, 0, 6, mac, 0, 6));
      assertEquals(bench.own, Octets.u32(each, 26));
    }
  }

  @Test
  void framesThatNobodyTakesAreKeptUpToALimit() {
    Bench bench = new Bench(9, Doors.NONE);
    bench.join();
    for (int i = 0; i < 1_000; i++) {
      byte[] asks = Wire.arp(1, bench.own, Octets.address("10.0.0.1"));
      bench.relay.fromGuest(asks, asks.length, bench.world.nowNanos());
    }
    assertEquals(1_000 - Frames.MOST_WAITING, bench.relay.count(Count.FRAMES_FULL));
  }

  @Test
  void aLengthThatIsNotTheFramesIsDamage() {
    Bench bench = new Bench(9, Doors.NONE);
    bench.join();
    bench.relay.fromGuest(new byte[20], 21, 0);
    bench.relay.fromGuest(new byte[2_000], 2_000, 0);
    bench.relay.fromGuest(new byte[0], -1, 0);
    assertEquals(3, bench.relay.count(Count.DAMAGED));
  }
}
