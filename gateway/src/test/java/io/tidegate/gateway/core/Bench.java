package io.tidegate.gateway.core;

import io.tidegate.bridge.Frame;
import io.tidegate.bridge.FrameEncoder;
import io.tidegate.gateway.device.BoardRule;
import io.tidegate.gateway.topic.PayloadRule;
import io.tidegate.gateway.topic.TopicTemplates;
import java.util.List;
import java.util.Map;

/// A [Site] in memory mode with settings of its own, connected from the start to a broker that
/// takes everything and acknowledges nothing by itself.
final class Bench {
  static final long HEALTH_EVERY_NANOS = 600 * Site.SECOND;

  final Site site;

  Bench(Settings.Streams streams, Map<String, BoardRule> boards, boolean acceptUnknown) {
    this(streams, boards, acceptUnknown, TopicTemplates.DEFAULT, PayloadRule.DEFAULT);
  }

  /// Link frames and JSON lines, one topic per channel.
  static Bench perChannel() {
    TopicTemplates usual = TopicTemplates.DEFAULT;
    TopicTemplates topics =
        new TopicTemplates(
            "s/{device}/{channel}",
            usual.status(),
            usual.event(),
            usual.health(),
            usual.boardStatus(),
            usual.set(),
            usual.result());
    return new Bench(
        Settings.Streams.DEFAULT, Map.of(), true, topics, new PayloadRule(true, false));
  }

  private Bench(
      Settings.Streams streams,
      Map<String, BoardRule> boards,
      boolean acceptUnknown,
      TopicTemplates topics,
      PayloadRule payload) {
    Settings.Delivery delivery =
        new Settings.Delivery(
            streams,
            64,
            false,
            0,
            30 * Site.SECOND,
            Site.SECOND,
            60 * Site.SECOND,
            30 * Site.SECOND,
            HEALTH_EVERY_NANOS);
    site =
        new Site(
            false,
            Site.SECOND,
            usual ->
                new Settings(
                    usual.gateway(),
                    usual.version(),
                    topics,
                    payload,
                    usual.ports(),
                    boards,
                    acceptUnknown,
                    delivery,
                    usual.store(),
                    usual.commands()));
    site.step(new Input.Tick());
    site.step(new Input.BrokerUp(site.uplink.connection, false, "broker"));
  }

  void line(String text) {
    site.hears(0, text);
  }

  void frame(Frame frame) {
    site.step(new Input.PortBytes(0, FrameEncoder.encode(frame)));
  }

  void arrives(String topic, String payload) {
    site.arrives(7, false, topic, payload);
  }

  /// The broker acknowledges whatever was published.
  void acknowledge() {
    for (FakeUplink.Sent each : List.copyOf(site.uplink.sent)) {
      site.acknowledge(each.token());
    }
  }

  List<String> events() {
    return site.uplink.sent.stream()
        .filter(each -> each.topic().equals("tidegate/g/event"))
        .map(FakeUplink.Sent::payload)
        .toList();
  }

  long refusalsInTheLog() {
    return site.log.stream().filter(line -> line.contains(" reading-refused ")).count();
  }
}
