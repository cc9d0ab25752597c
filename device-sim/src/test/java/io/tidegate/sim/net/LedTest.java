package io.tidegate.sim.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedTest {
  private final World world = new World(1);
  private final Lan lan = new Lan(world);
  private final Led led = new Led(lan, 1_883, "broker", 1_884);
  private final List<String> came = new ArrayList<>();

  @BeforeEach
  void begin() {
    lan.listen("broker", 1_884, server("broker"));
    lan.listen("desk", 8_080, server("desk"));
  }

  private Lan.Server server(String name) {
    return _ -> {
      came.add(name);
      return () -> {};
    };
  }

  @Test
  void onePortLeadsToOneMachineByWhateverNameOrAddress() {
    Lookup found = led.lookup("broker.emqx.io", 1_883, () -> {});
    led.connect(found.address(), 1_883, () -> {});
    led.connect("192.168.43.4", 1_883, () -> {});
    world.runTo(1_000_000_000);
    assertEquals(List.of("broker", "broker"), came);
  }

  @Test
  void aNameThatNobodyKnowsHasNoAddressForAnythingElse() {
    assertTrue(led.lookup("broker.emqx.io", () -> {}).over());
    assertEquals("", led.lookup("broker.emqx.io", () -> {}).address());
    assertEquals("", led.lookup("broker.emqx.io", 80, () -> {}).address());
    assertEquals("10.0.0.1", led.lookup("broker", 80, () -> {}).address());
  }

  @Test
  void whatIsLedByNameArrivesWhereItWasLed() {
    led.lead("api.example", 80, "desk", 8_080);
    led.lead("desk.example", 0, "desk", 0);
    String api = led.lookup("API.example", () -> {}).address();
    assertNotEquals("", api);
    led.connect(api, 80, () -> {});
    led.connect("desk.example", 8_080, () -> {});
    Tcp other = led.connect(api, 81, () -> {});
    world.runTo(10_000_000_000L);
    assertEquals(List.of("desk", "desk"), came);
    assertEquals(Tcp.State.CLOSED, other.state());
  }

  @Test
  void datagramsToALedNameArriveWhereItWasLedAndTheAnswersComeFromThere() {
    led.lead("pool.ntp.org", 123, "desk", 1_123);
    Udp desk = lan.udp("10.0.0.2", 1_123, () -> {});
    Udp stranger = lan.udp("10.0.0.9", 7, () -> {});
    Udp board = led.udp("192.168.1.2", 4_000, () -> {});
    String address = led.lookup("pool.ntp.org", () -> {}).address();
    assertTrue(led.leads(address, 123) && !led.leads(address, 124));
    board.send(address, 123, new byte[] {1});
    board.send(address, 124, new byte[] {2});
    board.send("10.0.0.9", 7, new byte[] {3});
    world.runTo(1_000_000_000);
    Udp.Datagram came = desk.next();
    assertEquals("192.168.1.2", came.fromHost());
    assertNull(desk.next());
    assertEquals(3, stranger.next().bytes()[0]);
    desk.send("192.168.1.2", 4_000, new byte[] {4});
    stranger.send("192.168.1.2", 4_000, new byte[] {5});
    world.runTo(2_000_000_000);
    Udp.Datagram answer = board.next();
    assertEquals(address + ":123", answer.fromHost() + ":" + answer.fromPort());
    assertEquals("10.0.0.9", board.next().fromHost());
    assertEquals(4_000, board.port());
    board.close();
  }

  @Test
  void whoAsksALedTimeServerForTheTimeHearsThatOne() {
    AccessPoint point = new AccessPoint("garden", "", led);
    point.clock(() -> 0);
    Station station = new Station(world, List.of(point));
    led.lead("pool.ntp.org", 0, "desk", 1_123);
    Udp desk = lan.udp("10.0.0.2", 1_123, () -> {});
    station.begin("garden", "");
    world.runTo(6_000_000_000L);
    Udp board = station.udp(4_000, () -> {});
    Lookup found = station.lookup("pool.ntp.org", 0, () -> {});
    Lookup other = station.lookup("time.nist.gov", 0, () -> {});
    world.runTo(7_000_000_000L);
    assertEquals(AccessPoint.OWN_ADDRESS, other.address());
    board.send(found.address(), 123, new byte[48]);
    world.runTo(8_000_000_000L);
    assertEquals(48, desk.next().bytes().length);
    assertNull(board.next());
  }
}
