package io.tidegate.gateway.topic;

import java.util.Map;

/// The topic commands come on: `…/{device}/set`, and `…/{device}/set/<channel>`.
final class SetTopic {
  /// `channel` is empty when the topic does not name one.
  record Target(String device, String channel) {}

  private final String filter;
  private final String[] levels;
  private final int deviceLevel;

  SetTopic(Template template, String text, String gateway) {
    this.filter = template.fill(Map.of("gateway", gateway, "device", "+"));
    this.levels = filter.split("/", -1);
    this.deviceLevel = levelOf(levels, text);
  }

  /// The filter for commands that do not name the channel in the topic.
  String filter() {
    return filter;
  }

  Target target(String topic) {
    String[] found = topic.split("/", -1);
    boolean namesChannel = found.length == levels.length + 1;
    if (found.length != levels.length && !namesChannel) {
      return null;
    }
    for (int i = 0; i < levels.length; i++) {
      if (i != deviceLevel && !levels[i].equals(found[i])) {
        return null;
      }
    }
    return new Target(found[deviceLevel], namesChannel ? found[levels.length] : "");
  }

  private static int levelOf(String[] levels, String text) {
    int level = -1;
    for (int i = 0; i < levels.length; i++) {
      if (levels[i].equals("+")) {
        if (level >= 0) {
          level = -1;
          break;
        }
        level = i;
      } else if (levels[i].indexOf('+') >= 0) {
        level = -1;
        break;
      }
    }
    if (level < 0) {
      throw new IllegalArgumentException(
          "set: expected {device} once, as a whole level between slashes, got \"" + text + "\"");
    }
    return level;
  }
}
