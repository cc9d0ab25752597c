package io.tidegate.strict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A value in the place of a section, and entries and names with values behind them.
class ShorthandTest {
  private static final Key<Double> STEADY =
      Key.open("", Types.number(-40, 85.5), "", "always the same");
  private static final Key<Double> MEAN = Key.open("mean", Types.number(-40, 85.5), "", "around");
  private static final Key<Long> PERIOD =
      Key.of("period", Types.duration("1 s", "49.7 d"), "1 d", "again after");

  private static final Key<String> STEP = Key.open("steps[]", Types.text("", _ -> true), "", "do");
  private static final Key<String> DO = Key.open("steps[].do", Types.text("", _ -> true), "", "do");
  private static final Key<List<Long>> AT =
      Key.open("steps[].at", Types.list(Types.duration("0", "1 h")), "", "when");
  private static final Key<Long> LIMIT = Key.open("limits.<name>", Types.whole(0, 9), "", "most");
  private static final Key<int[]> SPAN =
      Key.open("span", Types.parsed("span", "A-B", ShorthandTest::span), "", "from, to");

  private static final FileKind KIND =
      new FileKind(
          "plan",
          "  signal: 3",
          List.of(
              STEADY.under("signal"),
              MEAN.under("signal"),
              PERIOD.under("signal"),
              // the value may be named before or behind the section that it stands for
              MEAN.under("signals.<name>"),
              PERIOD.under("signals.<name>"),
              STEADY.under("signals.<name>"),
              STEP,
              DO,
              AT,
              LIMIT,
              SPAN),
          Map.of(),
          1_000,
          10);

  private static int[] span(String text) {
    String[] ends = text.split("-");
    if (ends.length != 2) {
      throw new IllegalArgumentException("expected A-B, got \"" + text + '"');
    }
    return new int[] {Integer.parseInt(ends[0]), Integer.parseInt(ends[1])};
  }

  private static Result<Section> read(String text) {
    return StrictFile.parse(text, Garden.FILE, KIND, (root, _) -> root);
  }

  private static Section root(String text) {
    return switch (read(text)) {
      case Result.Ready<Section> ready -> ready.value();
      case Result.Refused<Section> refused -> throw new AssertionError(refused.toString());
    };
  }

  private static void refuses(String text, String... problems) {
    assertEquals(
        List.of(problems),
        Garden.lines(read(text)).stream().map(line -> line.replace("garden.yaml:", "")).toList());
  }

  @Test
  void aValueMayStandForItsSection() {
    Section root = root("signal: 21.5\n");
    assertEquals(21.5, root.get(STEADY.under("signal")));
    assertFalse(root.has(MEAN.under("signal")));
    assertEquals("signal", root.path(STEADY.under("signal")));
    root = root("signal:\n  mean: -3\n");
    assertEquals(-3.0, root.get(MEAN.under("signal")));
    assertFalse(root.get(STEADY.under("signal")) instanceof Double);
    assertTrue(root.has("signal"));
  }

  @Test
  void behindFreeNamesValuesAndSectionsMayStandSideBySide() {
    Map<String, Section> signals =
        root("signals:\n  a: 3\n  b: {mean: 4, period: 49.7d}\n").named("signals");
    assertEquals(3.0, signals.get("a").get(STEADY.under("signals.<name>")));
    assertEquals("signals.a", signals.get("a").path(STEADY.under("signals.<name>")));
    assertNull(signals.get("b").get(STEADY.under("signals.<name>")));
    assertEquals(4.0, signals.get("b").get(MEAN.under("signals.<name>")));
    assertEquals(49_700L * 86_400_000_000L, signals.get("b").get(PERIOD.under("signals.<name>")));
  }

  @Test
  void entriesOfAListMayBeValuesOrSections() {
    List<Section> steps =
        root("steps:\n  - unplug\n  - do: plug\n    at: [1 s, 2 s]\n  - {do: x, at: 3 s}\n")
            .list("steps");
    assertEquals("unplug", steps.get(0).get(STEP));
    assertEquals("steps[0]", steps.get(0).path(STEP));
    assertEquals(2, steps.get(0).line(STEP));
    assertEquals("plug", steps.get(1).get(DO));
    assertEquals(List.of(1_000_000_000L, 2_000_000_000L), steps.get(1).get(AT));
    assertEquals(List.of(3_000_000_000L), steps.get(2).get(AT));
  }

