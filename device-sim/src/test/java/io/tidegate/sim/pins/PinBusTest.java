package io.tidegate.sim.pins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinBusTest {
  private static final Plan BLINKS =
      Plan.of(
          Drive.PULLED_UP,
          List.of(
              new Plan.Change(10, Drive.LOW),
              new Plan.Change(20, Drive.PULLED_UP),
              new Plan.Change(30, Drive.LOW)));

  @ParameterizedTest
  @CsvSource({
    "LOW,HIGH,LOW",
    "HIGH,PULLED_DOWN,HIGH",
    "PULLED_UP,LOW,LOW",
    "PULLED_UP,PULLED_DOWN,PULLED_UP",
    "FLOATING,PULLED_DOWN,PULLED_DOWN",
    "FLOATING,FLOATING,FLOATING"
  })
  void ofTwoTheStrongerDecides(Drive one, Drive other, Drive both) {
    assertEquals(both, one.with(other));
    assertEquals(both, other.with(one));
  }

  @Test
  void twoPlansOnOneWireAreLowWhereEitherIs() {
    Plan other =
        Plan.of(
            Drive.FLOATING,
            List.of(new Plan.Change(15, Drive.LOW), new Plan.Change(25, Drive.FLOATING)));
    Plan both = BLINKS.with(other);
    assertEquals(both, other.with(BLINKS));
    assertEquals(
        List.of(
            new Plan.Change(10, Drive.LOW),
            new Plan.Change(25, Drive.PULLED_UP),
            new Plan.Change(30, Drive.LOW)),
        both.after(0));
    assertEquals(Drive.PULLED_UP, both.at(9));
    assertEquals(Drive.LOW, both.at(10));
    assertEquals(25, both.changesAfter(10));
    assertEquals(Long.MAX_VALUE, both.changesAfter(30));
  }

  @Test
  void aPlanWhoseTimesGoBackIsRefused() {
    List<Plan.Change> back = List.of(new Plan.Change(2, Drive.LOW), new Plan.Change(1, Drive.HIGH));
    assertThrows(IllegalArgumentException.class, () -> Plan.of(Drive.HIGH, back));
  }

  @Test
  void whoListensIsToldOfEveryWireInTheOrderOfItsTimes() {
    PinBus bus = new PinBus();
    List<String> told = new ArrayList<>();
    bus.listener((pin, drive, nanos) -> told.add(pin + " " + drive + " " + nanos));
    bus.attach(3, (PinDevice) new Steady(BLINKS));
    bus.drive(3, Drive.LOW, 15);
    bus.drive(3, Drive.FLOATING, 25);
    bus.follow(40);
    assertEquals(List.of("3 PULLED_UP 0", "3 LOW 10", "3 PULLED_UP 25", "3 LOW 30"), told);
  }

  private record Steady(Plan plan) implements PinDevice {
    @Override
    public Plan plan(long nowNanos, long untilNanos) {
      return plan;
    }
  }

  @Test
  void anAnalogueInputHasOneSourceAndWithoutOneNone() {
    PinBus bus = new PinBus();
    bus.attach(17, (AnalogSource) now -> 512);
    assertEquals(512, bus.analog(17, 0));
    assertEquals(-1, bus.analog(14, 0));
    assertThrows(IllegalArgumentException.class, () -> bus.attach(17, (AnalogSource) now -> 1));
    assertThrows(IllegalArgumentException.class, () -> bus.drive(32, Drive.LOW, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "NODEMCU,D4,2",
    "NODEMCU,d0,16",
    "NODEMCU,GPIO14,14",
    "NODEMCU,5,5",
    "NODEMCU,A0,17",
    "UNO,D2,2",
    "UNO,13,13",
    "UNO,A5,19"
  })
  void aPinHasTheNameThatStandsOnTheBoard(PinNames names, String name, int number) {
    assertEquals(number, names.number(name));
  }

  @ParameterizedTest
  @CsvSource({"NODEMCU,D11", "NODEMCU,17", "NODEMCU,A1", "UNO,14", "UNO,A6", "UNO,GPIO77", "UNO,X"})
  void aPinThatIsNotThereIsRefusedWithThoseThatAre(PinNames names, String name) {
    String words =
        assertThrows(IllegalArgumentException.class, () -> names.number(name)).getMessage();
    assertEquals(
        names == PinNames.UNO
            ? "pin: expected D0 to D13, A0 to A5 or 0 to 13; got \"" + name + "\""
            : "pin: expected D0 to D10, A0 or 0 to 16; got \"" + name + "\"",
        words);
  }
}
