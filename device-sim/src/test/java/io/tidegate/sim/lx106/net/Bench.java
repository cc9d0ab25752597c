package io.tidegate.sim.lx106.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.sim.net.AccessPoint;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Network;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.net.WifiStatus;
import io.tidegate.sim.world.World;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/// A world with an access point, servers behind it, a relay, and a guest whose frames may be lost,
/// doubled, late and damaged on their way in either direction.
final class Bench {
  static final long MILLI = 1_000_000;
  static final long SECOND = 1_000 * MILLI;
  private static final long TICK_NANOS = 10 * MILLI;

  final World world;
  final Lan lan;
  final AccessPoint accessPoint;
  final Station station;
  final Relay relay;
  final List<byte[]> heard = new ArrayList<>();
  final Map<Integer, GuestTcp> tcp = new HashMap<>();
  private final SplittableRandom random;
  private final World.Turn turn;
  private double faults;
  byte[] router = Wire.ALL;
  int own;

  Bench(long seed, Doors doors) {
    this(seed, doors, lan -> lan);
  }

  /// `behind`: what is behind the access point, with what is in the world.
  Bench(long seed, Doors doors, Function<Lan, Network> behind) {
    world = new World(seed);
    random = world.chance();
    lan = new Lan(world);
    accessPoint = new AccessPoint("garden", "secret", behind.apply(lan));
    station = new Station(world, List.of(accessPoint));
    World.Turn[] later = new World.Turn[1];
    relay =
        new Relay(
            station,
            Wire.GUEST,
            doors,
            random.split(),
            () -> {
              if (later[0] != null) {
                later[0].wake(world.nowNanos());
              }
            });
    turn = world.add(now -> relay.run(now, frame -> passes(frame, this::toGuest)));
    later[0] = turn;
    world.add(
        now -> {
          tcp.values().forEach(each -> each.run(now));
          return now + TICK_NANOS;
        });
  }

  /// So many of all frames meet each of the faults.
  void faults(double part) {
    faults = part;
  }

  void runFor(long nanos) {
    world.runTo(world.nowNanos() + nanos);
  }

  /// In the network, without a word by the guest.
  void join() {
    station.begin("garden", "secret");
    runFor(6 * SECOND);
    assertEquals(WifiStatus.CONNECTED, station.status());
    own = Octets.address(station.address());
    send(Wire.arp(1, own, Octets.address("192.168.1.1")));
    runFor(MILLI);
    router = Arrays.copyOfRange(heard.getLast(), 6, 12);
    heard.clear();
  }

  void send(byte[] frame) {
    passes(
        frame,
        each -> {
          relay.fromGuest(each, each.length, world.nowNanos());
          turn.wake(world.nowNanos());
        });
  }

  void udp(int port, String to, int toPort, byte[] bytes) {
    send(Wire.udp(router, own, port, Octets.address(to), toPort, bytes));
  }

  GuestTcp waits(int port) {
    GuestTcp fresh = new GuestTcp(own, port, router, this::send);
    tcp.put(port, fresh);
    return fresh;
  }

  GuestTcp calls(int port, String to, int toPort) {
    GuestTcp fresh = waits(port);
    fresh.call(Octets.address(to), toPort, random.nextInt(), world.nowNanos());
    return fresh;
  }

  boolean happens() {
    return random.nextDouble() < faults;
  }

  private void passes(byte[] frame, Consumer<byte[]> to) {
    if (happens()) {
      return;
    }
    byte[] damaged = frame.clone();
    if (happens()) {
      damaged[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
    }
    if (happens()) {
      world.at(world.nowNanos() + random.nextLong(300 * MILLI), () -> to.accept(damaged));
    }
    if (happens()) {
      world.at(world.nowNanos() + random.nextLong(300 * MILLI), () -> to.accept(damaged));
    } else {
      to.accept(damaged);
    }
  }

  private void toGuest(byte[] frame) {
    if (!Wire.isWhole(frame)) {
      if (faults == 0) {
        throw new AssertionError("a frame that no guest would take");
      }
      return;
    }
    heard.add(frame);
    if (heard.size() > 1_000) {
      heard.removeFirst();
    }
    ByteBuffer in = ByteBuffer.wrap(frame);
    if (in.getShort(12) == 0x800 && frame[23] == 6) {
      GuestTcp end = tcp.get(in.getShort(36) & 0xFFFF);
      if (end != null && (end.other == 0 || isOf(end, in))) {
        end.heard(frame, world.nowNanos());
      }
    }
  }

  private static boolean isOf(GuestTcp end, ByteBuffer in) {
    return end.other == in.getInt(26) && end.otherPort == (in.getShort(34) & 0xFFFF);
  }
}
