package io.tidegate.gateway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.Settings.Stream;
import java.util.List;
import java.util.Map;
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
                new Stream(0, false),
                new Stream(0, false)));
    assertTrue(published.contains("tidegate/g/status qos 0"), published.toString());
    assertTrue(published.contains("/sensors/b qos 0 retained"), published.toString());
    assertTrue(published.contains("tidegate/g/event qos 1 retained"), published.toString());
    assertTrue(published.contains("tidegate/g/board/b/result qos 0"), published.toString());
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
    topics.pump(1);
    assertEquals(3 * StateTopics.LIMIT, listener.sent.size());
    assertTrue(topics.isQuiet());
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
