package io.tidegate.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.gpio.PinSettings;
import io.tidegate.gateway.pin.PinRule;
import io.tidegate.gateway.pin.SafeStates;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Pins of the machine: what the file may say of them, and what a person reads who made a mistake.
/// The texts are the claim.
class PinConfigurationTest {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;

  private static void refuses(String pins, String... problems) {
    assertEquals(
        String.join("\n", problems),
        String.join("\n", Read.problems(Read.MINIMAL + "gpio:\n  pins:\n" + pins)));
  }

  private static List<PinRule> pins(String pins) {
    return Read.with("gpio:\n  pins:\n" + pins).gpio().pins().rules();
  }

  @Test
  void aLineIsEnough() {
    SafeStates usual = new SafeStates(0, 0, SafeStates.KEEP, 300 * SECOND);
    assertEquals(
        List.of(
            new PinRule.Input("a", 17, PinRule.Pull.NONE, false, 10 * MILLI, true, 600 * SECOND),
            new PinRule.Counter(
                "b",
                27,
                PinRule.Pull.NONE,
                PinRule.Edge.RISING,
                10 * MILLI,
                BigDecimal.ONE,
                "-",
                PinRule.Per.NOTHING,
                60 * SECOND),
            new PinRule.Output("c", 22, false, usual, 0, List.of(), 0, 600 * SECOND),
            new PinRule.Pwm("d", 18, false, 1_000, usual, 600 * SECOND)),
        pins("    a: {input: 17}\n    b: {counter: 27}\n    c: {output: 22}\n    d: {pwm: 18}\n"));
  }

  @Test
  void everythingCanBeSaid() {
    assertEquals(
        List.of(
            new PinRule.Input("door", 17, PinRule.Pull.UP, true, 0, false, 5 * SECOND),
            new PinRule.Counter(
                "rain",
                27,
                PinRule.Pull.DOWN,
                PinRule.Edge.BOTH,
                20 * MILLI,
                new BigDecimal("0.2794"),
                "mm",
                PinRule.Per.HOUR,
                60 * SECOND),
            new PinRule.Output(
                "up",
                22,
                true,
                new SafeStates(0, SafeStates.KEEP, 0, 60 * SECOND),
                120 * SECOND,
                List.of("down"),
                500 * MILLI,
                600 * SECOND),
            new PinRule.Output(
                "down",
                23,
                false,
                new SafeStates(0, 0, SafeStates.KEEP, 300 * SECOND),
                0,
                List.of(),
                0,
                600 * SECOND),
            new PinRule.Pwm(
                "fan", 13, true, 25_000, new SafeStates(30, 100, 0, 300 * SECOND), 600 * SECOND)),
        pins(
            """
                door: {input: 17, pull: up, active: low, debounce: 0, report: level, every: 5 s}
                rain: {counter: 27, pull: down, edge: both, debounce: 20 ms, scale: 0.2794, unit: mm, rate: h}
                up: {output: 22, active: low, at_stop: keep, when_away: off, away_after: 1 min, longest: 2 min, interlock: down, dead_time: 500 ms}
                down: {output: 23}
                fan: {pwm: 13, active: low, frequency: 25000, at_start: 30, at_stop: on, when_away: off}
            """));
  }

  @Test
  void theChipAndHowOftenCountsAreWrittenAreThoseOfAll() {
    PinSettings settings =
        Read.with("gpio: {chip: gpiochip4, counters_every: 1 h, pins: {a: {counter: 4}}}\n")
            .gpio()
            .pins();
    assertEquals("gpiochip4", settings.chip());
    assertEquals(3_600 * SECOND, settings.writeEveryNanos());
    assertEquals(PinSettings.NONE, Read.with("").gpio().pins());
  }

  @Test
  void aPinIsOfOneKindOnALineOfItsOwn() {
    refuses(
        """
            a: {input: 17, output: 22}
            b: {pull: up}
            c: {input: 54}
            d: {pwm: 17}
            e: {counter: 17}
            f: {output: "17"}
            g: {input: GPIO17}
        """,
        "6: gpio.pins.a: expected one of input, counter, output, pwm, with the line's BCM number",
        "7: gpio.pins.b: expected one of input, counter, output, pwm, with the line's BCM number",
        "8: gpio.pins.c.input: expected a whole number from 0 to 53; got \"54\"",
        "9: gpio.pins.d.pwm: expected 12, 13, 18 or 19; got 17",
        "10: gpio.pins.e: line 17 is gpio.pins.d already",
        "11: gpio.pins.f.output: expected a whole number from 0 to 53; got \"17\"",
        "12: gpio.pins.g.input: expected a whole number from 0 to 53; got \"GPIO17\"");
  }

