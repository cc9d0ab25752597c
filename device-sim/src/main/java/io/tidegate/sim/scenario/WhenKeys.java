package io.tidegate.sim.scenario;

import io.tidegate.strict.Key;
import io.tidegate.strict.Types;
import java.util.List;
import java.util.regex.Pattern;

/// The keys of one list that say when something happens.
record WhenKeys(
    Key<Long> at,
    Key<Long> again,
    Key<Long> times,
    Key<Long> from,
    Key<Long> until,
    Key<Pattern> prints,
    Key<String> printedBy,
    Key<String> topic,
    Key<Long> after) {

  /// `place` is that of the list's entries, with a dot behind it.
  static WhenKeys of(String place) {
    return new WhenKeys(
        Key.open(place + "at", Types.duration("0 s", "100 d"), "none", "at this time of the run"),
        Key.open(place + "every", Types.duration("100 ms", "100 d"), "once", "and again and again"),
        Key.open(
            place + "times", Types.whole(1, 10_000), "none", "so often, when the seed draws it"),
        Key.of(place + "from", Types.duration("0 s", "100 d"), "0 s", "with `times`: not before"),
        Key.open(
            place + "until", Types.duration("0 s", "100 d"), "the end", "with `times`: not after"),
        Key.open(
            place + "when_prints",
            ScenarioTypes.pattern(),
            "none",
            "when a board has printed this"),
        Key.open(
            place + "printed_by",
            Types.text("a board", _ -> true),
            "any board",
            "with `when_prints`"),
        Key.open(
            place + "when_topic",
            Types.text("a topic filter", _ -> true),
            "none",
            "when the first message came there"),
        Key.of(
            place + "wait",
            Types.duration("0 s", "1 d"),
            "0 s",
            "with `when_prints` or `when_topic`: so long after it"));
  }

  List<Key<?>> all() {
    return List.of(at, again, times, from, until, prints, printedBy, topic, after);
  }

  /// Those of which one is given.
  List<Key<?>> ways() {
    return List.of(at, times, prints, topic);
  }
}
