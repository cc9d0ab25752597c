package io.tidegate.gateway.core;

import java.util.List;
import java.util.Map;

/// A picture of the gateway for a person or a program, taken between two steps.
public record State(
    String gateway,
    String version,
    String run,
    long upMillis,
    Broker broker,
    Spool spool,
    List<Port> ports,
    List<Board> boards,
    Map<String, Long> counters) {

  public record Broker(
      boolean connected, String server, String words, long sinceMillis, int inFlight, int window) {}

  /// `busyMillis`: how long the disk has owed an answer.
  public record Spool(
      long waiting,
      long waitingBytes,
      long onDiskBytes,
      long limitBytes,
      boolean durable,
      String trouble,
      long oldestAgeMillis,
      long busyMillis,
      long syncs,
      long writtenBytes) {}

  public record Port(int port, String label, boolean up, String words, long bytes, long faults) {
    static final String UNTRIED = "not opened yet";

    /// True when it is open, or was found not to be possible.
    public boolean tried() {
      return up || !words.equals(UNTRIED);
    }
  }

  /// `mqtt`: as which MQTT client it is connected over its byte stream, empty when it is not; it
  /// has published `messages` that way.
  public record Board(
      String device,
      int port,
      boolean available,
      long lastAgeMillis,
      String last,
      long readings,
      double perSecond,
      long lost,
      long refused,
      long heldBack,
      String mqtt,
      long messages) {}
}
