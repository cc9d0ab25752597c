package io.tidegate.sim.lx106.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
