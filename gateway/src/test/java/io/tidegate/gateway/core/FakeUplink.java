package io.tidegate.gateway.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A broker connection that keeps what is published and says nothing by itself.
final class FakeUplink implements Uplink {
  record Sent(long token, String topic, String payload, int qos, boolean retain) {
    /// `topic qos 1 retained`.
    String manner() {
      return topic + " qos " + qos + (retain ? " retained" : "");
    }
  }

  long connection;
  final List<Sent> sent = new ArrayList<>();
  final List<String> published = new ArrayList<>();

  /// QoS 1 messages by token, state topics (negative tokens) among them.
  final SequencedMap<Long, String> unacknowledged = new LinkedHashMap<>();

  final List<String> acknowledged = new ArrayList<>();
  /// `+` and a filter, or `-` and one.
  final List<String> subscribed = new ArrayList<>();

  final List<String> closed = new ArrayList<>();

  @Override
  public void connect(long connection) {
    this.connection = connection;
  }

  @Override
  public boolean publish(
      long connection, long token, String topic, byte[] payload, int qos, boolean retain) {
    String text = new String(payload, UTF_8);
    String message = topic + " " + text + (retain ? " retained" : "");
    sent.add(new Sent(token, topic, text, qos, retain));
    published.add(message);
    if (qos > 0) {
      unacknowledged.put(token, message);
    }
    return true;
  }

  @Override
  public void subscribe(long connection, String filter, boolean wanted) {
    subscribed.add((wanted ? "+" : "-") + filter);
  }

  @Override
  public void acknowledge(long connection, int messageId) {
    acknowledged.add(connection + "/" + messageId);
  }

  @Override
  public void close(long connection, boolean courteous) {
    closed.add(connection + (courteous ? " courteous" : ""));
  }

  void forget() {
    sent.clear();
    published.clear();
    unacknowledged.clear();
  }

  /// What was published on topics that begin so.
  List<String> on(String topic) {
    return published.stream().filter(each -> each.startsWith(topic)).toList();
  }

  /// The token under which a message with this text is under way.
  long token(String text) {
    return unacknowledged.entrySet().stream()
        .filter(each -> each.getValue().contains(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError(text + " is not among " + unacknowledged))
        .getKey();
  }
}
