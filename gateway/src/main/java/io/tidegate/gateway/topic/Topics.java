package io.tidegate.gateway.topic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Every topic the gateway uses. The table in README.md is compared with this class by a test.
public final class Topics {
  /// A topic that a board's readings go to costs some text work: the last ones are kept.
  private static final int KEPT_LIMIT = 1_024;

  private static final Set<String> GATEWAY = Set.of("gateway");
  private static final Set<String> DEVICE = Set.of("gateway", "device");
  private static final Set<String> READING = Set.of("gateway", "device", "port");
  private static final Set<String> CHANNEL = Set.of("gateway", "device", "port", "channel");

  private final String gateway;
  private final Template readings;
  private final Template boardStatus;
  private final Template result;
  private final String status;
  private final String event;
  private final String health;
  private final SetTopic set;
  private final Map<String, String> readingTopics = new HashMap<>();

  /// Refuses (IllegalArgumentException) templates that cannot work, with the template's name.
  public Topics(String gateway, TopicTemplates templates, boolean perChannel) {
    this.gateway = gateway;
    this.readings = new Template("readings", templates.readings(), perChannel ? CHANNEL : READING);
    if (perChannel && !templates.readings().contains("{channel}")) {
      throw new IllegalArgumentException(
          "readings: one topic per channel needs {channel} in the template, got \""
              + templates.readings()
              + "\"");
    }
    Map<String, String> own = Map.of("gateway", gateway);
    this.status = new Template("status", templates.status(), GATEWAY).fill(own);
    this.event = new Template("event", templates.event(), GATEWAY).fill(own);
    this.health = new Template("health", templates.health(), GATEWAY).fill(own);
    this.boardStatus = new Template("board_status", templates.boardStatus(), DEVICE);
    this.result = new Template("result", templates.result(), DEVICE);
    this.set = new SetTopic(new Template("set", templates.set(), DEVICE), templates.set(), gateway);
  }

  /// Where a reading goes; `channel` is only used where the template names it.
  public String reading(String device, String port, String channel) {
    String key = device + '\0' + port + '\0' + channel;
    String known = readingTopics.get(key);
    if (known != null) {
      return known;
    }
    if (readingTopics.size() >= KEPT_LIMIT) {
      readingTopics.clear();
    }
    String topic =
        readings.fill(
            Map.of("gateway", gateway, "device", device, "port", port, "channel", channel));
    readingTopics.put(key, topic);
    return topic;
  }

  public String status() {
    return status;
  }

  public String event() {
    return event;
  }

  public String health() {
    return health;
  }

  public String boardStatus(String device) {
    return boardStatus.fill(Map.of("gateway", gateway, "device", device));
  }

  public String result(String device) {
    return result.fill(Map.of("gateway", gateway, "device", device));
  }

  /// What the gateway subscribes to: commands, and its own state, to see who else writes it.
  public List<String> subscriptions() {
    return List.of(set.filter(), set.filter() + "/+", status, health);
  }

  /// Would the gateway take a message there for a command?
  public boolean isCommand(String topic) {
    return target(topic) != null;
  }

  /// Null when it is no command topic.
  SetTopic.Target target(String topic) {
    return set.target(topic);
  }
}
