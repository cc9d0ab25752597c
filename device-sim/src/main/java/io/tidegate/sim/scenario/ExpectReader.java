package io.tidegate.sim.scenario;

import io.tidegate.sim.check.Bounds;
import io.tidegate.sim.check.CounterExpectation;
import io.tidegate.sim.check.DeliveryExpectation;
import io.tidegate.sim.check.DeliveryExpectation.Count;
import io.tidegate.sim.check.JsonPath;
import io.tidegate.sim.check.MessageExpectation;
import io.tidegate.sim.check.MessageExpectation.Content;
import io.tidegate.sim.check.Span;
import io.tidegate.sim.check.TextExpectation;
import io.tidegate.strict.Key;
import io.tidegate.strict.Nearest;
import io.tidegate.strict.Problems;
import io.tidegate.strict.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The `expect` of a scenario.
final class ExpectReader {
  private static final Bounds ONCE = Bounds.atLeast(1);

  private final Section root;
  private final Problems problems;
  private final Names names;
  private final List<Wish> wishes = new ArrayList<>();

  ExpectReader(Section root, Problems problems, Names names) {
    this.root = root;
    this.problems = problems;
    this.names = names;
  }

  List<Wish> wishes() {
    root.list("expect").forEach(this::wish);
    return wishes;
  }

  private void wish(Section section) {
    boolean counts = ScenarioKeys.COUNTS.values().stream().anyMatch(section::has);
    List<String> kinds = new ArrayList<>();
    if (counts) {
      kinds.add("a count");
    }
    for (Key<?> key :
        List.of(ScenarioKeys.EXPECT_PRINTS, ScenarioKeys.EXPECT_TOPIC, ScenarioKeys.COUNTER)) {
      if (section.has(key)) {
        kinds.add(key.name());
      }
    }
    if (kinds.size() != 1) {
      problems.add(
          section.line(),
          section.path(),
          "expected one of prints, topic, counter, or counts ("
              + ScenarioReader.countKeys()
              + "); got "
              + (kinds.isEmpty() ? "none" : String.join(" and ", kinds)));
      return;
    }
    switch (kinds.getFirst()) {
      case "a count" -> counts(section);
      case "prints" -> prints(section);
      case "topic" -> messages(section);
      default -> counter(section);
    }
  }

  private void counts(Section section) {
    only(section, List.of());
    List<String> boards = counted(section);
    boolean named = areNamed(section);
    for (Map.Entry<Count, Key<Bounds>> each : ScenarioKeys.COUNTS.entrySet()) {
      Bounds bounds = section.get(each.getValue());
      if (bounds != null) {
        wishes.add(
            accounts -> new DeliveryExpectation(accounts, boards, each.getKey(), bounds, named));
      }
    }
  }

  /// What a recording measured is unknown: `all` are the others.
  private List<String> counted(Section section) {
    boolean named = areNamed(section);
    List<String> boards =
        section.has(ScenarioKeys.EXPECT_BOARDS)
            ? names.of(section, ScenarioKeys.EXPECT_BOARDS)
            : names.boards();
    Set<String> replaying = names.replaying();
    List<String> counted = boards.stream().filter(each -> !replaying.contains(each)).toList();
    if (counted.size() < boards.size() && (named || counted.isEmpty())) {
      tell(
          section,
          ScenarioKeys.EXPECT_BOARDS,
          boards.stream().filter(replaying::contains).findFirst().orElseThrow()
              + " plays a recording: what was measured then is unknown, so nothing of it can be"
              + " counted; expect prints or topic");
    }
    return counted;
  }

  private static boolean areNamed(Section section) {
    List<String> all = List.of(Names.ALL);
    return !section.get(ScenarioKeys.EXPECT_BOARDS, all).equals(all);
  }

  private void prints(Section section) {
    only(section, List.of(ScenarioKeys.HOW_OFTEN, ScenarioKeys.EXPECT_FROM, ScenarioKeys.WITHIN));
    if (!section.has(ScenarioKeys.EXPECT_BOARDS)) {
      problems.add(
          section.line(),
          section.path(ScenarioKeys.EXPECT_BOARDS),
          "is missing: which board prints it");
    }
    Pattern pattern = section.get(ScenarioKeys.EXPECT_PRINTS);
    Bounds times = section.get(ScenarioKeys.HOW_OFTEN, ONCE);
    Span span = span(section);
    for (String board : names.of(section, ScenarioKeys.EXPECT_BOARDS)) {
      wishes.add(_ -> new TextExpectation(board, pattern, times, span));
    }
  }

