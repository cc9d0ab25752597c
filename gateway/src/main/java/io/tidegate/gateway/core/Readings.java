package io.tidegate.gateway.core;

import io.tidegate.gateway.device.DeviceEffect;
import io.tidegate.gateway.device.Reading;
import io.tidegate.gateway.spool.Key;
import io.tidegate.gateway.spool.Message;
import io.tidegate.gateway.topic.Payloads;
import java.util.List;

/// From readings to messages in the spool.
final class Readings {
  private final Payloads payloads;
  private final Settings.Stream stream;
  private final WallTime wall;
  private final Ports ports;
  private final Answers answers;
  private final Ledger ledger;
  private final Announcements announcements;
  private final Counters counters;

  Readings(
      Payloads payloads,
      Settings.Stream stream,
      WallTime wall,
      Ports ports,
      Answers answers,
      Ledger ledger,
      Announcements announcements,
      Counters counters) {
    this.payloads = payloads;
    this.stream = stream;
    this.wall = wall;
    this.ports = ports;
    this.answers = answers;
    this.ledger = ledger;
    this.announcements = announcements;
    this.counters = counters;
  }

  /// One message, or one per channel: then the last carries the key, since messages of a lane are
  /// synced and acknowledged in order.
  void publish(Reading reading, long nowNanos) {
    counters.add(Counter.READINGS);
    List<Payloads.Publication> publications =
        payloads.of(
            reading, ports.label(reading.port()), wall.millis(nowNanos), wall.synchronised());
    if (publications.isEmpty()) {
      announcements.refused(
          new DeviceEffect.Refused(
              reading.device(),
              reading.key(),
              DeviceEffect.Refused.Reason.UNUSABLE,
              "no channel in " + reading.values().raw()),
          nowNanos);
      return;
    }
    if (answers.anybodyFollows()) {
      answers.heard(reading.port(), Desk.Heard.READING, publications.getFirst().payload());
    }
    for (Payloads.Publication each : publications) {
      Key key = each == publications.getLast() ? reading.key() : Key.NONE;
      ledger.take(
          new Message(
              Message.Kind.PUBLISH,
              Message.Chain.NORMAL,
              reading.device(),
              key,
              each.topic(),
              each.payload(),
              stream.qos(),
              stream.retain()),
          nowNanos);
    }
  }
}
