package io.tidegate.gateway.mqtt;

import java.util.List;

/// How to reach the broker. Several servers are one logical broker, tried in turn. `username` may
/// be empty. `will` null: none. `window` is how many
/// messages the core keeps under way. `keepSession`: the broker remembers us between connections.
public record MqttSettings(
    List<Server> servers,
    String clientId,
    String username,
    Secret password,
    TlsFiles tls,
    int keepAliveSeconds,
    int connectLimitSeconds,
    Will will,
    List<String> subscriptions,
    int window,
    boolean keepSession) {

  /// What the broker says for us when the connection is lost.
  public record Will(String topic, String payload, int qos, boolean retain) {}

  public MqttSettings {
    servers = List.copyOf(servers);
    subscriptions = List.copyOf(subscriptions);
  }

  /// The gateway's.
  public MqttSettings(
      List<Server> servers,
      String clientId,
      String username,
      Secret password,
      TlsFiles tls,
      int keepAliveSeconds,
      int connectLimitSeconds,
      Will will,
      List<String> subscriptions,
      int window) {
    this(
        servers,
        clientId,
        username,
        password,
        tls,
        keepAliveSeconds,
        connectLimitSeconds,
        will,
        subscriptions,
        window,
        true);
  }

  /// The same rights at one of the servers for somebody who only looks: no will that could speak
  /// for the gateway, and no session that is left behind.
  public MqttSettings visitor(
      Server server, String visitorsId, int limitSeconds, List<String> filters) {
    return new MqttSettings(
        List.of(server),
        visitorsId,
        username,
        password,
        tls,
        keepAliveSeconds,
        limitSeconds,
        null,
        filters,
        window,
        false);
  }
}
