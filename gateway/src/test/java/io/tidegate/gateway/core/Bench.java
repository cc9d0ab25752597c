package io.tidegate.gateway.core;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.bridge.Frame;
import io.tidegate.bridge.FrameEncoder;
import io.tidegate.gateway.device.BoardRule;
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

/// A core in memory mode with one port of JSON lines, and a broker that takes everything and
/// acknowledges nothing.
final class Bench {
  static final long HEALTH_EVERY_NANOS = 600_000_000_000L;
  private static final long SECOND = 1_000_000_000;

  record Published(long token, String topic, String payload, int qos, boolean retain) {
    @Override
    public String toString() {
      return topic + " qos " + qos + (retain ? " retained" : "");
    }
  }

  static final class Listener implements Uplink {
    final List<Published> published = new ArrayList<>();

    @Override
    public void connect(long connection) {}

    @Override
    public boolean publish(
        long connection, long token, String topic, byte[] payload, int qos, boolean retain) {
      published.add(new Published(token, topic, new String(payload, UTF_8), qos, retain));
      return true;
    }

    @Override
    public void acknowledge(long connection, int messageId) {}

    @Override
    public void close(long connection, boolean courteous) {}
  }

  private final class Written implements Wires {
    @Override
    public boolean send(int port, byte[] bytes) {
      written.add(new String(bytes, US_ASCII).strip());
      return true;
    }

    @Override
    public void reopen(int port, boolean reset) {}
  }

  private final class Answered implements Desk {
    @Override
    public void state(long ticket, State state) {
      Bench.this.state = state;
    }

    @Override
    public boolean line(long ticket, int port, Heard heard, byte[] bytes) {
      return true;
    }

    @Override
    public void result(long ticket, String code, String text) {}
  }

  final Listener listener = new Listener();
  final List<String> written = new ArrayList<>();
  final List<String> log = new ArrayList<>();
  private final Core core;
  private State state;
  private long nowNanos = 1;

  Bench(Settings.Streams streams, Map<String, BoardRule> boards, boolean acceptUnknown) {
    this(streams, boards, acceptUnknown, TopicTemplates.DEFAULT.readings(), false);
  }

  /// Link frames and JSON lines, one topic per channel.
  static Bench perChannel() {
    return new Bench(Settings.Streams.DEFAULT, Map.of(), true, "s/{device}/{channel}", true);
  }

  private Bench(
      Settings.Streams streams,
      Map<String, BoardRule> boards,
      boolean acceptUnknown,
      String readings,
      boolean perChannel) {
    TopicTemplates usual = TopicTemplates.DEFAULT;
    Settings settings =
        new Settings(
            "g",
            "test",
            new TopicTemplates(
                readings,
                usual.status(),
                usual.event(),
                usual.health(),
                usual.boardStatus(),
                usual.set(),
                usual.result()),
            new PayloadRule(perChannel, false),
            List.of(new PortRule(0, "p", Decoding.AUTO, "", null)),
            boards,
            acceptUnknown,
            new Settings.Delivery(
                streams,
                64,
                false,
                0,
                30 * SECOND,
                SECOND,
                60 * SECOND,
                30 * SECOND,
                HEALTH_EVERY_NANOS),
            new Settings.Store(0, 64 << 10, 1 << 20, 16 << 20, 0, 0, 1 << 20, false),
            new CommandRule(false, 10_000, 3_600_000));
    Random random = new Random(1);
    SpoolLimits limits =
        SpoolLimits.of(false, false, SECOND, 64 << 10, 1 << 20, 16 << 20, 0, 0, 1 << 20);
    Recovered.Ready ready = (Recovered.Ready) new Recovery(limits, random).finish(0, -1);
    core =
        new Core(
            settings,
            new Core.Outside(
                new Written(),
                listener,
                (DiskBatch _) -> {},
                (_, event, subject, words) -> log.add(event + " " + subject + ": " + words),
                new Answered()),
            new Core.Start(
                ready.spool(), ready.kept(), ready.marks(), false, 1, random, 0, 1_000_000, true));
    step(new Input.PortUp(0, new PortSource("p", "", "1-1")));
    step(new Input.Tick());
    step(new Input.BrokerUp(1, false, "broker"));
  }

  void step(Input input) {
    core.step(nowNanos++, input);
  }

  /// That much time goes by with nothing else happening.
  void after(long nanos) {
    nowNanos += nanos;
    step(new Input.Tick());
  }

  void line(String text) {
    step(new Input.PortBytes(0, (text + "\n").getBytes(US_ASCII)));
  }

  void frame(Frame frame) {
    step(new Input.PortBytes(0, FrameEncoder.encode(frame)));
  }

  void arrives(String topic, String payload) {
    step(new Input.Arrived(1, 7, 1, false, topic, payload.getBytes(US_ASCII)));
  }

  /// The broker acknowledges whatever was published.
  void acknowledge() {
    for (Published each : List.copyOf(listener.published)) {
      step(new Input.Acknowledged(1, each.token()));
    }
  }

  long count(Counter counter) {
    step(new Input.Asked(1, new Question.State()));
    return state.counters().get(counter.label());
  }

  List<String> events() {
    return listener.published.stream()
        .filter(each -> each.topic().equals("tidegate/g/event"))
        .map(Published::payload)
        .toList();
  }
}
