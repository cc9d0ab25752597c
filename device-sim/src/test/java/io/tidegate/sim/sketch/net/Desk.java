package io.tidegate.sim.sketch.net;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.net.AccessPoint;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.sketch.In;
import io.tidegate.sim.sketch.Out;
import io.tidegate.sim.sketch.SketchLink;
import io.tidegate.sim.world.World;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/// A sketch's process as [SketchNet] sees it, played by a test: in a garden with an access point,
/// and a network behind it.
final class Desk implements SketchLink {
  static final long MILLI = 1_000_000;
  static final long SECOND = 1_000 * MILLI;

  /// 2030-01-01: where the certificates of the tests are valid.
  static final long UNIX_SECONDS = 1_893_456_000;

  final World world = new World(1);
  final Lan lan = new Lan(world);
  final AccessPoint accessPoint = new AccessPoint("garden", "secret", lan);
  final Station station = new Station(world, List.of(accessPoint));
  final SketchNet net = new SketchNet(station, lan);

  private final Queue<In> events = new ArrayDeque<>();
  private final World.Turn turn;

  Desk() {
    accessPoint.clock(() -> UNIX_SECONDS * 1_000 + world.nowNanos() / MILLI);
    net.start(this);
    turn =
        world.add(
            nowNanos -> {
              while (net.dueNanos() <= nowNanos) {
                net.run(nowNanos, null);
              }
              return net.dueNanos();
            });
  }

  void tell(Out message) {
    net.message(message.kind(), In.of(message), _ -> {});
    wake();
  }

  In ask(Out message) {
    In[] answer = new In[1];
    net.message(message.kind(), In.of(message), out -> answer[0] = In.of(out));
    assertNotNull(answer[0], "it was not answered");
    return answer[0];
  }

  void runFor(long nanos) {
    world.runTo(world.nowNanos() + nanos);
  }

  /// The next message of this kind within so much time of the world; others are left out.
  In await(int kind, long nanos) {
    long untilNanos = world.nowNanos() + nanos;
    do {
      for (In each = events.poll(); each != null; each = events.poll()) {
        if (each.kind() == kind) {
          return each;
        }
      }
    } while (world.runNext(untilNanos));
    throw new AssertionError("no message of kind " + kind);
  }

  In await(int kind) {
    return await(kind, 10 * SECOND);
  }

  /// Whether none of this kind has come.
  boolean none(int kind) {
    return events.stream().noneMatch(each -> each.kind() == kind);
  }

  void forget() {
    events.clear();
  }

  /// Into the garden's network.
  void join() {
    tell(new Out(NetKinds.WIFI_BEGIN).text("garden").text("secret"));
    runFor(6 * SECOND);
    assertTrue(!station.address().isEmpty(), "it has no address");
    forget();
  }

  long lookup(String host) {
    return lookup(host, 0);
  }

  long lookup(String host, int forPort) {
    tell(new Out(NetKinds.LOOKUP).u32(1).text(host).u16(forPort));
    In found = await(NetKinds.LOOKED_UP, 30 * SECOND);
    found.u32();
    return found.u32();
  }

  /// Connection 5, to this server.
  void connect(String host, int port) {
    tell(new Out(NetKinds.TCP_CONNECT).u32(5).u32(lookup(host)).u16(port));
    In state = await(NetKinds.TCP_STATE);
    state.u32();
    assertTrue(state.u8() == 1, () -> "not established: " + state.u8() + " " + state.text());
  }

  @Override
  public void event(Out event) {
    events.add(In.of(event));
  }

  @Override
  public long nowNanos() {
    return world.nowNanos();
  }

  @Override
  public long worldNanos(long chipNanos) {
    return chipNanos;
  }

  @Override
  public long chipNanos(long worldNanos) {
    return worldNanos;
  }

  @Override
  public void wake() {
    turn.wake(world.nowNanos());
  }
}