  private void messages(Section section) {
    only(
        section,
        List.of(
            ScenarioKeys.LIKE,
            ScenarioKeys.VALUE,
            ScenarioKeys.IN,
            ScenarioKeys.EVERY_ONE,
            ScenarioKeys.HOW_OFTEN,
            ScenarioKeys.PER_SECOND,
            ScenarioKeys.EXPECT_FROM,
            ScenarioKeys.WITHIN));
    if (section.has(ScenarioKeys.EXPECT_BOARDS)) {
      tell(section, ScenarioKeys.EXPECT_BOARDS, "a topic says by itself whose messages are meant");
    }
    Content content = content(section);
    Span span = span(section);
    Bounds rate = section.get(ScenarioKeys.PER_SECOND, Bounds.ANY);
    Bounds times = section.get(ScenarioKeys.HOW_OFTEN, rate.equals(Bounds.ANY) ? ONCE : Bounds.ANY);
    boolean all = section.get(ScenarioKeys.EVERY_ONE);
    String filter = section.get(ScenarioKeys.EXPECT_TOPIC, "#");
    Wish wish = _ -> new MessageExpectation(filter, content, all, times, rate, span);
    try {
      wish.of(null);
      wishes.add(wish);
    } catch (IllegalArgumentException e) {
      tell(section, ScenarioKeys.EXPECT_TOPIC, e.getMessage());
    }
  }

  private Content content(Section section) {
    JsonPath path = section.get(ScenarioKeys.VALUE);
    Pattern like = section.get(ScenarioKeys.LIKE);
    Bounds in = section.get(ScenarioKeys.IN);
    if (in != null && path == null) {
      tell(section, ScenarioKeys.IN, "stands only beside value: where the number is");
    }
    if (in != null && like != null) {
      tell(section, ScenarioKeys.LIKE, "expected in or like, got both");
    }
    if (path != null && in == null && like == null) {
      tell(section, ScenarioKeys.VALUE, "expected in or like beside it: what the value has to be");
    }
    if (path != null) {
      return in != null ? new Content.Number(path, in) : new Content.Value(path, like);
    }
    return like != null ? new Content.Text(like) : new Content.Anything();
  }

  private void counter(Section section) {
    only(section, List.of(ScenarioKeys.IS));
    String counter = section.get(ScenarioKeys.COUNTER);
    Bounds is = section.get(ScenarioKeys.IS);
    String near = Nearest.hint(counter, CounterExpectation.KNOWN);
    if (!near.isEmpty() && !CounterExpectation.KNOWN.contains(counter)) {
      tell(
          section,
          ScenarioKeys.COUNTER,
          "expected a counter that a gateway tells, got \"" + counter + "\"" + near);
    }
    wishes.add(_ -> new CounterExpectation(counter, is));
  }

  private Span span(Section section) {
    long from = section.get(ScenarioKeys.EXPECT_FROM);
    long until = section.get(ScenarioKeys.WITHIN, Long.MAX_VALUE);
    if (until <= from) {
      tell(section, ScenarioKeys.WITHIN, "expected a time after from");
      return Span.ALWAYS;
    }
    return new Span(from, until);
  }

  /// Tells what stands here and belongs to another kind of expectation.
  private void only(Section section, List<Key<?>> allowed) {
    for (Key<?> key :
        List.of(
            ScenarioKeys.LIKE,
            ScenarioKeys.VALUE,
            ScenarioKeys.IN,
            ScenarioKeys.EVERY_ONE,
            ScenarioKeys.HOW_OFTEN,
            ScenarioKeys.PER_SECOND,
            ScenarioKeys.IS,
            ScenarioKeys.EXPECT_FROM,
            ScenarioKeys.WITHIN)) {
      if (section.has(key) && !allowed.contains(key)) {
        tell(section, key, "does not belong to this kind of expectation");
      }
    }
  }

  private void tell(Section section, Key<?> key, String words) {
    problems.add(section.line(key), section.path(key), words);
  }
}
