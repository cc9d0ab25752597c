package io.tidegate.gateway.core;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.bridge.Crc32Line;
import io.tidegate.gateway.device.BoardRule;
import io.tidegate.gateway.device.ChannelRule;
import io.tidegate.gateway.device.Decoding;
import io.tidegate.gateway.device.PortRule;
import io.tidegate.gateway.device.PortSource;
import io.tidegate.gateway.spool.DiskResult;
import io.tidegate.gateway.spool.Recovered;
import io.tidegate.gateway.spool.Recovery;
import io.tidegate.gateway.topic.CommandRule;
import io.tidegate.gateway.topic.PayloadRule;
import io.tidegate.gateway.topic.TopicTemplates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A gateway's core with everything around it in the hands of a test: two ports, a broker, a disk
/// that keeps what was synced over a crash. Lines are written as they stand on the wire, without
/// their CRC.
final class Site {
  static final long MILLI = 1_000_000L;
  static final long SECOND = 1_000 * MILLI;
  static final long WALL_MILLIS = 1_764_000_000_000L;
  static final String SET = "tidegate/g/board/esp/set";

  // what lives through a crash
  final MemoryFolder folder = new MemoryFolder();
  final boolean durable;
  final long commitDelayNanos;
  private final UnaryOperator<Settings> changed;
  long nowNanos = 1_000 * SECOND;
  private int starts;

  // since the last start
  Core core;
  final FakeUplink uplink = new FakeUplink();
  final List<String> written = new ArrayList<>();
  final List<String> reopened = new ArrayList<>();
  final List<Boolean> brokerTold = new ArrayList<>();
  final List<String> log = new ArrayList<>();
  final Map<Long, String> answers = new HashMap<>();
  private State state;

  Site() {
    this(true, 500 * MILLI);
  }

  Site(boolean durable, long commitDelayNanos) {
    this(durable, commitDelayNanos, UnaryOperator.identity());
  }

  Site(boolean durable, long commitDelayNanos, UnaryOperator<Settings> changed) {
    this.durable = durable;
    this.commitDelayNanos = commitDelayNanos;
    this.changed = changed;
    start();
  }

  /// Two ports, both up, one board that may be commanded and whose temperature has bounds.
  Settings settings() {
    BoardRule esp =
        new BoardRule(
            "", false, 0, Map.of("t", new ChannelRule(-40, 80, Double.NaN)), Set.of("relay"));
    Settings usual =
        new Settings(
            "g",
            "test",
            TopicTemplates.DEFAULT,
            PayloadRule.DEFAULT,
            List.of(
                new PortRule(0, "usb0", Decoding.AUTO, "", null),
                new PortRule(1, "usb1", Decoding.AUTO, "", null)),
            Map.of("esp", esp),
            true,
            new Settings.Delivery(
                1, false, 8, false, 0, 20 * SECOND, 100 * MILLI, 10 * SECOND, 30 * SECOND),
            new Settings.Store(
                commitDelayNanos, 64 << 10, 1 << 20, 16 << 20, 0, 0, 4 << 20, durable),
            new CommandRule(false, 10_000, 3_600_000));
    return changed.apply(usual);
  }

  /// Starts a gateway on what the folder holds.
  void start() {
    Random random = new Random(++starts);
    Recovery recovery = new Recovery(settings().spoolLimits(), random);
    folder.readBy(recovery);
    if (!(recovery.finish(nowNanos, WALL_MILLIS) instanceof Recovered.Ready ready)) {
      throw new IllegalStateException("this version wrote the folder itself");
    }
    core =
        new Core(
            settings(),
            new Core.Outside(
                new Wires() {
                  @Override
                  public boolean send(int port, byte[] bytes) {
                    String line = new String(bytes, ISO_8859_1).strip();
                    written.add(port + " " + line.substring(0, line.length() - 9));
                    return true;
                  }

                  @Override
                  public void reopen(int port, boolean reset) {
                    reopened.add(port + (reset ? " reset" : ""));
                  }

                  @Override
                  public void broker(boolean up) {
                    brokerTold.add(up);
                  }
                },
                uplink,
                folder,
                (level, event, subject, words) ->
                    log.add(level + " " + event + " " + subject + ": " + words),
                new Desk() {
                  @Override
                  public void state(long ticket, State state) {
                    Site.this.state = state;
                  }

                  @Override
                  public boolean line(long ticket, int port, Heard heard, byte[] line) {
                    return true;
                  }

                  @Override
                  public void result(long ticket, String code, String text) {
                    answers.put(ticket, code + " " + text);
                  }
                }),
            new Core.Start(
                ready.spool(),
                ready.kept(),
                ready.marks(),
                false,
                random.nextLong(),
                random,
                nowNanos,
                WALL_MILLIS,
                true));
    step(new Input.PortUp(0, new PortSource("usb0", "", "1-1.0")));
    step(new Input.PortUp(1, new PortSource("usb1", "", "1-1.1")));
  }

