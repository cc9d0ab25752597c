package io.tidegate.gateway.mqtt;

import java.nio.file.Path;
import java.util.List;

/// How to reach the broker. Several servers are one logical broker, tried in turn. `username` may
/// be empty; `caFile` null: the certificates Java trusts. `window` is how many messages the core
/// keeps under way.
public record MqttSettings(
    List<Server> servers,
    String clientId,
    String username,
    Secret password,
    Path caFile,
    int keepAliveSeconds,
    int connectLimitSeconds,
    Will will,
    List<String> subscriptions,
    int window) {

  /// What the broker says for us when the connection is lost.
  public record Will(String topic, String payload, int qos, boolean retain) {}

  public MqttSettings {
    servers = List.copyOf(servers);
    subscriptions = List.copyOf(subscriptions);
  }
}
