package io.tidegate.gateway.core;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the core is told at its start; the configuration file becomes this. Ranges are checked where the
/// file is read; the core relies on them.
public record Settings(
    String gateway,
    String version,
    Topics topics,
    Payload payload,
    List<Port> ports,
    Map<String, BoardRule> boards,
    boolean acceptUnknownBoards,
    Delivery delivery,
    Store store,
    Commands commands) {

  /// Topic templates; `{gateway}`, `{device}`, `{channel}`, `{port}` are filled in.
  public record Topics(
      String readings,
      String status,
      String event,
      String health,
      String boardStatus,
      String set,
      String result) {}

  /// `perChannel`: one topic per channel (the value alone as payload, topic template must name
  /// `{channel}`) instead of one message per reading.
  public record Payload(boolean perChannel, boolean timestampMillis) {}

  /// How a port's bytes are read. `device` names a plain board; empty: from the line or the source.
  public record Port(int port, String label, Decoder decoder, String device, Csv csv) {}

  public enum Decoder {
    AUTO,
    LINK,
    JSON,
    KEY_VALUE,
    CSV
  }

  /// Column names, in order; with `header` the first line names them.
  public record Csv(List<String> columns, char separator, boolean header) {}

  /// A board's rule by its id as heard: `name` is its id in topics and payloads from then on.
  public record BoardRule(
      String name, boolean ignore, Map<String, ChannelRule> channels, Set<String> commands) {}

  /// Values outside are not sent, counted and named. NaN means no limit.
  public record ChannelRule(double min, double max, double maxStep) {}

  public record Delivery(
      int qos,
      boolean retain,
      int window,
      boolean liveFirst,
      double drainPerSecond,
      long stallNanos,
      long backoffMinNanos,
      long backoffMaxNanos,
      long stableNanos) {}

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

  /// `allowUnlisted`: boards without a rule take commands on every channel they call writable.
  public record Commands(boolean allowUnlisted, long bareTtlMillis, long maxTtlMillis) {}
}