  /// The process is killed: what was not synced is gone; a new one starts.
  void crash() {
    folder.crash();
    uplink.forget();
    written.clear();
    start();
  }

  void step(Input input) {
    core.step(nowNanos, input);
  }

  /// Time goes by; whatever comes due on the way is served.
  void after(long nanos) {
    long end = nowNanos + nanos;
    for (int i = 0; core.dueNanos(nowNanos) <= end && !core.stopped(); i++) {
      if (i > 100_000) {
        throw new IllegalStateException("something stays due at " + core.dueNanos(nowNanos));
      }
      nowNanos = Math.max(nowNanos, core.dueNanos(nowNanos));
      step(new Input.Tick());
      if (core.dueNanos(nowNanos) <= nowNanos) {
        nowNanos += MILLI;
      }
    }
    nowNanos = Math.max(nowNanos, end);
    step(new Input.Tick());
  }

  /// Performs what the disk was asked, until it is asked nothing more.
  void sync() {
    after(2 * commitDelayNanos);
    performAll();
  }

  void performAll() {
    while (folder.asked()) {
      step(new Input.DiskAnswered(folder.perform()));
    }
  }

  void failDisk() {
    after(2 * commitDelayNanos);
    if (folder.asked()) {
      step(new Input.DiskAnswered(folder.fail(DiskResult.Trouble.INPUT_OUTPUT)));
    }
  }

  void hears(int port, String line) {
    byte[] bytes =
        line.startsWith("~")
            ? ("\n" + line + "*" + Crc32Line.hex(Crc32Line.of(line)) + "\n").getBytes(US_ASCII)
            : (line + "\r\n").getBytes(UTF_8);
    step(new Input.PortBytes(port, bytes));
  }

  /// The link board `esp` on port 0 says hello in a session of its own and is welcomed.
  void hello() {
    hears(0, "~1H esp AAAAAAAB SESSION1 1 1 64 256 fw 0 -");
    written.clear();
  }

  void reading(long number, String json) {
    hears(0, "~1R SESSION1 " + number + " 1 0 " + json);
  }

  /// A connection stands; what waits on disk only is read.
  void brokerUp(boolean sessionPresent) {
    after(20 * SECOND);
    step(new Input.BrokerUp(uplink.connection, sessionPresent, "tcp://broker:1883"));
    for (int i = 0; i < 3; i++) {
      sync();
    }
  }

  void brokerDown(DisconnectCause cause) {
    uplink.forget();
    step(new Input.BrokerDown(uplink.connection, cause, "gone"));
  }

  void acknowledge(long token) {
    step(new Input.Acknowledged(uplink.connection, token));
  }

  /// The broker acknowledges all there is, until nothing more comes.
  void acknowledgeAll() {
    while (!uplink.unacknowledged.isEmpty()) {
      acknowledge(uplink.unacknowledged.keySet().iterator().next());
      uplink.unacknowledged.keySet().remove(uplink.unacknowledged.keySet().iterator().next());
    }
  }

  State state() {
    step(new Input.Asked(1, new Question.State()));
    return state;
  }

  long count(Counter counter) {
    return state().counters().get(counter.label());
  }

  void arrives(int messageId, boolean retained, String topic, String payload) {
    step(
        new Input.Arrived(
            uplink.connection, messageId, 1, retained, topic, payload.getBytes(UTF_8)));
  }
}
