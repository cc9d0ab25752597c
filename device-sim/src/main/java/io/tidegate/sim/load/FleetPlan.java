package io.tidegate.sim.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sim.pubsub.Login;
import io.tidegate.sim.pubsub.PubSubClient;

/// Which boards, on which broker, and what they publish. What cannot be is named as the option of
/// `tidegate-sim fleet` that says it, without its dashes.
///
/// - `name`: boards are called by it and their number, which is their client id
/// - `connectsPerSecond`: 0 for as fast as the broker takes them
/// - `username`, `password`: null for none
public record FleetPlan(
    String host,
    int port,
    String name,
    int count,
    long everyNanos,
    Template topic,
    Template payload,
    int connectsPerSecond,
    String username,
    String password) {

  /// As many as one address has ports for connections to one broker.
  public static final int MOST_BOARDS = 28_000;

  public static final int MOST_CONNECTS_PER_SECOND = 10_000;
  public static final String TOPIC = "/sensors/{id}";
  public static final String PAYLOAD = "{\"device_id\":\"{id}\",\"n\":{n},\"temperature\":{value}}";

  private static final long LEAST_EVERY_NANOS = 10_000_000;

  public FleetPlan {
    within("count", count, 1, MOST_BOARDS);
    within("port", port, 1, 65_535);
    within("connect-rate", connectsPerSecond, 0, MOST_CONNECTS_PER_SECOND);
    if (everyNanos < LEAST_EVERY_NANOS) {
      throw new IllegalArgumentException(
          "every: expected 10 ms or more, got " + everyNanos + " ns");
    }
    if (!name.matches("[A-Za-z0-9_.:-]{1,40}")) {
      throw new IllegalArgumentException(
          "name: expected 1 to 40 of A-Z, a-z, 0-9 and _.:-, got \"" + name + "\"");
    }
    Template.Values largest =
        new Template.Values(id(name, count), count, 999_999, 9_999_999_999L, -99.99);
    String sample = topic.fill(largest);
    if (sample.isEmpty() || sample.indexOf('+') >= 0 || sample.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          "topic: expected a name without wildcards, got \"" + topic + "\"");
    }
    int bytes =
        5 + 2 + sample.getBytes(UTF_8).length + payload.fill(largest).getBytes(UTF_8).length;
    if (bytes > PubSubClient.BUFFER_BYTES) {
      throw new IllegalArgumentException(
          "payload: expected at most %d bytes with its topic and 7 more, as the library has it; got %d"
              .formatted(PubSubClient.BUFFER_BYTES, bytes));
    }
    int loginBytes = Login.of(id(name, count)).withUser(username, password).bufferBytes();
    if (loginBytes > PubSubClient.BUFFER_BYTES) {
      throw new IllegalArgumentException(
          "user: expected a CONNECT of at most %d bytes with password and longest id, as the library has it; got %d"
              .formatted(PubSubClient.BUFFER_BYTES, loginBytes));
    }
  }

  /// Boards without a login that publish every 10 s.
  public static FleetPlan of(String host, int port, String name, int count) {
    return new FleetPlan(
        host,
        port,
        name,
        count,
        10_000_000_000L,
        Template.of(TOPIC),
        Template.of(PAYLOAD),
        200,
        null,
        null);
  }

  public FleetPlan withEvery(long nanos) {
    return new FleetPlan(
        host, port, name, count, nanos, topic, payload, connectsPerSecond, username, password);
  }

  public FleetPlan withMessages(Template topics, Template payloads) {
    return new FleetPlan(
        host,
        port,
        name,
        count,
        everyNanos,
        topics,
        payloads,
        connectsPerSecond,
        username,
        password);
  }

  public FleetPlan withConnectsPerSecond(int most) {
    return new FleetPlan(
        host, port, name, count, everyNanos, topic, payload, most, username, password);
  }

  public FleetPlan withUser(String user, String word) {
    return new FleetPlan(
        host, port, name, count, everyNanos, topic, payload, connectsPerSecond, user, word);
  }

  /// The name of a board, from 1.
  public String id(int number) {
    return id(name, number);
  }

  private static String id(String name, int number) {
    return name + "-" + number;
  }

  private static void within(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: expected %d to %d, got %d".formatted(what, least, most, value));
    }
  }
}