  @Test
  void behindFreeNamesPlainValuesMayStandAlone() {
    Map<String, Section> limits = root("limits: {lost: 0, late: 5}\n").named("limits");
    assertEquals(List.of("lost", "late"), List.copyOf(limits.keySet()));
    assertEquals(5, limits.get("late").get(LIMIT));
  }

  @Test
  void whatIsNeitherSaysBoth() {
    refuses(
        "signal: warm\n",
        "1: signal: expected a number from -40 to 85.5; got \"warm\"; or a section with keys such as"
            + " mean:");
    refuses(
        "signals:\n  a:\n  b: 90\n",
        "2: signals.a: expected a number from -40 to 85.5; got nothing; or a section with keys such"
            + " as mean:",
        "3: signals.b: expected a number from -40 to 85.5; got \"90\"; or a section with keys such as"
            + " mean:");
    refuses(
        "steps: [[a], {do: b, at: [1 s, soon]}, {at: {}}]\n",
        "1: steps[0]: expected a text; got a list of 1; or a section with keys such as do:",
        "1: steps[1].at: expected a duration from 0 to 1 h, with a unit (ms, s, min, h, d); got"
            + " \"soon\"",
        "1: steps[2].at: expected a duration or a list of durations; got an empty section");
  }

  @Test
  void whereOnlyValuesMayStandASectionIsRefused() {
    refuses(
        "limits: {lost: {a: 1}}\n",
        "1: limits.lost: expected a whole number from 0 to 9; got a section with a:");
    refuses("limits: 3\n", "1: limits: expected names with a value behind each; got \"3\"");
  }

  @Test
  void aTextWithAFormOfItsOwnIsRefusedInTheWordsOfItsReader() {
    assertEquals(7, root("span: 3-7\n").get(SPAN)[1]);
    refuses("span: 3\n", "1: span: expected A-B, got \"3\"");
    refuses("span: [3]\n", "1: span: expected a text of A-B; got a list of 1");
  }

  @Test
  void inAListOneWrongEntryIsNamedAndNothingIsMissedInIt() {
    Result<Section> result =
        StrictFile.parse(
            "steps: [[a], b]\n",
            Garden.FILE,
            KIND,
            (root, problems) -> {
              root.list("steps").getFirst().need(DO, problems);
              return root;
            });
    assertEquals(1, Garden.lines(result).size());
  }

  @Test
  void aTableThatContradictsItselfIsADefectOfTheProgram() {
    Key<Boolean> list = Key.open("a[].b", Types.flag(), "", "");
    for (String other : List.of("a", "a.b", "a.<name>.b", "a[].b")) {
      Key<Boolean> key = Key.open(other, Types.flag(), "", "");
      assertThrows(IllegalArgumentException.class, () -> Shape.of(List.of(list, key)), other);
      assertThrows(IllegalArgumentException.class, () -> Shape.of(List.of(key, list)), other);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> Shape.of(List.of(STEADY.under("a"), MEAN.under("a"), STEADY.under("a"))));
  }

  private enum Kind {
    BOOT_LOOP,
    HANG;

    String wireName() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  @Test
  void wordsOfAnEnumMayBeSpeltInTheirOwnWay() {
    ValueType<Kind> type = Types.choice(List.of(Kind.values()), Kind::wireName);
    assertEquals("boot-loop, hang", type.range());
    assertEquals(
        new ValueType.Fits<>(Kind.BOOT_LOOP),
        type.reader().apply(new Node.Text(1, "boot-loop", true)));
    assertEquals(
        new ValueType.Unfit<>(
            1, "expected one of boot-loop, hang; got \"boot_loop\"; did you mean \"boot-loop\"?"),
        type.reader().apply(new Node.Text(1, "boot_loop", true)));
  }
}
