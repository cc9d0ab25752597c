package io.tidegate.gateway.simulation;

import io.tidegate.gateway.lab.twin.Coverage;
import io.tidegate.gateway.lab.twin.Fault;
import io.tidegate.gateway.lab.twin.SimBroker;
import io.tidegate.gateway.lab.twin.SimClock;
import io.tidegate.gateway.lab.twin.Violation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What was commanded, what boards did, and what was answered.
final class CommandRecord {
  /// How a command was sent.
  enum Kind {
    STAMPED,
    BARE,
    RETAINED
  }

  private static final class Sent {
    final String id;
    final String value;
    final Kind kind;
    int copies;
    int taken;
    int done;
    int clockSteps;
    int results;
    boolean forgotten;

    Sent(String id, String value, Kind kind) {
      this.id = id;
      this.value = value;
      this.kind = kind;
    }
  }

  private final SimClock clock;
  private final Coverage coverage;
  private final Map<String, Sent> byValue = new LinkedHashMap<>();
  private final Map<String, Sent> byId = new HashMap<>();
  private final Set<String> lostAtBroker = new HashSet<>();

  CommandRecord(SimClock clock, Coverage coverage) {
    this.clock = clock;
    this.coverage = coverage;
  }

  /// `id` is empty for a bare one. Values are used once.
  void sent(String id, String value, Kind kind) {
    Sent sent = byValue.computeIfAbsent(value, _ -> new Sent(id, value, kind));
    if (++sent.copies > 1) {
      coverage.add(Fault.COMMAND_REPEATED);
    }
    if (!id.isEmpty()) {
      byId.put(id, sent);
    }
    if (kind == Kind.RETAINED) {
      coverage.add(Fault.COMMAND_RETAINED);
    }
  }

  /// A board's sketch was called.
  void done(String device, String value) {
    Sent sent = byValue.get(value);
    if (sent == null) {
      throw new Violation(device + " was told to do what nobody commanded: " + value);
    }
    if (sent.kind == Kind.RETAINED) {
      throw new Violation(device + " obeyed a retained command: " + value);
    }
    boolean again = ++sent.done > 1;
    if (again && !sent.forgotten && sent.clockSteps == clock.steps()) {
      throw new Violation(device + " did command " + sent.id + " " + value + " twice");
    }
    sent.clockSteps = clock.steps();
    coverage.add(Fault.COMMAND_DONE);
  }

  void taken(SimBroker.Parcel parcel) {
    Sent sent = find(parcel);
    if (sent != null) {
      sent.taken++;
    }
  }

  void lost(SimBroker.Parcel parcel) {
    Sent sent = find(parcel);
    if (sent != null) {
      lostAtBroker.add(sent.value);
    }
  }

  void result(String payload) {
    switch (Text.member(payload, "result")) {
      case "refused" -> coverage.add(Fault.COMMAND_REFUSED);
      case "lost" -> coverage.add(Fault.COMMAND_LOST);
      case "unknown" -> coverage.add(Fault.COMMAND_UNKNOWN);
      case "expired" -> coverage.add(Fault.COMMAND_EXPIRED);
      default -> {}
    }
    Sent sent = byId.get(Text.member(payload, "id"));
    if (sent != null) {
      sent.results++;
    }
  }

  /// What the gateway was told so far may not be known any more: it kept nothing on disk and has
  /// ended, or its disk lost what had been synced.
  void forgotten() {
    byValue.values().forEach(sent -> sent.forgotten = true);
  }

  /// Whatever the gateway has taken has an answer.
  void ends() {
    for (Sent sent : byId.values()) {
      if (sent.taken > 0 && sent.results == 0 && !sent.forgotten) {
        throw new Violation("command " + sent.id + " was taken and has no result");
      }
    }
  }

  private Sent find(SimBroker.Parcel parcel) {
    String text = Text.of(parcel.payload());
    return byValue.get(text.startsWith("{") ? Text.member(text, "value") : text);
  }
}
