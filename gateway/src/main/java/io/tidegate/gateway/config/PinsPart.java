package io.tidegate.gateway.config;

import io.tidegate.bridge.Limits;
import io.tidegate.gateway.gpio.PinSettings;
import io.tidegate.gateway.pin.PinRule;
import io.tidegate.gateway.pin.SafeStates;
import io.tidegate.strict.Key;
import io.tidegate.strict.Node;
import io.tidegate.strict.Problems;
import io.tidegate.strict.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The machine's pins.
final class PinsPart {
  static final String PINS = "gpio.pins";

  private static final long COUNTER_EVERY_NANOS = 60_000_000_000L;
  private static final long USUAL_EVERY_NANOS = 600_000_000_000L;
  private static final Set<Integer> PWM_LINES = Set.of(12, 13, 18, 19);

  private static final List<Key<Long>> KINDS =
      List.of(PinKeys.INPUT, PinKeys.COUNTER, PinKeys.OUTPUT, PinKeys.PWM);

  /// The kinds that a key is for, where it is not for all.
  private static final Map<Key<?>, List<Key<Long>>> FOR = new LinkedHashMap<>();

  static {
    FOR.put(PinKeys.PULL, List.of(PinKeys.INPUT, PinKeys.COUNTER));
    FOR.put(PinKeys.DEBOUNCE, List.of(PinKeys.INPUT, PinKeys.COUNTER));
    FOR.put(PinKeys.ACTIVE, List.of(PinKeys.INPUT, PinKeys.OUTPUT, PinKeys.PWM));
    FOR.put(PinKeys.REPORT, List.of(PinKeys.INPUT));
    for (Key<?> each : List.of(PinKeys.EDGE, PinKeys.SCALE, PinKeys.UNIT, PinKeys.RATE)) {
      FOR.put(each, List.of(PinKeys.COUNTER));
    }
    FOR.put(PinKeys.FREQUENCY, List.of(PinKeys.PWM));
    for (Key<?> each :
        List.of(PinKeys.AT_START, PinKeys.AT_STOP, PinKeys.WHEN_AWAY, PinKeys.AWAY_AFTER)) {
      FOR.put(each, List.of(PinKeys.OUTPUT, PinKeys.PWM));
    }
    for (Key<?> each : List.of(PinKeys.LONGEST, PinKeys.INTERLOCK, PinKeys.DEAD_TIME)) {
      FOR.put(each, List.of(PinKeys.OUTPUT));
    }
  }

  private final Section root;
  private final Problems problems;

  PinsPart(Section root, Problems problems) {
    this.root = root;
    this.problems = problems;
  }

  PinSettings read() {
    Map<String, Section> sections = root.named(PINS);
    if (sections.isEmpty()) {
      return PinSettings.NONE;
    }
    List<PinRule> rules = new ArrayList<>();
    Map<Integer, String> lines = new HashMap<>();
    sections.forEach(
        (name, section) -> {
          PinRule rule = rule(name, section);
          if (rule != null) {
            String before = lines.putIfAbsent(rule.line(), section.path());
            if (before != null) {
              problems.add(section, "line " + rule.line() + " is " + before + " already");
            }
            rules.add(rule);
          }
        });
    checkInterlocks(rules, sections);
    return new PinSettings(rules, root.get(PinKeys.CHIP, ""), root.get(PinKeys.COUNTERS_EVERY));
  }

  /// Null when it is told what is wrong with it.
  private PinRule rule(String name, Section section) {
    List<Key<Long>> kinds = KINDS.stream().filter(section::has).toList();
    if (kinds.size() != 1) {
      if (!kinds.isEmpty() || KINDS.stream().noneMatch(key -> section.isTold(key.name()))) {
        problems.add(
            section, "expected one of input, counter, output, pwm, with the line's BCM number");
      }
      return null;
    }
    Key<Long> kind = kinds.getFirst();
    FOR.forEach(
        (key, those) -> {
          if (section.has(key) && !those.contains(kind)) {
            problems.add(section, key, "is not for " + kind.name());
          }
        });
    Long line = section.get(kind);
    return line == null || !GpioPart.isName(name, section, problems)
        ? null
        : rule(name, Math.toIntExact(line), kind, section);
  }

