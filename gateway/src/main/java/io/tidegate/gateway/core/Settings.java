package io.tidegate.gateway.core;

import io.tidegate.gateway.device.BoardRule;
import io.tidegate.gateway.device.Names;
import io.tidegate.gateway.device.PortRule;
import io.tidegate.gateway.spool.SpoolLimits;
import io.tidegate.gateway.topic.CommandRule;
import io.tidegate.gateway.topic.PayloadRule;
import io.tidegate.gateway.topic.TopicTemplates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the core is told at its start; the configuration file becomes this. Ranges are checked
/// where the file is read; the core relies on them.
public record Settings(
    String gateway,
    String version,
    TopicTemplates topics,
    PayloadRule payload,
    List<PortRule> ports,
    Map<String, BoardRule> boards,
    boolean acceptUnknownBoards,
    Delivery delivery,
    Store store,
    CommandRule commands) {

  /// How one stream of messages is published. With QoS 0 a message is settled when it is handed
  /// over, else when the uplink says so.
  public record Stream(int qos, boolean retain) {}

  /// `state`: what shows how things are now (status, health, availability), and the will.
  public record Streams(Stream readings, Stream events, Stream results, Stream state) {
    public static final Streams DEFAULT =
        new Streams(
            new Stream(1, false), new Stream(1, false), new Stream(1, false), new Stream(1, true));

    /// The QoS of a message that was taken with this one, perhaps under other settings. Where no
    /// stream has QoS 2 any more, the broker may have none.
    int qosToday(int taken) {
      return taken == 2 && !hasQosTwo() ? 1 : taken;
    }

    private boolean hasQosTwo() {
      return List.of(readings, events, results, state).stream().anyMatch(each -> each.qos() == 2);
    }
  }

  public record Delivery(
      Streams streams,
      int window,
      boolean liveFirst,
      double drainPerSecond,
      long stallNanos,
      long backoffMinNanos,
      long backoffMaxNanos,
      long stableNanos,
      long healthEveryNanos) {

    /// A megabyte a day, and soon enough to see that the gateway lives.
    public static final long HEALTH_EVERY_NANOS = 60_000_000_000L;

    /// Readings so, all else about streams as usual.
    public Delivery(
        int qos,
        boolean retain,
        int window,
        boolean liveFirst,
        double drainPerSecond,
        long stallNanos,
        long backoffMinNanos,
        long backoffMaxNanos,
        long stableNanos) {
      this(
          new Streams(
              new Stream(qos, retain),
              Streams.DEFAULT.events(),
              Streams.DEFAULT.results(),
              Streams.DEFAULT.state()),
          window,
          liveFirst,
          drainPerSecond,
          stallNanos,
          backoffMinNanos,
          backoffMaxNanos,
          stableNanos,
          HEALTH_EVERY_NANOS);
    }
  }

  /// The channels that may be set, by a board's name in topics.
  Map<String, Set<String>> commandsByDevice() {
    Map<String, Set<String>> allowed = new HashMap<>();
    boards.forEach(
        (id, rule) ->
            allowed.put(Names.of(rule.name().isEmpty() ? id : rule.name()), rule.commands()));
    return allowed;
  }

  public Settings withPorts(List<PortRule> wanted) {
    return new Settings(
        gateway,
        version,
        topics,
        payload,
        wanted,
        boards,
        acceptUnknownBoards,
        delivery,
        store,
        commands);
  }

  /// The same with another word about durability: what the spool's folder turned out to be.
  public Settings durable(boolean durable) {
    return new Settings(
        gateway,
        version,
        topics,
        payload,
        ports,
        boards,
        acceptUnknownBoards,
        delivery,
        new Store(
            store.commitDelayNanos,
            store.commitBytes,
            store.segmentBytes,
            store.limitBytes,
            store.maxAgeNanos,
            store.freeFloorBytes,
            store.memoryBytes,
            durable),
        commands);
  }

  /// What these say about the spool.
  public SpoolLimits spoolLimits() {
    return SpoolLimits.of(
        store.durable,
        delivery.liveFirst(),
        store.commitDelayNanos,
        store.commitBytes,
        store.segmentBytes,
        store.limitBytes,
        store.maxAgeNanos,
        store.freeFloorBytes,
        store.memoryBytes);
  }

  /// `commitDelayNanos` 0: sync before anything is published.
  public record Store(
      long commitDelayNanos,
      int commitBytes,
      int segmentBytes,
      long limitBytes,
      long maxAgeNanos,
      long freeFloorBytes,
      long memoryBytes,
      boolean durable) {}
}
