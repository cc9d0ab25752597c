package io.tidegate.sim.sensor;

import static io.tidegate.sim.sensor.Bench.MILLI;
import static io.tidegate.sim.sensor.Bench.SECOND;
import static io.tidegate.sim.sensor.Bench.made;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.signal.Signal;
import io.tidegate.sim.signal.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What moves a pin: door contacts and motion sensors.
class ContactsTest {
  /// Opens after ten seconds for five, every minute.
  private static final Signal OFTEN = new Step(0, 1, 10 * SECOND, 5 * SECOND, 60 * SECOND);

  private static final Signal SHORT = new Step(0, 1, 100 * SECOND, SECOND, 0);

  /// When a sketch that watches the pin sees it change.
  private static List<Long> edges(Sensor sensor, long untilNanos) {
    List<Long> edges = new ArrayList<>();
    sensor.start(0);
    double level = sensor.read(0)[0];
    long nanos = sensor.edgeAfter(0);
    while (nanos < untilNanos) {
      double now = sensor.read(nanos)[0];
      if (now != level) {
        edges.add(nanos);
        level = now;
      }
      long next = sensor.edgeAfter(nanos);
      assertTrue(next > nanos, "an edge that lies behind");
      nanos = next;
    }
    return edges;
  }

  @Test
  void aDoorBouncesAndThenRests() {
    List<Long> edges = edges(made(SensorKind.DOOR, List.of(OFTEN)), 20 * SECOND);
    long opened = edges.stream().filter(nanos -> nanos < 12 * SECOND).count();
    assertEquals(10 * SECOND, edges.getFirst());
    assertTrue(opened >= 3 && opened <= 9 && opened % 2 == 1, edges::toString);
    for (long nanos : edges) {
      long since = nanos < 12 * SECOND ? nanos - 10 * SECOND : nanos - 15 * SECOND;
      assertTrue(since >= 0 && since < 5 * MILLI, edges::toString);
    }
    assertEquals(0, edges.size() % 2, "it ends closed");
  }

  @Test
  void aDoorThatDoesNotBounceHasOneEdgeForEachMove() {
    Sensor door = made(SensorKind.DOOR, List.of(OFTEN), "bounce", "0");
    assertEquals(
        List.of(10 * SECOND, 15 * SECOND, 70 * SECOND, 75 * SECOND), edges(door, 80 * SECOND));
  }

  @Test
  void aDoorIsWhereItIsHoweverSeldomSomebodyLooks() {
    Sensor door = made(SensorKind.DOOR, List.of(OFTEN));
    door.start(0);
    assertEquals(1, door.read(12 * SECOND)[0]);
    assertEquals(0, door.read(16 * SECOND)[0]);
    assertEquals(1, door.read(60 * SECOND * 3_000 + 12 * SECOND)[0]);
  }

  @Test
  void aWireThatIsOffIsAnOpenDoorAndAStuckContactStaysAsItWas() {
    Sensor door = made(SensorKind.DOOR, List.of(OFTEN), "bounce", "0");
    door.inject(Fault.DISCONNECTED, 2 * SECOND, 3 * SECOND);
    door.inject(Fault.STUCK, 9 * SECOND, 12 * SECOND);
    assertEquals(
        List.of(2 * SECOND, 3 * SECOND, 12 * SECOND, 15 * SECOND), edges(door, 20 * SECOND));
  }

  @Test
  void motionHoldsTheOutputAndFurtherMotionHoldsItLonger() {
    Sensor once = made(SensorKind.PIR, List.of(SHORT), "warm_up", "0");
    assertEquals(List.of(100 * SECOND, 106 * SECOND), edges(once, 200 * SECOND));
    Sensor deaf = made(SensorKind.PIR, List.of(SHORT), "warm_up", "0", "retrigger", "false");
    assertEquals(List.of(100 * SECOND, 105 * SECOND), edges(deaf, 200 * SECOND));
  }

  @Test
  void afterItWentLowItIsBlindForAMoment() {
    Signal steady = new Step(0, 1, 10 * SECOND, 0, 0);
    Sensor deaf = made(SensorKind.PIR, List.of(steady), "warm_up", "0", "retrigger", "false");
    assertEquals(
        List.of(10 * SECOND, 15 * SECOND, 17_500 * MILLI, 22_500 * MILLI),
        edges(deaf, 24 * SECOND));
    Sensor held = made(SensorKind.PIR, List.of(steady), "warm_up", "0");
    assertEquals(List.of(10 * SECOND), edges(held, 1_000 * SECOND));
  }

  @Test
  void itSeesThingsWhileItWarmsUpAndOnlyThen() {
    Sensor sensor =
        made(SensorKind.PIR, List.of(Signal.steady(0)), "warm_up", "10 min", "hold", "1 s");
    List<Long> edges = edges(sensor, 3_600 * SECOND);
    assertFalse(edges.isEmpty());
    assertTrue(edges.getLast() <= 600 * SECOND, edges::toString);
    assertEquals(0, edges.size() % 2);
    sensor.start(4_000 * SECOND);
    assertEquals(List.of(), levels(sensor, 4_000 * SECOND), "a reset does not warm it up again");
    sensor.losePower();
    sensor.start(5_000 * SECOND);
    assertFalse(levels(sensor, 5_000 * SECOND).isEmpty());
  }

  /// The seconds of the next ten minutes in which it was high.
  private static List<Integer> levels(Sensor sensor, long fromNanos) {
    List<Integer> high = new ArrayList<>();
    for (int second = 0; second < 600; second++) {
      if (sensor.read(fromNanos + second * SECOND)[0] == 1) {
        high.add(second);
      }
    }
    return high;
  }
}
