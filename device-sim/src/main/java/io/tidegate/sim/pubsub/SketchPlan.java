package io.tidegate.sim.pubsub;

import io.tidegate.sim.model.Measurement;
import java.util.function.Function;

/// What stands at the top of a sketch: its network, its broker, its name and its topics.
///
/// `payload` makes of a measurement what is published. `filter` is what it subscribes to; empty for
/// nothing. `username` and `password` may be null.
public record SketchPlan(
    String ssid,
    String wifiPassword,
    String host,
    int port,
    String clientId,
    String username,
    String password,
    String topic,
    String filter,
    int everyMillis,
    Function<Measurement, String> payload) {

  /// The names that getting-started sketches share.
  public static final String TAUGHT_CLIENT_ID = "esp8266_client";

  public static final String TAUGHT_TOPIC = "/sensors/temperature";
  public static final String TAUGHT_FILTER = "/sensors/#";
  public static final int TAUGHT_EVERY_MILLIS = 5_000;

  public SketchPlan {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: expected 1 to 65535, got " + port);
    }
    if (everyMillis < 1) {
      throw new IllegalArgumentException("every: expected 1 ms or more, got " + everyMillis);
    }
    if (topic.isEmpty() || topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          "topic: expected a name without wildcards, got \"" + topic + "\"");
    }
  }

  /// As it is taught: everybody's client id, and the temperature alone.
  public static SketchPlan taught(String ssid, String wifiPassword, String host, int port) {
    return new SketchPlan(
        ssid,
        wifiPassword,
        host,
        port,
        TAUGHT_CLIENT_ID,
        null,
        null,
        TAUGHT_TOPIC,
        TAUGHT_FILTER,
        TAUGHT_EVERY_MILLIS,
        SketchPlan::temperatureAlone);
  }

  /// A board with a name of its own, which numbers what it measures and takes commands for itself.
  public static SketchPlan named(
      String device, String ssid, String wifiPassword, String host, int port) {
    return taught(ssid, wifiPassword, host, port)
        .withClientId(device)
        .withTopics("/sensors/" + device, "devices/" + device + "/set")
        .withPayload(measured -> everythingOf(device, measured));
  }

  public SketchPlan withClientId(String id) {
    return new SketchPlan(
        ssid,
        wifiPassword,
        host,
        port,
        id,
        username,
        password,
        topic,
        filter,
        everyMillis,
        payload);
  }

  public SketchPlan withUser(String user, String word) {
    return new SketchPlan(
        ssid, wifiPassword, host, port, clientId, user, word, topic, filter, everyMillis, payload);
  }

  public SketchPlan withTopics(String ownTopic, String ownFilter) {
    return new SketchPlan(
        ssid,
        wifiPassword,
        host,
        port,
        clientId,
        username,
        password,
        ownTopic,
        ownFilter,
        everyMillis,
        payload);
  }

  public SketchPlan withEvery(int millis) {
    return new SketchPlan(
        ssid,
        wifiPassword,
        host,
        port,
        clientId,
        username,
        password,
        topic,
        filter,
        millis,
        payload);
  }

  public SketchPlan withPayload(Function<Measurement, String> made) {
    return new SketchPlan(
        ssid,
        wifiPassword,
        host,
        port,
        clientId,
        username,
        password,
        topic,
        filter,
        everyMillis,
        made);
  }

  Login login() {
    return Login.of(clientId).withUser(username, password);
  }

  /// `{"device_id":"esp-1","n":7,"temperature":22.50}`
  static String everythingOf(String device, Measurement measured) {
    return measured.json("\"device_id\":\"" + device + "\"");
  }

  /// `{"device_id": "esp-1", "n": 7, "temp": 22.50}`: as it is taught, and can be counted.
  static String temperatureOf(String device, Measurement measured) {
    return "{\"device_id\": \"%s\", \"n\": %d, %s"
        .formatted(device, measured.number(), temperatureAlone(measured).substring(1));
  }

  /// `{"temp": 22.50}`: the first quantity, no name, no time, no number.
  private static String temperatureAlone(Measurement measured) {
    return "{\"temp\": " + measured.texts().get(1) + "}";
  }
}