  @Test
  void whatIsForAnotherKindIsRefused() {
    refuses(
        """
            a: {input: 17, edge: rising, at_stop: off, longest: 1 s}
            b: {counter: 27, active: low, report: level}
            c: {output: 22, pull: up, debounce: 1 s, frequency: 1, rate: h}
            d: {pwm: 18, interlock: c, unit: mm}
        """,
        "6: gpio.pins.a.edge: is not for input",
        "6: gpio.pins.a.at_stop: is not for input",
        "6: gpio.pins.a.longest: is not for input",
        "7: gpio.pins.b.active: is not for counter",
        "7: gpio.pins.b.report: is not for counter",
        "8: gpio.pins.c.pull: is not for output",
        "8: gpio.pins.c.debounce: is not for output",
        "8: gpio.pins.c.rate: is not for output",
        "8: gpio.pins.c.frequency: is not for output",
        "9: gpio.pins.d.unit: is not for pwm",
        "9: gpio.pins.d.interlock: is not for pwm");
  }

  @Test
  void safeStatesAreStatesThatTheOutputCanHave() {
    refuses(
        """
            a: {output: 22, at_start: keep, at_stop: 50}
            b: {pwm: 18, when_away: 101, at_stop: half}
            c: {output: 23, away_after: 1 min}
        """,
        "6: gpio.pins.a.at_stop: expected off, on or keep for an output; got 50",
        "6: gpio.pins.a.at_start: expected off or on: what it was before is not known",
        "7: gpio.pins.b.when_away: expected off, on, keep, or 0 to 100 for a PWM; got \"101\"",
        "7: gpio.pins.b.at_stop: expected off, on, keep, or 0 to 100 for a PWM; got \"half\"",
        "8: gpio.pins.c.away_after: expected with when_away only, which is keep");
  }

  @Test
  void anInterlockNamesOtherOutputsWhichAreOffWhenNobodyDecides() {
    refuses(
        """
            a: {output: 22, interlock: [a, b, nobody, door], at_start: on}
            b: {output: 23, at_stop: on, dead_time: 1 s}
            c: {output: 24, dead_time: 1 s}
            door: {input: 17}
        """,
        "6: gpio.pins.a.interlock: expected other outputs, got itself",
        "6: gpio.pins.a.interlock: expected names of outputs in gpio.pins; got \"nobody\"",
        "6: gpio.pins.a.interlock: expected names of outputs in gpio.pins; got \"door\"",
        "6: gpio.pins.a.at_start: expected off or keep for an output with an interlock; got on",
        "7: gpio.pins.b.at_stop: expected off or keep for an output with an interlock; got on",
        "8: gpio.pins.c.dead_time: expected with interlock only");
  }

  @Test
  void valuesOutOfRangeSayWhatWasExpected() {
    refuses(
        """
            a: {counter: 27, scale: 0, unit: "a b", rate: day, pull: high, debounce: 11 s}
            b: {counter: 4, scale: 0.1234567891, every: 0 s}
            "x y": {input: 17}
            a-long-counter: {counter: 5, rate: s}
            c: {pwm: 12, frequency: 0}
        """,
        "6: gpio.pins.a.scale: expected a number above 0 with at most 9 decimals; got \"0\"",
        "6: gpio.pins.a.unit: expected a text of 1 to 12 characters without spaces; got \"a b\"",
        "6: gpio.pins.a.rate: expected one of none, s, min, h; got \"day\"",
        "6: gpio.pins.a.pull: expected one of none, up, down; got \"high\"",
        "6: gpio.pins.a.debounce: expected a duration from 0 to 10 s; got \"11 s\"",
        "7: gpio.pins.b.scale: expected a number above 0 with at most 9 decimals; got"
            + " \"0.1234567891\"",
        "7: gpio.pins.b.every: expected a duration from 1 s to 1 d; got \"0 s\"",
        "8: gpio.pins.x y: expected a name of 1 to 16 of A-Z a-z 0-9 _ . : - which the gateway"
            + " itself does not use in payloads; got \"x y\"",
        "9: gpio.pins.a-long-counter.rate: expected a counter's name of at most 11 characters, as"
            + " NAME_rate is a channel too",
        "10: gpio.pins.c.frequency: expected a whole number from 1 to 100000; got \"0\"");
  }

  @Test
  void eachChannelHasANameOfItsOwnSensorsToo() {
    assertEquals(
        List.of(
            "8: gpio.pins.t: \"t\" is a channel of gpio.sensors.t already",
            "10: gpio.pins.a: \"a_rate\" is a channel of gpio.pins.a_rate already"),
        Read.problems(
            Read.MINIMAL
                + """
                gpio:
                  sensors:
                    t: {w1: 28-0316a2797baa}
                  pins:
                    t: {input: 17}
                    a_rate: {input: 22}
                    a: {counter: 27, rate: s}
                """));
  }
}
