package io.tidegate.sim.scenario;

import io.tidegate.sim.mqtt.TopicFilter;
import io.tidegate.strict.Key;
import io.tidegate.strict.Problems;
import io.tidegate.strict.Section;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// When something happens, as the entries of a list say it.
record WhenReader(WhenKeys keys, Problems problems, Names names, long lastsNanos) {
  private static final Pattern ANYTHING = Pattern.compile("");

  /// `what` is the key that says what happens. Null when nothing, or more than one thing, says
  /// when.
  When read(Section section, Key<?> what) {
    List<Key<?>> given = keys.ways().stream().filter(section::has).toList();
    if (given.size() != 1) {
      problems.add(
          section.line(what),
          section.path(keys.at()),
          "expected one of at, times, when_prints, when_topic: when it happens; got "
              + (given.isEmpty()
                  ? "none"
                  : String.join(" and ", given.stream().map(Key::name).toList())));
      return null;
    }
    misplaced(section, keys.again(), keys.at());
    misplaced(section, keys.from(), keys.times());
    misplaced(section, keys.until(), keys.times());
    misplaced(section, keys.printedBy(), keys.prints());
    if (given.getFirst() == keys.at()) {
      return at(section);
    }
    if (given.getFirst() == keys.times()) {
      return drawn(section);
    }
    return given.getFirst() == keys.prints() ? printed(section) : arrived(section);
  }

  private When at(Section section) {
    long at = section.get(keys.at(), 0L);
    if (at >= lastsNanos) {
      problems.add(section, keys.at(), "comes after the end: boards measure only until lasts");
    }
    return new When.At(at, section.get(keys.again(), 0L));
  }

  private When drawn(Section section) {
    long from = section.get(keys.from());
    long until = section.get(keys.until(), lastsNanos);
    if (from >= Math.min(until, lastsNanos)) {
      problems.add(section, keys.from(), "expected a time before until, and before lasts");
    }
    return new When.Drawn(Math.toIntExact(section.get(keys.times(), 1L)), from, until);
  }

  private When printed(Section section) {
    String board = section.get(keys.printedBy());
    if (board != null && !names.boards().contains(board)) {
      problems.add(section, keys.printedBy(), "there is no board \"" + board + "\"");
    }
    return new When.Seen(
        Optional.ofNullable(board),
        section.get(keys.prints(), ANYTHING),
        "",
        section.get(keys.after()));
  }

  private When arrived(Section section) {
    String filter = section.get(keys.topic(), "#");
    if (!TopicFilter.isValid(filter)) {
      problems.add(
          section,
          keys.topic(),
          "expected a topic, with + for one level and # at the end for all below");
    }
    return new When.Seen(Optional.empty(), ANYTHING, filter, section.get(keys.after()));
  }

  private void misplaced(Section section, Key<?> key, Key<?> with) {
    if (section.has(key) && !section.has(with)) {
      problems.add(section, key, "stands only beside " + with.name());
    }
  }
}
