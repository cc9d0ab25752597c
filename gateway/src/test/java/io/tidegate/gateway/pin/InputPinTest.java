package io.tidegate.gateway.pin;

import static io.tidegate.gateway.pin.Machine.MILLI;
import static io.tidegate.gateway.pin.Machine.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.pin.Outside.Level;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InputPinTest {
  private static final PinRule.Input DOOR =
      new PinRule.Input("door", 17, PinRule.Pull.UP, true, 50 * MILLI, true, 600 * SECOND);

  private final Machine machine = new Machine();

  private Pins pins(PinRule.Input rule) {
    Pins pins = new Pins(List.of(rule), Map.of(), machine);
    pins.start(0);
    return pins;
  }

  @Test
  void aChangeIsToldOnceItHasStayedWithTheTimeOfItsEdge() {
    machine.levels.put("door", Level.HIGH);
    Pins pins = pins(DOOR);
    assertEquals(List.of("0 {\"door\":false}"), machine.take(), "active low: high is off");
    pins.edge("door", false, 1_000 * MILLI);
    pins.tick(1_049 * MILLI);
    assertEquals(List.of(), machine.take());
    assertEquals(MILLI, pins.leftNanos(1_049 * MILLI));
    pins.tick(1_050 * MILLI);
    assertEquals(List.of("1000 {\"door\":true}"), machine.take());
  }

  @Test
  void edgesThatAnotherFollowsTooSoonAreBouncesAndCounted() {
    Pins pins = pins(DOOR);
    machine.take();
    for (int at : new int[] {1_000, 1_003, 1_004, 1_009, 1_020}) {
      pins.edge("door", at != 1_003 && at != 1_009, at * MILLI);
    }
    pins.tick(2 * SECOND);
    assertEquals(List.of("1020 {\"door\":false}"), machine.take(), "since when it stays");
    assertEquals(2, pins.bounces("door"), "two times it fell back");
    pins.edge("door", false, 3_000 * MILLI);
    pins.edge("door", true, 3_010 * MILLI);
    pins.tick(4 * SECOND);
    assertEquals(List.of(), machine.take(), "a spike is no change");
    assertEquals(3, pins.bounces("door"));
  }

  @Test
  void howLateItIsLookedAtChangesNothing() {
    Pins late = pins(DOOR);
    for (int at : new int[] {1_000, 2_000, 2_010, 2_020, 5_000}) {
      late.edge("door", at == 1_000 || at == 2_010 || at == 5_000, at * MILLI);
    }
    late.tick(60 * SECOND);
    assertEquals(
        List.of(
            "0 {\"door\":true}",
            "1000 {\"door\":false}",
            "2020 {\"door\":true}",
            "5000 {\"door\":false}"),
        machine.take());
  }

  @Test
  void withoutADebounceTimeEachEdgeIsAChange() {
    Pins pins = pins(new PinRule.Input("door", 17, PinRule.Pull.UP, false, 0, true, 600 * SECOND));
    machine.take();
    pins.edge("door", true, 5 * MILLI);
    pins.edge("door", false, 5 * MILLI);
    assertEquals(List.of("5 {\"door\":true}", "5 {\"door\":false}"), machine.take());
    assertEquals(0, pins.bounces("door"));
  }

  @Test
  void theLevelIsToldEverySoOftenAndNothingElseWhereOnlyThatIsWanted() {
    Pins pins = pins(new PinRule.Input("door", 17, PinRule.Pull.UP, false, 0, false, 10 * SECOND));
    machine.take();
    machine.levels.put("door", Level.HIGH);
    pins.edge("door", true, 3 * SECOND);
    assertEquals(7 * SECOND, pins.leftNanos(3 * SECOND));
    pins.tick(10 * SECOND);
    pins.tick(35 * SECOND);
    assertEquals(List.of("10000 {\"door\":true}", "35000 {\"door\":true}"), machine.take());
    assertEquals(5 * SECOND, pins.leftNanos(35 * SECOND), "missed times are not made up for");
  }

  @Test
  void anEdgeThatWasMissedIsMadeUpForWhenTheLevelIsReadNext() {
    Pins pins = pins(DOOR);
    machine.take();
    machine.levels.put("door", Level.HIGH);
    pins.tick(600 * SECOND);
    pins.tick(600 * SECOND + 50 * MILLI);
    assertEquals(
        List.of("600000 {\"door\":true}", "600000 {\"door\":false}"),
        machine.take(),
        "read, and then believed");
  }

  @Test
  void aLineThatNeverStaysIsToldOnceAndAgainWhenItDoes() {
    Pins pins = pins(DOOR);
    machine.take();
    long at = SECOND;
    for (int edge = 0; at < 31 * SECOND; edge++) {
      pins.edge("door", edge % 2 == 0, at);
      pins.tick(at + MILLI);
      at += 20 * MILLI;
    }
    assertEquals(List.of("restless door"), machine.take());
    pins.tick(at - 20 * MILLI + 50 * MILLI);
    assertEquals("settles door", machine.take().getFirst());
  }

  @Test
  void aLineThatCannotBeReadIsTriedAgainEverLaterAndThenTold() {
    machine.broken.add("door");
    Pins pins = pins(DOOR);
    long now = 0;
    for (long wait : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      assertEquals(wait * SECOND, pins.leftNanos(now));
      now += wait * SECOND;
      pins.tick(now);
    }
    assertEquals(9, machine.reads);
    assertEquals(List.of(), machine.take());
    machine.broken.clear();
    pins.tick(now + 60 * SECOND);
    assertEquals(1, machine.take().size());
  }

  @Test
  void whatIsNotListenedToSaysNothingUntilItIsReadAgain() {
    Pins pins = pins(DOOR);
    machine.take();
    machine.broken.add("door");
    pins.tick(600 * SECOND);
    assertEquals(List.of(), machine.take(), "its level is not known");
    machine.broken.clear();
    machine.levels.put("door", Level.HIGH);
    pins.tick(601 * SECOND);
    pins.tick(602 * SECOND);
    assertEquals(List.of("601000 {\"door\":false}"), machine.take());
  }
}
