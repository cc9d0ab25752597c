package io.tidegate.sim.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
}