  private PinRule rule(String name, int line, Key<Long> kind, Section section) {
    long every =
        section.get(
            PinKeys.PIN_EVERY, kind == PinKeys.COUNTER ? COUNTER_EVERY_NANOS : USUAL_EVERY_NANOS);
    boolean low = section.get(PinKeys.ACTIVE) == PinKeys.Active.LOW;
    if (kind == PinKeys.INPUT) {
      return new PinRule.Input(
          name,
          line,
          section.get(PinKeys.PULL),
          low,
          section.get(PinKeys.DEBOUNCE),
          section.get(PinKeys.REPORT) == PinKeys.Report.CHANGES,
          every);
    }
    if (kind == PinKeys.COUNTER) {
      return counter(name, line, every, section);
    }
    if (kind == PinKeys.OUTPUT) {
      return new PinRule.Output(
          name,
          line,
          low,
          safe(section, true),
          section.get(PinKeys.LONGEST, 0L),
          section.get(PinKeys.INTERLOCK, List.of()),
          section.get(PinKeys.DEAD_TIME),
          every);
    }
    if (!PWM_LINES.contains(line)) {
      problems.add(section, PinKeys.PWM, "expected 12, 13, 18 or 19; got " + line);
    }
    int frequency = Math.toIntExact(section.get(PinKeys.FREQUENCY));
    return new PinRule.Pwm(name, line, low, frequency, safe(section, false), every);
  }

  private PinRule counter(String name, int line, long every, Section section) {
    PinRule.Per rate = section.get(PinKeys.RATE);
    int longest = Limits.CHANNEL_NAME_LENGTH - PinRule.RATE.length();
    if (rate != PinRule.Per.NOTHING && name.length() > longest) {
      problems.add(
          section,
          PinKeys.RATE,
          "expected a counter's name of at most "
              + longest
              + " characters, as NAME_rate is a"
              + " channel too");
    }
    return new PinRule.Counter(
        name,
        line,
        section.get(PinKeys.PULL),
        section.get(PinKeys.EDGE),
        section.get(PinKeys.DEBOUNCE),
        section.get(PinKeys.SCALE),
        section.get(PinKeys.UNIT, PinRule.NO_UNIT),
        rate,
        every);
  }

  private SafeStates safe(Section section, boolean onlyOnOrOff) {
    for (Key<Integer> key : List.of(PinKeys.AT_START, PinKeys.AT_STOP, PinKeys.WHEN_AWAY)) {
      int state = section.get(key);
      if (onlyOnOrOff && state > SafeStates.OFF && state < SafeStates.FULL) {
        problems.add(section, key, "expected off, on or keep for an output; got " + state);
      }
    }
    if (section.get(PinKeys.AT_START) == SafeStates.KEEP) {
      problems.add(
          section, PinKeys.AT_START, "expected off or on: what it was before is not known");
    }
    if (section.has(PinKeys.AWAY_AFTER) && section.get(PinKeys.WHEN_AWAY) == SafeStates.KEEP) {
      problems.add(section, PinKeys.AWAY_AFTER, "expected with when_away only, which is keep");
    }
    return new SafeStates(
        section.get(PinKeys.AT_START),
        section.get(PinKeys.AT_STOP),
        section.get(PinKeys.WHEN_AWAY),
        section.get(PinKeys.AWAY_AFTER));
  }

  private void checkInterlocks(List<PinRule> rules, Map<String, Section> sections) {
    Map<String, PinRule> byName = new HashMap<>();
    rules.forEach(rule -> byName.put(rule.name(), rule));
    Set<String> locked = new HashSet<>();
    for (PinRule rule : rules) {
      if (rule instanceof PinRule.Output output && !output.interlock().isEmpty()) {
        locked.add(output.name());
        locked.addAll(output.interlock());
        checkNames(output, byName, sections);
      }
    }
    for (PinRule rule : rules) {
      if (rule instanceof PinRule.Output output) {
        checkLocked(output, locked.contains(output.name()), sections.get(output.name()));
      }
    }
  }

  private void checkNames(
      PinRule.Output output, Map<String, PinRule> byName, Map<String, Section> sections) {
    Section section = sections.get(output.name());
    for (String other : output.interlock()) {
      if (other.equals(output.name())) {
        problems.add(section, PinKeys.INTERLOCK, "expected other outputs, got itself");
      } else if (!(byName.get(other) instanceof PinRule.Output)
          && (byName.containsKey(other) || !sections.containsKey(other))) {
        problems.add(
            section,
            PinKeys.INTERLOCK,
            "expected names of outputs in gpio.pins; got \"" + Node.printable(other) + '"');
      }
    }
  }

  /// Nobody could say which of two is to be on when nobody decides.
  private void checkLocked(PinRule.Output output, boolean locked, Section section) {
    for (Key<Integer> key : List.of(PinKeys.AT_START, PinKeys.AT_STOP, PinKeys.WHEN_AWAY)) {
      if (locked && section.get(key) == SafeStates.FULL) {
        problems.add(section, key, "expected off or keep for an output with an interlock; got on");
      }
    }
    if (!locked && section.has(PinKeys.DEAD_TIME)) {
      problems.add(section, PinKeys.DEAD_TIME, "expected with interlock only");
    }
  }
}
