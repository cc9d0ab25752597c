package io.tidegate.gateway.config;

import io.tidegate.gateway.topic.PayloadRule;
import io.tidegate.gateway.topic.TopicTemplates;
import io.tidegate.gateway.topic.Topics;
import io.tidegate.strict.Key;
import io.tidegate.strict.Problems;
import io.tidegate.strict.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Checks the templates: each by itself, and whether two streams would meet on one topic.
final class TopicsPart {
  private static final String DEVICE = "any-device";

  private final Section root;
  private final Problems problems;
  private final TopicTemplates templates;

  TopicsPart(Section root, Problems problems) {
    this.root = root;
    this.problems = problems;
    this.templates =
        new TopicTemplates(
            root.get(Keys.READINGS),
            root.get(Keys.STATUS),
            root.get(Keys.EVENT),
            root.get(Keys.HEALTH),
            root.get(Keys.BOARD_STATUS),
            root.get(Keys.SET),
            root.get(Keys.RESULT));
  }

  TopicTemplates templates() {
    return templates;
  }

  /// Null when a template cannot be used.
  Topics check(String gateway, PayloadRule payload) {
    boolean usable = true;
    for (Key<String> key : KEYS) {
      usable &= checkAlone(key, gateway, payload);
    }
    if (!usable) {
      return null;
    }
    Topics topics = new Topics(gateway, templates, payload.perChannel());
    checkTogether(topics);
    checkDevice(Keys.READINGS, "readings of all boards go to one topic");
    checkDevice(Keys.BOARD_STATUS, "the boards overwrite each other's availability");
    return topics;
  }

  private static final List<Key<String>> KEYS =
      List.of(
          Keys.READINGS,
          Keys.STATUS,
          Keys.EVENT,
          Keys.HEALTH,
          Keys.BOARD_STATUS,
          Keys.SET,
          Keys.RESULT);

  /// The constructor of [Topics] stops at the first: so each template is tried among defaults.
  private boolean checkAlone(Key<String> key, String gateway, PayloadRule payload) {
    boolean perChannel = payload.perChannel() && key == Keys.READINGS;
    try {
      new Topics(gateway, alone(key, root.get(key)), perChannel);
      return true;
    } catch (IllegalArgumentException e) {
      String words = e.getMessage();
      int colon = words.indexOf(": ");
      String hint =
          key == Keys.READINGS && !perChannel && root.get(key).contains("{channel}")
              ? "; {channel} needs payload.per_channel: true"
              : "";
      int line = root.has(key) ? root.line(key) : root.line(Keys.PER_CHANNEL);
      problems.add(line, key.path(), words.substring(colon + 2) + hint);
      return false;
    }
  }

  private static TopicTemplates alone(Key<String> key, String text) {
    TopicTemplates usual = TopicTemplates.DEFAULT;
    return new TopicTemplates(
        key == Keys.READINGS ? text : usual.readings(),
        key == Keys.STATUS ? text : usual.status(),
        key == Keys.EVENT ? text : usual.event(),
        key == Keys.HEALTH ? text : usual.health(),
        key == Keys.BOARD_STATUS ? text : usual.boardStatus(),
        key == Keys.SET ? text : usual.set(),
        key == Keys.RESULT ? text : usual.result());
  }

  private void checkTogether(Topics topics) {
    Map<Key<String>, String> published = new LinkedHashMap<>();
    published.put(Keys.READINGS, topics.reading(DEVICE, "any-port", "any-channel"));
    published.put(Keys.STATUS, topics.status());
    published.put(Keys.EVENT, topics.event());
    published.put(Keys.HEALTH, topics.health());
    published.put(Keys.BOARD_STATUS, topics.boardStatus(DEVICE));
    published.put(Keys.RESULT, topics.result(DEVICE));
    Map<String, Key<String>> seen = new LinkedHashMap<>();
    published.forEach(
        (key, topic) -> {
          Key<String> other = seen.putIfAbsent(topic, key);
          if (other != null) {
            add(key, "is the same topic as " + other.path());
          }
          if (topics.subscriptions().subList(0, 2).stream().anyMatch(f -> matches(f, topic))) {
            add(key, "the gateway would take this for a command: it matches topics.set");
          }
        });
  }

  private void add(Key<String> key, String words) {
    problems.add(root.has(key) ? root.line(key) : root.line(Keys.SET), key.path(), words);
  }

  private void checkDevice(Key<String> key, String otherwise) {
    if (!root.get(key).contains("{device}")) {
      problems.warn(root.line(key), key.path(), "without {device} " + otherwise);
    }
  }

  /// A filter with `+` only.
  private static boolean matches(String filter, String topic) {
    String[] wanted = filter.split("/", -1);
    String[] levels = topic.split("/", -1);
    boolean matches = wanted.length == levels.length;
    for (int i = 0; matches && i < levels.length; i++) {
      matches = wanted[i].equals("+") || wanted[i].equals(levels[i]);
    }
    return matches;
  }
}
