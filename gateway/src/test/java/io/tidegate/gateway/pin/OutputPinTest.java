package io.tidegate.gateway.pin;

import static io.tidegate.gateway.pin.Machine.MILLI;
import static io.tidegate.gateway.pin.Machine.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.bridge.link.CommandHandler.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputPinTest {
  private static final SafeStates ALL_OFF =
      new SafeStates(SafeStates.OFF, SafeStates.OFF, SafeStates.OFF, 300 * SECOND);

  private final Machine machine = new Machine();

  private static PinRule.Output output(String name, SafeStates safe, String... interlock) {
    return new PinRule.Output(
        name, 22, false, safe, 0, List.of(interlock), 500 * MILLI, 600 * SECOND);
  }

  private Pins pins(PinRule... rules) {
    Pins pins = new Pins(List.of(rules), Map.of(), machine);
    pins.start(0);
    machine.take();
    return pins;
  }

  private static String answer(Pins pins, String pin, String value, long nowNanos) {
    Answer answer = pins.command(pin, value, nowNanos);
    assertTrue(answer.text().length() <= 32, "the link would cut it: " + answer.text());
    return answer.code() + " " + answer.text();
  }

  @Test
  void itDoesWhatItIsToldAndTellsWhatItThenIs() {
    Pins pins = pins(output("pump", ALL_OFF));
    assertEquals("OK on", answer(pins, "pump", "ON", SECOND));
    assertEquals(SafeStates.FULL, machine.driven.get("pump"));
    assertEquals("OK on", answer(pins, "pump", "1", 2 * SECOND));
    assertEquals("OK off", answer(pins, "pump", "toggle", 3 * SECOND));
    assertEquals("OK on", answer(pins, "pump", "toggle", 4 * SECOND));
    assertEquals("OK off", answer(pins, "pump", "false", 5 * SECOND));
    assertEquals(
        List.of(
            "1000 {\"pump\":true}",
            "3000 {\"pump\":false}",
            "4000 {\"pump\":true}",
            "5000 {\"pump\":false}"),
        machine.take(),
        "what changes nothing is not told");
    pins.tick(600 * SECOND);
    assertEquals(List.of("600000 {\"pump\":false}"), machine.take());
  }

  @Test
  void whatIsNotUnderstoodIsRefusedAndDoesNothing() {
    Pins pins = pins(output("pump", ALL_OFF));
    for (String value : List.of("", "yes", "2", "pulse", "pulse 5", "pulse -1 s", "pulse 5 h")) {
      assertEquals("FAILED expected on, off, toggle, pulse", answer(pins, "pump", value, SECOND));
    }
    assertEquals("FAILED pulse: 10 ms to 3600000 ms", answer(pins, "pump", "pulse 9 ms", SECOND));
    assertEquals("FAILED pulse: 10 ms to 3600000 ms", answer(pins, "pump", "pulse 61min", SECOND));
    assertEquals("NOCHANNEL ", answer(pins, "door", "on", SECOND));
    assertEquals(SafeStates.OFF, machine.driven.get("pump"));
    assertEquals(List.of(), machine.take());
  }

  @Test
  void aPulseEndsByItself() {
    Pins pins = pins(output("pump", ALL_OFF));
    assertEquals("OK on for 1500 ms", answer(pins, "pump", "pulse 1500 ms", SECOND));
    assertEquals(1_400 * MILLI, pins.leftNanos(1_100 * MILLI));
    pins.tick(2_499 * MILLI);
    assertEquals(SafeStates.FULL, machine.driven.get("pump"));
    pins.tick(2_500 * MILLI);
    assertEquals(SafeStates.OFF, machine.driven.get("pump"));
    assertEquals(List.of("1000 {\"pump\":true}", "2500 {\"pump\":false}"), machine.take());
    answer(pins, "pump", "pulse 1 s", 10 * SECOND);
    answer(pins, "pump", "off", 10_500 * MILLI);
    answer(pins, "pump", "on", 10_600 * MILLI);
    pins.tick(20 * SECOND);
    assertEquals(SafeStates.FULL, machine.driven.get("pump"), "an old pulse ends nothing new");
  }

  @Test
  void itIsNeverOnForLongerThanItMay() {
    PinRule.Output rule =
        new PinRule.Output("pump", 22, false, ALL_OFF, 60 * SECOND, List.of(), 0, 600 * SECOND);
    Pins pins = pins(rule);
    assertEquals("FAILED pulse: 10 ms to 60000 ms", answer(pins, "pump", "pulse 2 min", SECOND));
    answer(pins, "pump", "on", SECOND);
    pins.tick(60 * SECOND);
    assertEquals(SafeStates.FULL, machine.driven.get("pump"));
    pins.tick(61 * SECOND);
    assertEquals(SafeStates.OFF, machine.driven.get("pump"));
  }

  @Test
  void atStartAtStopAndWhileTheBrokerIsAwayItIsWhatItIsToBe() {
    SafeStates on = new SafeStates(SafeStates.FULL, SafeStates.OFF, SafeStates.OFF, 300 * SECOND);
    SafeStates keep = new SafeStates(0, SafeStates.KEEP, SafeStates.KEEP, 300 * SECOND);
    Pins pins = pins(output("pump", on), output("lamp", keep));
    assertEquals(Map.of("pump", SafeStates.FULL, "lamp", SafeStates.OFF), machine.driven);
    pins.broker(true, SECOND);
    pins.command("lamp", "on", SECOND);
    pins.broker(false, 10 * SECOND);
    pins.tick(309 * SECOND);
    assertEquals(SafeStates.FULL, machine.driven.get("pump"), "not yet");
    assertEquals(SECOND, pins.leftNanos(309 * SECOND));
    pins.tick(310 * SECOND);
    assertEquals(Map.of("pump", SafeStates.OFF, "lamp", SafeStates.FULL), machine.driven);
    pins.command("pump", "on", 320 * SECOND);
    pins.tick(5_000 * SECOND);
    assertEquals(
        SafeStates.FULL, machine.driven.get("pump"), "who commands it at the machine decides");
    pins.broker(true, 5_001 * SECOND);
    pins.tick(6_000 * SECOND);
    pins.broker(false, 7_000 * SECOND);
    pins.tick(7_300 * SECOND);
    assertEquals(SafeStates.OFF, machine.driven.get("pump"), "each time it is away");
    pins.command("pump", "on", 7_301 * SECOND);
    pins.stop(7_302 * SECOND);
    assertEquals(Map.of("pump", SafeStates.OFF, "lamp", SafeStates.FULL), machine.driven);
  }

  @Test
  void aBrokerThatNeverCameIsAwayFromTheStart() {
    Pins pins = pins(output("pump", ALL_OFF));
    pins.command("pump", "on", 299 * SECOND);
    pins.broker(false, 299 * SECOND);
    pins.tick(300 * SECOND);
    assertEquals(SafeStates.OFF, machine.driven.get("pump"));
  }

  @Test
  void interlockedOutputsAreNeverOnTogetherNorTooSoonAfterEachOther() {
    Pins pins = pins(output("up", ALL_OFF, "down"), output("down", ALL_OFF));
    assertEquals("BUSY too soon after down", answer(pins, "up", "on", 100 * MILLI));
    assertEquals("OK on", answer(pins, "up", "on", SECOND));
    assertEquals("FAILED not while up is on", answer(pins, "down", "on", 2 * SECOND));
    assertEquals("FAILED not while up is on", answer(pins, "down", "toggle", 2 * SECOND));
    assertEquals("FAILED not while up is on", answer(pins, "down", "pulse 1 s", 2 * SECOND));
    answer(pins, "up", "off", 3 * SECOND);
    answer(pins, "up", "off", 3_400 * MILLI);
    assertEquals("BUSY too soon after up", answer(pins, "down", "on", 3_499 * MILLI));
    assertEquals("OK on", answer(pins, "down", "on", 3_500 * MILLI));
  }

  @Test
  void whatCannotBeSwitchedOffKeepsTheOtherOff() {
    Pins pins = pins(output("up", ALL_OFF, "down"), output("down", ALL_OFF));
    answer(pins, "up", "on", SECOND);
    machine.broken.add("up");
    assertEquals("FAILED the line cannot be driven", answer(pins, "up", "off", 2 * SECOND));
    assertEquals("FAILED up may still be on", answer(pins, "down", "on", 10 * SECOND));
    assertEquals("FAILED its state is not known", answer(pins, "up", "toggle", 10 * SECOND));
    machine.broken.clear();
    pins.tick(11 * SECOND);
    assertEquals(SafeStates.OFF, machine.driven.get("up"), "off is tried until it works");
    assertEquals("OK on", answer(pins, "down", "on", 12 * SECOND));
  }

  @Test
  void whatWasAnsweredWithAFailureDoesNotComeLater() {
    Pins pins = pins(output("pump", ALL_OFF));
    machine.broken.add("pump");
    assertEquals("FAILED the line cannot be driven", answer(pins, "pump", "on", SECOND));
    machine.broken.clear();
    pins.tick(2 * SECOND);
    assertEquals(SafeStates.OFF, machine.driven.get("pump"));
    assertEquals(List.of("2000 {\"pump\":false}"), machine.take());
  }

  /// Anything in any order, lines that fail now and then: [Machine] watches.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noOrderOfCommandsAndFaultsBreaksAnInterlock(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    machine.exclusive.add(Set.of("a", "b"));
    machine.exclusive.add(Set.of("a", "c"));
    Pins pins = pins(output("a", ALL_OFF, "b", "c"), output("b", ALL_OFF), output("c", ALL_OFF));
    List<String> names = List.of("a", "b", "c");
    List<String> values = List.of("on", "off", "toggle", "pulse 700 ms");
    long now = SECOND;
    long onCount = 0;
    for (int step = 0; step < 20_000; step++) {
      now += random.nextLong(400 * MILLI);
      String name = names.get(random.nextInt(3));
      switch (random.nextInt(12)) {
        case 0 -> machine.broken.add(name);
        case 1, 2 -> machine.broken.remove(name);
        case 3 -> pins.broker(random.nextBoolean(), now);
        case 4 -> pins.tick(now);
        default -> {
          Answer answer = pins.command(name, values.get(random.nextInt(4)), now);
          onCount += answer.text().startsWith("on") ? 1 : 0;
        }
      }
    }
    assertTrue(onCount > 500, "only " + onCount + " were switched on: the test shows nothing");
    machine.broken.clear();
    pins.stop(now);
    assertEquals(Map.of("a", 0, "b", 0, "c", 0), machine.driven);
  }

  @Test
  void aPwmTakesPercentOnAndOff() {
    PinRule.Pwm fan =
        new PinRule.Pwm(
            "fan",
            18,
            false,
            25_000,
            new SafeStates(30, SafeStates.KEEP, SafeStates.FULL, 60 * SECOND),
            600 * SECOND);
    Pins pins = pins(fan);
    assertEquals(30, machine.driven.get("fan"));
    assertEquals("OK 42 %", answer(pins, "fan", "42", SECOND));
    assertEquals("OK 7 %", answer(pins, "fan", "7 %", 2 * SECOND));
    assertEquals("OK 100 %", answer(pins, "fan", "on", 3 * SECOND));
    assertEquals("OK 0 %", answer(pins, "fan", "0.00", 4 * SECOND));
    for (String value : List.of("101", "1000", "-1", "5.5", "half", "")) {
      assertEquals("FAILED expected 0 to 100, on or off", answer(pins, "fan", value, SECOND));
    }
    assertEquals(
        List.of("1000 {\"fan\":42}", "2000 {\"fan\":7}", "3000 {\"fan\":100}", "4000 {\"fan\":0}"),
        machine.take());
    pins.tick(60 * SECOND);
    assertEquals(SafeStates.FULL, machine.driven.get("fan"), "the broker is away");
    pins.stop(61 * SECOND);
    assertEquals(SafeStates.FULL, machine.driven.get("fan"), "it stays as it is");
  }
}
