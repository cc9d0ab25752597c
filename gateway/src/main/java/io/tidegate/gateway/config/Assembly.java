package io.tidegate.gateway.config;

import io.tidegate.gateway.core.Settings;
import io.tidegate.gateway.device.BoardRule;
import io.tidegate.gateway.device.PortRule;
import io.tidegate.gateway.gpio.GpioSettings;
import io.tidegate.gateway.mqtt.MqttSettings;
import io.tidegate.gateway.topic.CommandRule;
import io.tidegate.gateway.topic.PayloadRule;
import io.tidegate.gateway.topic.Topics;
import io.tidegate.strict.Key;
import io.tidegate.strict.Node;
import io.tidegate.strict.Problems;
import io.tidegate.strict.Section;
import io.tidegate.strict.Unit;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/// From the values of the file to what the parts of the gateway are told.
final class Assembly {
  private static final long MILLI = 1_000_000;

  /// Messages in memory take more than their bytes, and they are not alone there.
  private static final int HEAP_SHARE = 4;

  private final Section root;
  private final Paths paths;
  private final UnaryOperator<String> environment;
  private final HostFacts host;
  private final Problems problems;

  Assembly(
      Section root,
      Paths paths,
      UnaryOperator<String> environment,
      HostFacts host,
      Problems problems) {
    this.root = root;
    this.paths = paths;
    this.environment = environment;
    this.host = host;
    this.problems = problems;
  }

  /// Of no use (and possibly null) when there are problems.
  Configuration assemble() {
    String gateway = root.get(Keys.GATEWAY, host.gateway());
    PayloadRule payload = new PayloadRule(root.get(Keys.PER_CHANNEL), root.get(Keys.TIMESTAMP_MS));
    PortsPart ports = new PortsPart(root, paths, problems);
    ports.read();
    BoardsPart boardsPart = new BoardsPart(root, problems);
    Map<String, BoardRule> boards = boardsPart.read();
    GpioSettings gpio = new GpioPart(root, paths, problems).read(gateway, ports.rules(), boards);
    if (gpio.isUsed()) {
      ports.addOwn(PortRule.own(gpio.port(), GpioSettings.LABEL, gpio.device()));
      boards.putIfAbsent(gpio.device(), boardsPart.usual());
    }
    TopicsPart topicsPart = new TopicsPart(root, problems);
    Topics topics = topicsPart.check(gateway, payload);
    Settings.Delivery delivery = delivery();
    Settings.Store store = store();
    Path spool = folder(Keys.SPOOL_FOLDER, paths.spool());
    Path runtime = spool == null ? null : folder(Keys.RUNTIME_FOLDER, paths.runtime(spool));
    MqttSettings mqtt = new MqttPart(root, paths, environment, problems).read(gateway, topics);
    if (!problems.isEmpty()) {
      return null;
    }
    Settings settings =
        new Settings(
            gateway,
            host.version(),
            topicsPart.templates(),
            payload,
            ports.rules(),
            boards,
            root.get(BoardKeys.UNKNOWN_BOARDS) == BoardKeys.Unknown.ACCEPT,
            delivery,
            store,
            commands());
    return new Configuration(
        settings, mqtt, ports.settings(), gpio, spool, runtime, root.get(Keys.LOG_LEVEL));
  }

  private Settings.Delivery delivery() {
    boolean liveFirst = root.get(Keys.CATCH_UP) == Keys.CatchUp.LIVE_FIRST;
    long retryMin = root.get(BrokerKeys.RETRY_MIN);
    long retryMax = root.get(BrokerKeys.RETRY_MAX);
    if (retryMin > retryMax) {
      problems.add(
          Math.max(root.line(BrokerKeys.RETRY_MIN), root.line(BrokerKeys.RETRY_MAX)),
          BrokerKeys.RETRY_MIN.path(),
          "expected at most mqtt.retry_max, which is "
              + Unit.TIME.shown(retryMax)
              + "; got "
              + Unit.TIME.shown(retryMin));
    }
    return new Settings.Delivery(
        new Settings.Streams(
            stream(Keys.READINGS_QOS, Keys.READINGS_RETAIN),
            stream(Keys.EVENTS_QOS, Keys.EVENTS_RETAIN),
            stream(Keys.RESULTS_QOS, Keys.RESULTS_RETAIN),
            stream(Keys.STATE_QOS, Keys.STATE_RETAIN)),
        Math.toIntExact(root.get(BrokerKeys.WINDOW)),
        liveFirst,
        root.get(Keys.DRAIN_PER_SECOND),
        root.get(BrokerKeys.STALL_TIMEOUT),
        retryMin,
        retryMax,
        root.get(BrokerKeys.STABLE_AFTER),
        root.get(Keys.HEALTH_EVERY));
  }

  private Settings.Stream stream(Key<Long> qos, Key<Boolean> retain) {
    return new Settings.Stream(Math.toIntExact(root.get(qos)), root.get(retain));
  }

  private Settings.Store store() {
    long limit = root.get(Keys.SPOOL_LIMIT);
    long segment = root.get(Keys.SEGMENT_SIZE);
    long commit = root.get(Keys.COMMIT_SIZE);
    long memory = root.get(Keys.MEMORY);
    if (limit < 4 * segment) {
      problems.add(
          root.line(Keys.SPOOL_LIMIT),
          Keys.SPOOL_LIMIT.path(),
          "expected at least four times spool.segment_size, "
              + Unit.SIZE.shown(4 * segment)
              + "; got "
              + Unit.SIZE.shown(limit));
    }
    if (commit > memory) {
      problems.add(
          root.line(Keys.COMMIT_SIZE),
          Keys.COMMIT_SIZE.path(),
          "expected at most spool.memory, "
              + Unit.SIZE.shown(memory)
              + "; got "
              + Unit.SIZE.shown(commit));
    }
    if (memory > host.heapBytes() / HEAP_SHARE) {
      problems.warn(
          root.line(Keys.MEMORY),
          Keys.MEMORY.path(),
          Unit.SIZE.shown(memory)
              + " is more than a quarter of Java's heap, which is "
              + (host.heapBytes() >> 20)
              + " MiB; TIDEGATE_HEAP makes that larger");
    }
    return new Settings.Store(
        root.get(Keys.COMMIT_DELAY),
        Math.toIntExact(commit),
        Math.toIntExact(segment),
        limit,
        root.get(Keys.MAX_AGE),
        root.get(Keys.FREE_FLOOR),
        memory,
        true);
  }

  private CommandRule commands() {
    long bare = root.get(BoardKeys.BARE_TTL);
    long most = root.get(BoardKeys.MAX_TTL);
    if (bare > most) {
      problems.add(
          root.line(BoardKeys.BARE_TTL),
          BoardKeys.BARE_TTL.path(),
          "expected at most commands.max_ttl, which is "
              + Unit.TIME.shown(most)
              + "; got "
              + Unit.TIME.shown(bare));
    }
    return new CommandRule(
        root.get(BoardKeys.ALLOW) == BoardKeys.Allow.ALL, bare / MILLI, most / MILLI);
  }

  private Path folder(Key<String> key, Path usual) {
    String named = root.get(key);
    Path folder = named == null ? usual : paths.of(named);
    if (folder == null) {
      problems.add(
          root.line(key),
          key.path(),
          named == null
              ? "expected a folder: neither STATE_DIRECTORY nor HOME says where it could be"
              : "expected a path; got \"" + Node.printable(named) + '"');
    }
    return folder;
  }
}
