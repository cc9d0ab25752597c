package io.tidegate.sim.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StationTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private final World world = new World(1);
  private final Lan lan = new Lan(world);
  private final AccessPoint accessPoint = new AccessPoint("garden", "secret", lan);
  private final Station station = new Station(world, List.of(accessPoint));
  private final List<Tcp> accepted = new ArrayList<>();

  StationTest() {
    lan.listen(
        "server",
        7,
        connection -> {
          accepted.add(connection);
          return () -> {};
        });
  }

  private void runFor(long nanos) {
    world.runTo(world.nowNanos() + nanos);
  }

  private void join() {
    station.begin("garden", "secret");
    runFor(6 * SECOND);
    assertEquals(WifiStatus.CONNECTED, station.status());
  }

  private Tcp connected() {
    Tcp tcp = station.connect("server", 7, () -> {});
    runFor(SECOND);
    assertEquals(Tcp.State.ESTABLISHED, tcp.state());
    return tcp;
  }

  @Test
  void theCodesAreThoseOfTheArduinoCore() {
    assertEquals(0, WifiStatus.IDLE.code());
    assertEquals(1, WifiStatus.NO_SSID_AVAILABLE.code());
    assertEquals(3, WifiStatus.CONNECTED.code());
    assertEquals(4, WifiStatus.CONNECT_FAILED.code());
    assertEquals(6, WifiStatus.WRONG_PASSWORD.code());
    assertEquals(7, WifiStatus.DISCONNECTED.code());
  }

  @Test
  void joiningTakesAMomentAndTellsTheBoard() {
    List<WifiStatus> told = new ArrayList<>();
    station.whenChanged(() -> told.add(station.status()));
    assertEquals(WifiStatus.IDLE, station.status());
    assertEquals(Station.NO_RSSI, station.rssi());
    station.begin("garden", "secret");
    assertEquals(WifiStatus.DISCONNECTED, station.status());
    runFor(300 * MILLI);
    assertEquals(WifiStatus.DISCONNECTED, station.status());
    runFor(6 * SECOND);
    assertEquals(List.of(WifiStatus.CONNECTED), told);
    assertEquals("192.168.1.2", station.address());
    assertTrue(Math.abs(station.rssi() + 55) <= 3);
  }

  @Test
  void aWrongPasswordIsSaidAfterAWhileAndTriedAgain() {
    station.begin("garden", "wrong");
    runFor(8 * SECOND);
    assertEquals(WifiStatus.WRONG_PASSWORD, station.status());
    accessPoint.password("wrong");
    runFor(10 * SECOND);
    assertEquals(WifiStatus.CONNECTED, station.status());
  }

  @Test
  void anUnknownNameIsLookedForAgainAndAgain() {
    station.begin("nobody", "");
    runFor(60 * SECOND);
    assertEquals(WifiStatus.NO_SSID_AVAILABLE, station.status());
    assertThrows(IllegalArgumentException.class, () -> new AccessPoint("", "", lan));
  }

  @Test
  void withoutDhcpItIsInAndHasNoAddressUntilItAsksAgain() {
    accessPoint.dhcp(false);
    station.begin("garden", "secret");
    runFor(10 * SECOND);
    assertEquals(WifiStatus.DISCONNECTED, station.status());
    assertTrue(station.rssi() < 0);
    assertEquals("", station.address());
    accessPoint.dhcp(true);
    runFor(60 * SECOND);
    assertEquals(WifiStatus.CONNECTED, station.status());
  }

  @Test
  void whoComesBackHasTheAddressThatHeHadAndNobodyElseGetsIt() {
    join();
    for (int i = 0; i < 300; i++) {
      station.kicked();
      runFor(10 * SECOND);
      assertEquals("192.168.1.2", station.address());
    }
    Station other = new Station(world, List.of(accessPoint));
    other.begin("garden", "secret");
    runFor(6 * SECOND);
    assertEquals("192.168.1.3", other.address());
  }

  @Test
  void aSilentAccessPointIsMissedOnlyAfterAWhile() {
    join();
    Tcp tcp = connected();
    accessPoint.on(false);
    runFor(8 * SECOND);
    assertEquals(WifiStatus.CONNECTED, station.status());
    assertEquals(Tcp.State.ESTABLISHED, tcp.state());
    runFor(SECOND);
    assertEquals(WifiStatus.DISCONNECTED, station.status());
    assertEquals(Tcp.State.CLOSED, tcp.state());
    assertEquals("the WiFi was lost", tcp.words());
    assertEquals("", station.address());
    runFor(10 * SECOND);
    assertEquals(WifiStatus.NO_SSID_AVAILABLE, station.status());
    assertEquals(Tcp.State.ESTABLISHED, accepted.getFirst().state(), "nobody told the server");
    accessPoint.on(true);
    runFor(10 * SECOND);
    assertEquals(WifiStatus.CONNECTED, station.status());
  }

  @Test
  void aShortGapIsBridgedAndWhatWasWrittenArrivesLater() {
    join();
    Tcp tcp = connected();
    accessPoint.on(false);
    assertEquals(3, tcp.write(new byte[] {1, 2, 3}, 0, 3));
    runFor(4 * SECOND);
    assertEquals(0, accepted.getFirst().available());
    assertEquals(3, tcp.unacknowledged());
    accessPoint.on(true);
    runFor(5 * SECOND);
    assertEquals(3, accepted.getFirst().available());
    assertEquals(0, tcp.unacknowledged());
  }

  @Test
  void whoIsKickedNoticesAtOnceAndComesBack() {
    join();
    Tcp tcp = connected();
    accessPoint.kick();
    assertEquals(WifiStatus.DISCONNECTED, station.status());
    assertEquals(Tcp.State.CLOSED, tcp.state());
    runFor(8 * SECOND);
    assertEquals(WifiStatus.CONNECTED, station.status());
  }

  @Test
  void whoDisconnectsStaysAway() {
    join();
    station.disconnect();
    runFor(60 * SECOND);
    assertEquals(WifiStatus.DISCONNECTED, station.status());
    Tcp tcp = station.connect("server", 7, () -> {});
    assertEquals(Tcp.State.CLOSED, tcp.state());
    assertEquals("there is no WiFi", tcp.words());
  }

  @Test
  void theStrongerOfTwoWithOneNameIsJoined() {
    AccessPoint near = new AccessPoint("garden", "secret", lan);
    near.reception(new Reception(-40, 0, 0, 0));
    Station other = new Station(world, List.of(accessPoint, near));
    other.begin("garden", "secret");
    runFor(6 * SECOND);
    assertTrue(Math.abs(other.rssi() + 40) <= 3);
  }

  @Test
  void aBoardOfItsOwnReceptionIsFarAwayAlone() {
    join();
    station.reception(new Reception(-90, 1, 0, 0));
    Tcp tcp = station.connect("server", 7, () -> {});
    runFor(30 * SECOND);
    assertEquals(Tcp.State.CONNECTING, tcp.state());
    station.reception(null);
    runFor(70 * SECOND);
    assertEquals(Tcp.State.ESTABLISHED, tcp.state());
  }

  @Test
  void nothingIsAcknowledgedForEverAndTheConnectionEnds() {
    join();
    Tcp tcp = connected();
    station.reception(new Reception(-90, 1, 0, 0));
    tcp.write(new byte[1], 0, 1);
    runFor(15 * 60 * SECOND);
    assertEquals(Tcp.State.CLOSED, tcp.state());
    assertEquals("nothing was acknowledged", tcp.words());
  }

  @Test
  void receptionHasLimits() {
    assertThrows(IllegalArgumentException.class, () -> new Reception(1, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> Reception.GOOD.withLoss(1.1));
    assertThrows(IllegalArgumentException.class, () -> Reception.GOOD.withLoss(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Reception.GOOD.withLatency(-1, 0));
  }
}
