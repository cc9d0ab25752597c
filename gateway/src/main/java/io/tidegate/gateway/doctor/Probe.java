package io.tidegate.gateway.doctor;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.gateway.core.Settings;
import io.tidegate.gateway.topic.TopicTemplates;
import io.tidegate.gateway.topic.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// One configured topic, and how it is tried out without harm.
///
/// Where the template names `{device}`, the probe goes to the topic of a board that nobody has. A
/// topic where consumers take every message for the gateway's own word (`below`) is not written to:
/// the probe goes one level below it, and a message of the gateway that the broker keeps there
/// counts as well.
record Probe(String key, String topic, boolean below) {
  /// The board that nobody has.
  static final String BOARD = "tidegate-doctor";

  private static final String LEVEL = "/doctor";

  /// Where the probe goes.
  String target() {
    return below ? topic + LEVEL : topic;
  }

  List<String> filters() {
    return below ? List.of(topic, target()) : List.of(topic);
  }

  /// What an access list has to allow.
  String grant() {
    return below
        ? topic + "/#"
        : Arrays.stream(topic.split("/", -1))
            .map(level -> level.contains(BOARD) ? "+" : level)
            .collect(Collectors.joining("/"));
  }

  /// The probes of a configuration; what is left out becomes a finding, with the reason.
  static List<Probe> of(Configuration configuration, List<Finding> leftOut) {
    Settings settings = configuration.settings();
    TopicTemplates templates = settings.topics();
    Topics topics = new Topics(settings.gateway(), templates, settings.payload().perChannel());
    List<Probe> probes = new ArrayList<>();
    add(
        "topics.readings",
        templates.readings(),
        topics.reading(BOARD, BOARD, BOARD),
        probes,
        leftOut);
    probes.add(new Probe("topics.status", topics.status(), true));
    probes.add(new Probe("topics.event", topics.event(), true));
    probes.add(new Probe("topics.health", topics.health(), true));
    add("topics.board_status", templates.boardStatus(), topics.boardStatus(BOARD), probes, leftOut);
    add("topics.result", templates.result(), topics.result(BOARD), probes, leftOut);
    for (Probe probe : List.copyOf(probes)) {
      if (topics.isCommand(probe.target())) {
        probes.remove(probe);
        leftOut.add(left(probe.key(), probe.target(), "a gateway would take it for a command"));
      }
    }
    leftOut.add(left("topics.set", templates.set(), "it could switch something"));
    return probes;
  }

  private static void add(
      String key, String template, String topic, List<Probe> probes, List<Finding> leftOut) {
    if (template.contains("{device}")) {
      probes.add(new Probe(key, topic, false));
    } else {
      leftOut.add(left(key, topic, "consumers would take it for a board's: no {device} in it"));
    }
  }

  private static Finding left(String key, String topic, String why) {
    return Id.TOPIC_WRITE.unchecked(key, "no probe on " + topic + ": " + why, "");
  }
}
