package io.tidegate.sim.scenario;

import io.tidegate.sim.sensor.SensorKind;
import io.tidegate.sim.setting.Named;
import io.tidegate.sim.setting.Settings;
import io.tidegate.strict.Problem;
import io.tidegate.strict.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A sensor on a board with a sketch, in a few words:
///
/// ```
/// KIND[@PLACE][=VALUE][,NAME=VALUE]...
/// dht22@D4=21.5,humidity=48      bme280@0x77      ds18b20@D2/28FF641E8216C3A1
/// door@D3={signal: step, from: 0, to: 1, at: 5 s, for: 1 s}       analog=0.5,noise=0
/// ```
///
/// PLACE is a pin, an address, or both with a slash between them. The value behind the place is
/// that of the kind's first input; names are its inputs and settings. The value of an input is a
/// number, or a signal as in a scenario.
public final class SensorWords {
  private static final Pattern HEAD = Pattern.compile("([^@=]*)(?:@([^=]*))?(?:=(.*))?");
  private static final Pattern ADDRESS = Pattern.compile("0x.*|[0-9A-Fa-f]{16}");
  private static final Pattern ONE_LINE = Pattern.compile("\\P{Cntrl}*");
  private static final String SIGNAL = "signals.value.";

  /// Those of which something hangs on a board.
  private static final List<SensorKind> KINDS =
      Stream.of(SensorKind.values()).filter(each -> each != SensorKind.GAUGE).toList();

  private final SensorKind kind;
  private final Map<String, String> values = new LinkedHashMap<>();

  private SensorWords(SensorKind kind) {
    this.kind = kind;
  }

  /// Throws in words.
  public static SensorPlan read(String text, ChipKind chip) {
    if (!ONE_LINE.matcher(text).matches()) {
      throw new IllegalArgumentException("expected one line of text");
    }
    List<String> parts = parts(text);
    Matcher head = HEAD.matcher(parts.getFirst());
    if (!head.matches()) {
      throw new IllegalStateException("the pattern takes any text");
    }
    SensorWords words = new SensorWords(Named.find(KINDS, head.group(1)));
    if (head.group(3) != null) {
      words.put(words.kind.inputs().getFirst().name(), head.group(3));
    }
    parts.subList(1, parts.size()).forEach(words::put);
    String place = head.group(2);
    int slash = place == null ? -1 : place.indexOf('/');
    boolean address = slash < 0 && place != null && ADDRESS.matcher(place).matches();
    return words.plan(
        slash < 0 ? address ? null : place : place.substring(0, slash),
        slash < 0 ? address ? place : null : place.substring(slash + 1),
        chip);
  }

  /// What stands between commas, those in braces and brackets left aside.
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case ',' -> {
          if (depth == 0) {
            parts.add(text.substring(from, i).strip());
            from = i + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(text.substring(from).strip());
    return parts;
  }

  private void put(String part) {
    int equals = part.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException("expected NAME=VALUE behind a comma; got \"" + part + '"');
    }
    put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
  }

  private void put(String name, String value) {
    List<String> known = new ArrayList<>();
    kind.inputs().forEach(each -> known.add(each.name()));
    kind.settings().forEach(each -> known.add(each.name()));
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "%s: expected one of %s; got \"%s\""
              .formatted(kind.wireName(), String.join(", ", known), name));
    }
    if (values.put(name, value) != null) {
      throw new IllegalArgumentException(name + ": expected once; got it again");
    }
  }

  private SensorPlan plan(String pin, String address, ChipKind chip) {
    List<SignalPlan> signals = new ArrayList<>();
    for (SensorKind.Input input : kind.inputs()) {
      String value = values.remove(input.name());
      signals.add(signal(input.name(), value == null ? Double.toString(input.usual()) : value));
    }
    if (kind == SensorKind.ANALOG && chip != ChipKind.ESP8266) {
      values.putIfAbsent("input", "uno");
    }
    return new SensorPlan(kind, Settings.of(kind.settings(), values), signals, pin, address);
  }

  private static SignalPlan signal(String input, String value) {
    if (value.startsWith("{")) {
      return written(input, value);
    }
    try {
      return SignalPlan.steady(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s: expected a number, or a signal such as {signal: sine, middle: 20, amplitude: 5}; got \"%s\""
              .formatted(input, value),
          e);
    }
  }

  /// As it stands in a scenario: it is read as one.
  private static SignalPlan written(String input, String flow) {
    String text =
        """
        scenario: a signal
        lasts: 1 s
        boards: {b: {sensors: [{sensor: gauge, name: x, signals: {value: %s}}]}}
        """
            .formatted(flow);
    return switch (ScenarioReader.parse(text, Path.of("signal"))) {
      case Result.Ready(Scenario scenario, _) -> {
        SensorPlan made = scenario.boards().getFirst().sensors().getFirst();
        yield made.signals().getFirst();
      }
      case Result.Refused(List<Problem> problems) -> {
        Problem first = problems.getFirst();
        int inner = first.key().indexOf(SIGNAL);
        String place = inner < 0 ? "" : first.key().substring(inner + SIGNAL.length()) + ": ";
        throw new IllegalArgumentException(input + ": " + place + first.words());
      }
    };
  }
}
