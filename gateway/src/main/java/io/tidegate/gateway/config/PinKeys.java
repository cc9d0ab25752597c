package io.tidegate.gateway.config;

import static io.tidegate.strict.Key.of;
import static io.tidegate.strict.Key.open;

import io.tidegate.bridge.Limits;
import io.tidegate.gateway.pin.PinRule;
import io.tidegate.gateway.pin.SafeStates;
import io.tidegate.strict.Key;
import io.tidegate.strict.Types;
import io.tidegate.strict.ValueType;
import java.math.BigDecimal;
import java.util.List;

/// The keys of the machine's pins.
final class PinKeys {
  private PinKeys() {}

  enum Active {
    HIGH,
    LOW
  }

  enum Report {
    CHANGES,
    LEVEL
  }

  private static final long LAST_LINE = 53;
  private static final ValueType<Long> LINE = Types.whole(0, LAST_LINE);
  private static final ValueType<Integer> STATE =
      Types.parsed("state", "off, on, keep; 0 to 100 for a PWM", PinKeys::state);

  static final Key<String> CHIP =
      open(
          "gpio.chip",
          Types.text(
              "a chip's name, such as gpiochip0", text -> text.matches("[A-Za-z0-9_.-]{1,32}")),
          "the first one that says it is the Pi's (`pinctrl`)",
          "the chip that has the pins");

  static final Key<Long> COUNTERS_EVERY =
      of(
          "gpio.counters_every",
          Types.duration("1 min", "1 d"),
          "10 min",
          "how often at most counts are written to disk; so much a crash may cost");

  static final Key<Long> INPUT =
      open(
          "gpio.pins.<name>.input",
          LINE,
          "one of `input`, `counter`, `output`, `pwm`",
          "the line, by its BCM number: a switch or a contact");
  static final Key<Long> COUNTER =
      open("gpio.pins.<name>.counter", LINE, "", "the line of a rain gauge, a meter: what pulses");
  static final Key<Long> OUTPUT =
      open("gpio.pins.<name>.output", LINE, "", "the line of a relay, a valve, a lamp");
  static final Key<Long> PWM =
      open(
          "gpio.pins.<name>.pwm",
          LINE,
          "",
          "12, 13, 18 or 19, by the PWM of the hardware: a fan, a dimmed lamp");

  static final Key<PinRule.Pull> PULL =
      of(
          "gpio.pins.<name>.pull",
          Types.choice(PinRule.Pull.class),
          "none",
          "the Pi's own resistor; for `input`, `counter`");
  static final Key<Active> ACTIVE =
      of(
          "gpio.pins.<name>.active",
          Types.choice(Active.class),
          "high",
          "the level that means on, or true; not for `counter`");
  static final Key<Long> DEBOUNCE =
      of(
          "gpio.pins.<name>.debounce",
          Types.duration("0", "10 s"),
          "10 ms",
          "so long a level must stay to be believed; for `input`, `counter`");
  static final Key<Report> REPORT =
      of(
          "gpio.pins.<name>.report",
          Types.choice(Report.class),
          "changes",
          "for `input`: `changes` at once and the level each `every`, or only that");
  static final Key<PinRule.Edge> EDGE =
      of(
          "gpio.pins.<name>.edge",
          Types.choice(PinRule.Edge.class),
          "rising",
          "what counts; for `counter`");
  static final Key<BigDecimal> SCALE =
      of(
          "gpio.pins.<name>.scale",
          Types.parsed("number", "above 0, at most 9 decimals", PinKeys::scale),
          "1",
          "what one count is worth; for `counter`");
  static final Key<String> UNIT =
      open(
          "gpio.pins.<name>.unit",
          Types.text("1 to 12 characters without spaces", text -> text.matches("[!-~]{1,12}")),
          "none",
          "of what is counted, such as mm; for `counter`");
  static final Key<PinRule.Per> RATE =
      of(
          "gpio.pins.<name>.rate",
          Types.choice(List.of(PinRule.Per.values()), PinKeys::per),
          "none",
          "tells NAME_rate too, for so long a time; for `counter`");
  static final Key<Long> PIN_EVERY =
      open(
          "gpio.pins.<name>.every",
          Types.duration("1 s", "1 d"),
          "`1 min` for `counter`, else `10 min`",
          "how often it is told when nothing changes");

  static final Key<Long> FREQUENCY =
      of("gpio.pins.<name>.frequency", Types.whole(1, 100_000), "1000", "in Hz; for `pwm`");
  static final Key<Integer> AT_START =
      of(
          "gpio.pins.<name>.at_start",
          STATE,
          "off",
          "what an output is when the gateway starts; not `keep`");
  static final Key<Integer> AT_STOP =
      of(
          "gpio.pins.<name>.at_stop",
          STATE,
          "off",
          "what it becomes when the gateway stops in order");
  static final Key<Integer> WHEN_AWAY =
      of(
          "gpio.pins.<name>.when_away",
          STATE,
          "keep",
          "what it becomes when there was no broker for `away_after`");
  static final Key<Long> AWAY_AFTER =
      of("gpio.pins.<name>.away_after", Types.duration("1 s", "7 d"), "5 min", "with `when_away`");
  static final Key<Long> LONGEST =
      open(
          "gpio.pins.<name>.longest",
          Types.duration("10 ms", "1 d"),
          "no limit; a pulse 1 h",
          "so long it is on at most, then it goes off by itself; for `output`");
  static final Key<List<String>> INTERLOCK =
      open(
          "gpio.pins.<name>.interlock",
          Types.texts("names of outputs", text -> text.length() <= Limits.CHANNEL_NAME_LENGTH),
          "none",
          "outputs that are never on together with this one; for `output`");
  static final Key<Long> DEAD_TIME =
      of(
          "gpio.pins.<name>.dead_time",
          Types.duration("0", "1 min"),
          "0",
          "so long both are off before the other may be on; with `interlock`");

  private static int state(String text) {
    return switch (text) {
      case "off" -> SafeStates.OFF;
      case "on" -> SafeStates.FULL;
      case "keep" -> SafeStates.KEEP;
      default -> {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > SafeStates.FULL) {
          throw new IllegalArgumentException(
              "expected off, on, keep, or 0 to 100 for a PWM; got \"" + text + '"');
        }
        yield Integer.parseInt(text);
      }
    };
  }

  private static BigDecimal scale(String text) {
    if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?") || new BigDecimal(text).signum() == 0) {
      throw new IllegalArgumentException(
          "expected a number above 0 with at most 9 decimals; got \"" + text + '"');
    }
    return new BigDecimal(text);
  }

  private static String per(PinRule.Per per) {
    return per == PinRule.Per.NOTHING ? "none" : per.symbol();
  }
}
