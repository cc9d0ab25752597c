package io.tidegate.gateway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.Settings.Stream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// One reading, one event, one result and the state, in a gateway where each stream has a quality
/// and a retain flag of its own.
class StreamsTest {
  private static List<String> published(Settings.Streams streams) {
    Bench bench = new Bench(streams, Map.of(), true);
    bench.line("{\"device_id\":\"b\",\"t\":1}");
    bench.line("{\"device_id\":\"b\",\"t\":nan}");
    bench.arrives("tidegate/g/board/b/set/led", "ON");
    return bench.site.uplink.sent.stream().map(FakeUplink.Sent::manner).toList();
  }

  @Test
  void eachStreamIsPublishedAsItsSettingSays() {
    List<String> published =
        published(
            new Settings.Streams(
                new Stream(0, true),
                new Stream(1, true),
                new Stream(2, false),
                new Stream(0, false)));
    assertTrue(published.contains("tidegate/g/status qos 0"), published.toString());
    assertTrue(published.contains("/sensors/b qos 0 retained"), published.toString());
    assertTrue(published.contains("tidegate/g/event qos 1 retained"), published.toString());
    assertTrue(published.contains("tidegate/g/board/b/result qos 2"), published.toString());
  }

  @Test
  void byDefaultAllIsAcknowledgedAndOnlyStateIsRetained() {
    List<String> published = published(Settings.Streams.DEFAULT);
    assertEquals(
        List.of(),
        published.stream().filter(each -> !each.contains(" qos 1")).toList(),
        published.toString());
    for (String each : published) {
      boolean state = each.contains("/status ") || each.contains("/health ");
      assertEquals(state, each.endsWith(" retained"), each);
    }
    assertTrue(published.contains("/sensors/b qos 1"), published.toString());
  }

  @Test
  void stateThatNobodyAcknowledgesDoesNotWaitForTheLimitOfWhatIsUnderWay() {
    FakeUplink listener = new FakeUplink();
    StateTopics topics = new StateTopics(listener, new Stream(0, false));
    for (int i = 0; i < 3 * StateTopics.LIMIT; i++) {
      topics.set("board/" + i, new byte[] {1});
    }
    topics.pump(1, 0);
    assertEquals(3 * StateTopics.LIMIT, listener.sent.size());
    assertTrue(topics.isQuiet());
  }

  @Test
  void withQosTwoAMessageIsDeliveredWhenTheUplinkSaysSo() {
    Stream two = new Stream(2, false);
    Bench bench = new Bench(new Settings.Streams(two, two, two, two), Map.of(), true);
    bench.line("{\"device_id\":\"b\",\"t\":1}");
    assertEquals(0, delivered(bench));
    bench.acknowledge();
    assertEquals(1, delivered(bench));
  }

  private static long delivered(Bench bench) {
    return bench.site.count(Counter.DELIVERED);
  }

  @Test
  void whatWaitsWithQosTwoGoesWithOneWhenNoStreamHasTwoAnyMore() {
    assertEquals("/sensors/b qos 1", takenWithTwoAndSentAfterARestartWith(1));
    assertEquals("/sensors/b qos 2", takenWithTwoAndSentAfterARestartWith(2));
  }

  private static String takenWithTwoAndSentAfterARestartWith(int qos) {
    AtomicInteger present = new AtomicInteger(2);
    Site site = new Site(true, Site.SECOND, usual -> withQos(usual, present.get()));
    site.hears(0, "{\"device_id\":\"b\",\"t\":1}");
    site.sync();
    present.set(qos);
    site.crash();
    site.brokerUp(false);
    return site.uplink.sent.stream()
        .filter(each -> each.topic().equals("/sensors/b"))
        .map(FakeUplink.Sent::manner)
        .collect(Collectors.joining(", "));
  }

  private static Settings withQos(Settings usual, int qos) {
    Settings.Delivery as = usual.delivery();
    Settings.Delivery delivery =
        new Settings.Delivery(
            qos,
            false,
            as.window(),
            as.liveFirst(),
            as.drainPerSecond(),
            as.stallNanos(),
            as.backoffMinNanos(),
            as.backoffMaxNanos(),
            as.stableNanos());
    return new Settings(
        usual.gateway(),
        usual.version(),
        usual.topics(),
        usual.payload(),
        usual.ports(),
        usual.boards(),
        usual.acceptUnknownBoards(),
        delivery,
        usual.store(),
        usual.commands());
  }

  /// `online` that nobody sees is as good as no connection: with QoS 2 it waits for answers that a
  /// broker may never give.
  @Test
  void aConnectionWhoseStateIsNeverAcknowledgedIsEnded() {
    Bench bench = new Bench(Settings.Streams.DEFAULT, Map.of(), true);
    bench.site.after(29 * Site.SECOND);
    assertEquals(List.of(), bench.site.uplink.closed);
    bench.site.after(2 * Site.SECOND);
    assertEquals(List.of("1"), bench.site.uplink.closed);
  }

  @Test
  void stateThatIsAcknowledgedOneByOneKeepsTheConnection() {
    Bench bench = new Bench(Settings.Streams.DEFAULT, Map.of(), true);
    List<Long> tokens = bench.site.uplink.sent.stream().map(FakeUplink.Sent::token).toList();
    assertEquals(2, tokens.size(), "status and health");
    for (long token : tokens) {
      bench.site.after(20 * Site.SECOND);
      bench.site.acknowledge(token);
    }
    bench.site.after(300 * Site.SECOND);
    assertEquals(List.of(), bench.site.uplink.closed);
  }

  @Test
  void healthIsPublishedAsOftenAsTheSettingSays() {
    Bench bench = new Bench(Settings.Streams.DEFAULT, Map.of(), true);
    bench.acknowledge();
    assertEquals(1, health(bench));
    bench.site.after(Bench.HEALTH_EVERY_NANOS / 2);
    assertEquals(1, health(bench));
    bench.site.after(Bench.HEALTH_EVERY_NANOS / 2);
    assertEquals(2, health(bench));
  }

  private static long health(Bench bench) {
    return bench.site.uplink.sent.stream()
        .filter(each -> each.topic().equals("tidegate/g/health"))
        .count();
  }
}
