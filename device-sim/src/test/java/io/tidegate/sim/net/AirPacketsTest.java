package io.tidegate.sim.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.world.World;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AirPacketsTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private final World world = new World(1);
  private final AccessPoint point = new AccessPoint("garden", "", new Lan(world));
  private final Station one = new Station(world, List.of(point));
  private final Station other = new Station(world, List.of(point));
  private int dropped;
  private final AirPackets from = one.packets(() -> {}, () -> dropped++);
  private final AirPackets to = other.packets(() -> {}, () -> dropped++);

  private void runFor(long nanos) {
    world.runTo(world.nowNanos() + nanos);
  }

  private void join() {
    one.begin("garden", "");
    other.begin("garden", "");
    runFor(6 * SECOND);
  }

  @Test
  void theyComeInTheOrderInWhichTheyWentAndTakeTheAirsTime() {
    assertFalse(from.reaches(other.address()));
    join();
    assertTrue(from.reaches(other.address()));
    assertFalse(from.reaches(one.address()), "not itself");
    point.reception(new Reception(-60, 0, 10 * MILLI, 100 * MILLI));
    for (int i = 0; i < 20; i++) {
      from.send(other.address(), new byte[] {(byte) i});
      runFor(MILLI);
    }
    assertNull(to.next());
    runFor(SECOND);
    for (int i = 0; i < 20; i++) {
      assertEquals(i, to.next()[0]);
    }
    assertNull(to.next());
    assertEquals(0, dropped);
  }

  @Test
  void whatNobodyTakesIsKeptUpToALimitAndCounted() {
    join();
    for (int i = 0; i < 100; i++) {
      from.send(other.address(), new byte[] {1});
    }
    assertEquals(36, dropped);
    runFor(SECOND);
    for (int i = 0; i < 10; i++) {
      from.sendToAll(new byte[] {2});
    }
    runFor(SECOND);
    assertEquals(46, dropped);
    int came = 0;
    while (to.next() != null) {
      came++;
    }
    assertEquals(64, came);
  }

  @Test
  void nothingPassesWhileTheAccessPointIsOffNorToOneThatHasLeft() {
    join();
    from.send(other.address(), new byte[] {1});
    point.on(false);
    runFor(SECOND);
    from.send(other.address(), new byte[] {2});
    runFor(SECOND);
    point.on(true);
    runFor(SECOND);
    assertNull(to.next());
    String address = other.address();
    other.disconnect();
    assertFalse(from.reaches(address));
    from.send(address, new byte[] {3});
    from.sendToAll(new byte[] {4});
    runFor(SECOND);
    assertNull(to.next());
    assertEquals(0, dropped);
  }

  @Test
  void anAddressThatSomebodyHasIsGivenToNobodyElse() {
    join();
    Set<String> given = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      Station guest = new Station(world, List.of(point));
      guest.begin("garden", "");
      runFor(6 * SECOND);
      given.add(guest.address());
      guest.disconnect();
    }
    assertEquals(248, given.size(), "250, and two are not free");
    assertFalse(given.contains(one.address()));
    assertFalse(given.contains(other.address()));
  }
}
