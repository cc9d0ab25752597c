package io.tidegate.gateway.core;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.Settings.Stream;
import io.tidegate.gateway.device.Decoding;
import io.tidegate.gateway.device.PortRule;
import io.tidegate.gateway.device.PortSource;
import io.tidegate.gateway.spool.DiskBatch;
import io.tidegate.gateway.spool.Recovered;
import io.tidegate.gateway.spool.Recovery;
import io.tidegate.gateway.spool.SpoolLimits;
import io.tidegate.gateway.topic.CommandRule;
import io.tidegate.gateway.topic.PayloadRule;
import io.tidegate.gateway.topic.TopicTemplates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// One reading, one event, one result and the state, in a gateway where each stream has a quality
/// and a retain flag of its own.
class StreamsTest {
  private static final long SECOND = 1_000_000_000;

  /// A broker that takes everything and acknowledges nothing.
  private static final class Listener implements Uplink {
    final List<String> published = new ArrayList<>();

    @Override
    public void connect(long connection) {}

    @Override
    public boolean publish(
        long connection, long token, String topic, byte[] payload, int qos, boolean retain) {
      published.add(topic + " qos " + qos + (retain ? " retained" : ""));
      return true;
    }

    @Override
    public void acknowledge(long connection, int messageId) {}

    @Override
    public void close(long connection, boolean courteous) {}
  }

  private static final class NoWires implements Wires {
    @Override
    public boolean send(int port, byte[] bytes) {
      return true;
    }

    @Override
    public void reopen(int port, boolean reset) {}
  }

  private static final class NoDesk implements Desk {
    @Override
    public void state(long ticket, State state) {}

    @Override
    public boolean line(long ticket, int port, Heard heard, byte[] bytes) {
      return true;
    }

    @Override
    public void result(long ticket, String code, String text) {}
  }

  private final Listener listener = new Listener();

  private List<String> published(Settings.Streams streams) {
    Core core = core(streams);
    long now = 1;
    core.step(now, new Input.PortUp(0, new PortSource("p", "", "1-1")));
    core.step(++now, new Input.Tick());
    core.step(++now, new Input.BrokerUp(1, false, "broker"));
    core.step(++now, line("{\"device_id\":\"b\",\"t\":1}\n"));
    core.step(++now, line("{\"device_id\":\"b\",\"t\":nan}\n"));
    core.step(
        ++now,
        new Input.Arrived(1, 7, 1, false, "tidegate/g/board/b/set/led", "ON".getBytes(US_ASCII)));
    return listener.published;
  }

  private static Input line(String text) {
    return new Input.PortBytes(0, text.getBytes(US_ASCII));
  }

  private Core core(Settings.Streams streams) {
    Settings settings =
        new Settings(
            "g",
            "test",
            TopicTemplates.DEFAULT,
            PayloadRule.DEFAULT,
            List.of(new PortRule(0, "p", Decoding.JSON, "", null)),
            Map.of(),
            true,
            new Settings.Delivery(
                streams, 64, false, 0, 30 * SECOND, SECOND, 60 * SECOND, 30 * SECOND),
            new Settings.Store(0, 64 << 10, 1 << 20, 16 << 20, 0, 0, 1 << 20, false),
            new CommandRule(false, 10_000, 3_600_000));
    Random random = new Random(1);
    SpoolLimits limits =
        SpoolLimits.of(false, false, SECOND, 64 << 10, 1 << 20, 16 << 20, 0, 0, 1 << 20);
    Recovered.Ready ready = (Recovered.Ready) new Recovery(limits, random).finish(0, -1);
    return new Core(
        settings,
        new Core.Outside(
            new NoWires(), listener, (DiskBatch _) -> {}, (_, _, _, _) -> {}, new NoDesk()),
        new Core.Start(
            ready.spool(), ready.kept(), ready.marks(), false, 1, random, 0, 1_000_000, true));
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
    StateTopics topics = new StateTopics(listener, new Stream(0, false));
    for (int i = 0; i < 3 * StateTopics.LIMIT; i++) {
      topics.set("board/" + i, new byte[] {1});
    }
    topics.pump(1);
    assertEquals(3 * StateTopics.LIMIT, listener.published.size());
    assertTrue(topics.isQuiet());
  }
}
