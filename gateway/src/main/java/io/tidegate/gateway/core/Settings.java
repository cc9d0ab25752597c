package io.tidegate.gateway.core;

import io.tidegate.gateway.device.BoardRule;
import io.tidegate.gateway.device.PortRule;
import io.tidegate.gateway.topic.CommandRule;
import io.tidegate.gateway.topic.PayloadRule;
import io.tidegate.gateway.topic.TopicTemplates;
import java.util.List;
import java.util.Map;

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
}
