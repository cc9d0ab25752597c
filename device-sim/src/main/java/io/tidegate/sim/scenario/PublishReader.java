package io.tidegate.sim.scenario;

import io.tidegate.strict.Nearest;
import io.tidegate.strict.Problems;
import io.tidegate.strict.Section;
import java.util.ArrayList;
import java.util.List;

/// The `publish` of a scenario.
final class PublishReader {
  private final Section root;
  private final Problems problems;
  private final Names names;
  private final WhenReader whens;

  PublishReader(Section root, Problems problems, Names names, long lastsNanos) {
    this.root = root;
    this.problems = problems;
    this.names = names;
    this.whens = new WhenReader(PublishKeys.WHEN, problems, names, lastsNanos);
  }

  List<Publication> publications() {
    List<Publication> publications = new ArrayList<>();
    for (Section section : root.list("publish")) {
      String topic = section.need(PublishKeys.TOPIC, problems);
      String payload = section.need(PublishKeys.PAYLOAD, problems);
      List<String> boards = names.of(section, PublishKeys.BOARDS);
      When when = whens.read(section, PublishKeys.TOPIC);
      if (topic != null && payload != null && when != null) {
        Publication publication =
            new Publication(
                problems.place(section, PublishKeys.TOPIC),
                topic,
                payload,
                boards,
                Math.toIntExact(section.get(PublishKeys.QOS)),
                section.get(PublishKeys.RETAIN),
                when);
        check(section, publication);
        publications.add(publication);
      }
    }
    return publications;
  }

  private void check(Section section, Publication publication) {
    String unknown = Publication.unknown(publication.topic());
    if (!unknown.isEmpty()) {
      problems.add(
          section,
          PublishKeys.TOPIC,
          "expected {board}, {n} or {unix} in braces, got "
              + unknown
              + Nearest.hint(unknown, Publication.KNOWN));
    }
    boolean named = section.has(PublishKeys.BOARDS);
    if (publication.namesBoards() && !named) {
      problems.add(
          section.line(PublishKeys.TOPIC),
          section.path(PublishKeys.BOARDS),
          "is missing: which boards {board} stands for; name one, several, or all");
    }
    if (named && !publication.namesBoards()) {
      problems.add(
          section, PublishKeys.BOARDS, "stands only beside a topic or payload with {board} in it");
    }
    if (publication.payload().isEmpty() && !publication.retain()) {
      problems.warn(
          section,
          PublishKeys.PAYLOAD,
          "an empty message clears what is retained only with retain: true");
    }
  }
}
