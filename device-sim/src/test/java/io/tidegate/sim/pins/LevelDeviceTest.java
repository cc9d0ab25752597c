package io.tidegate.sim.pins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.sensor.Door;
import io.tidegate.sim.sensor.Fault;
import io.tidegate.sim.sensor.PulseCounter;
import io.tidegate.sim.signal.Signal;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LevelDeviceTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private static List<Plan.Change> changes(PinDevice device, long untilNanos) {
    return device.plan(0, untilNanos).after(-1);
  }

  /// To the nearest microsecond: pulses come by a sum of rates.
  private static List<Plan.Change> rounded(List<Plan.Change> changes) {
    return changes.stream()
        .map(each -> new Plan.Change((each.nanos() + 500) / 1_000 * 1_000, each.drive()))
        .toList();
  }

  private static LevelDevice pulses(double watts, double doubled, double missed) {
    PulseCounter counter =
        PulseCounter.energy(
            "", 1_000, doubled, missed, Signal.steady(watts), new SplittableRandom(1));
    return LevelDevice.contact(counter.contact());
  }

  /// 3,600 W and 1,000 pulses for each kWh: one a second.
  @Test
  void eachPulseClosesTheContactForAWhile() {
    List<Plan.Change> changes = changes(pulses(3_600, 0, 0), 3 * SECOND + 500 * MILLI);
    assertEquals(
        List.of(
            new Plan.Change(SECOND, Drive.LOW),
            new Plan.Change(SECOND + 30 * MILLI, Drive.PULLED_UP),
            new Plan.Change(2 * SECOND, Drive.LOW),
            new Plan.Change(2 * SECOND + 30 * MILLI, Drive.PULLED_UP),
            new Plan.Change(3 * SECOND, Drive.LOW),
            new Plan.Change(3 * SECOND + 30 * MILLI, Drive.PULLED_UP)),
        rounded(changes));
  }

  @Test
  void pulsesThatAreNearOfEachOtherAreShorter() {
    List<Plan.Change> changes = changes(pulses(180_000, 0, 0), SECOND);
    assertEquals(10 * MILLI, changes.get(1).nanos() - changes.get(0).nanos(), 2);
    assertTrue(changes.size() >= 98, "edges " + changes.size());
  }

  @Test
  void oneThatIsCountedTwiceBouncesAndOneThatIsMissedDoesNotCome() {
    assertEquals(4, changes(pulses(3_600, 1, 0), SECOND + 500 * MILLI).size());
    assertEquals(0, changes(pulses(3_600, 0, 1), SECOND + 500 * MILLI).size());
  }

  @Test
  void aPlanAskedForInPiecesIsTheSame() {
    LevelDevice whole = pulses(9_000, 0.3, 0.1);
    LevelDevice pieces = pulses(9_000, 0.3, 0.1);
    Plan all = whole.plan(0, 2 * SECOND);
    for (long now = 0; now < 2 * SECOND; now += 7 * MILLI) {
      Plan plan = pieces.plan(now, now + 20 * MILLI);
      for (long at = now; at < Math.min(now + 20 * MILLI, 2 * SECOND); at += 100_000) {
        assertEquals(all.at(at), plan.at(at));
      }
    }
  }

  @Test
  void aDoorThatOpensBouncesAndThenStaysOpen() {
    Signal open = nanos -> nanos >= SECOND ? 1 : 0;
    Door door = new Door("", 5 * MILLI, open, new SplittableRandom(1));
    LevelDevice device = LevelDevice.contact(door);
    List<Plan.Change> changes = changes(device, 2 * SECOND);
    assertTrue(changes.size() >= 3 && changes.size() % 2 == 1, "edges " + changes.size());
    assertEquals(Drive.PULLED_UP, changes.getLast().drive());
    assertEquals(SECOND, changes.getFirst().nanos());
    assertTrue(changes.getLast().nanos() <= SECOND + 5 * MILLI);
  }

  @Test
  void aWireThatIsOffIsHigh() {
    PulseCounter counter =
        PulseCounter.energy("", 1_000, 0, 0, Signal.steady(3_600), new SplittableRandom(1));
    counter.inject(Fault.DISCONNECTED, 0, 1_500 * MILLI);
    List<Plan.Change> changes = changes(LevelDevice.contact(counter.contact()), 2_500 * MILLI);
    assertEquals(2 * SECOND, rounded(changes).getFirst().nanos());
    assertEquals(2, changes.size());
  }
}
