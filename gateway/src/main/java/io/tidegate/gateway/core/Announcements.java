package io.tidegate.gateway.core;

import io.tidegate.gateway.device.DeviceEffect;
import io.tidegate.gateway.spool.Evicted;
import io.tidegate.gateway.spool.Key;
import io.tidegate.gateway.spool.Message;
import io.tidegate.gateway.spool.RecoveryReport;
import io.tidegate.gateway.topic.Event;
import io.tidegate.gateway.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/// Says what was lost, refused or noticed: an event through the spool, a counter, a line in the
/// log. Events are critical: when their budget is full the newest is refused, and counted.
final class Announcements {
  /// As many as there may be boards.
  static final int STANDING_LIMIT = 1_024;

  private final Topics topics;
  private final Settings.Stream stream;
  private final WallTime wall;
  private final Ledger ledger;
  private final Counters counters;
  private final Journal journal;
  private final Set<String> toldStanding = new HashSet<>();

  Announcements(
      Topics topics,
      Settings.Stream stream,
      WallTime wall,
      Ledger ledger,
      Counters counters,
      Journal journal) {
    this.topics = topics;
    this.stream = stream;
    this.wall = wall;
    this.ledger = ledger;
    this.counters = counters;
    this.journal = journal;
  }

  void gap(DeviceEffect.Gap gap, long nowNanos) {
    long count = gap.last() - gap.first() + 1;
    counters.add(Counter.READINGS_LOST_ON_BOARD, count);
    journal.log(
        Journal.Level.WARNING,
        "gap",
        gap.device(),
        count + " readings were lost on the board: " + gap.first() + " to " + gap.last());
    Event event =
        new Event("gap")
            .with("device_id", gap.device())
            .with("session", gap.session())
            .with("first", gap.first())
            .with("last", gap.last())
            .with("count", count);
    ledger.announce(message(event, gap.key(), nowNanos), gap.first(), nowNanos);
  }

  void unsure(DeviceEffect.Unsure unsure, long nowNanos) {
    journal.log(
        Journal.Level.WARNING,
        "unsure",
        unsure.device(),
        "at most " + unsure.atMost() + " readings may be lost: " + unsure.words());
    boolean numbered = !unsure.key().device().isEmpty();
    long first = unsure.key().number() - unsure.atMost() + 1;
    Event event =
        new Event("unsure")
            .with("device_id", unsure.device())
            .with("session", unsure.session())
            .with("first", numbered ? first : 0)
            .with("last", numbered ? unsure.key().number() : 0)
            .with("at_most", unsure.atMost())
            .with("tg_held", unsure.heldBefore())
            .with("since_ms", unsure.sinceMillis())
            .with("text", unsure.words());
    ledger.announce(message(event, unsure.key(), nowNanos), first, nowNanos);
  }

  void refused(DeviceEffect.Refused refused, long nowNanos) {
    counters.add(Counter.READINGS_REFUSED);
    String reason = word(refused.reason());
    if (!refused.news()
        || isStanding(refused.reason()) && !tellsNow(reason + " " + refused.device())) {
      return;
    }
    journal.log(
        Journal.Level.WARNING,
        "reading-refused",
        refused.device(),
        reason + ": " + refused.words());
    Event event =
        new Event("reading_refused")
            .with("device_id", refused.device())
            .with("key", refused.key().tag())
            .with("reason", reason)
            .with("text", refused.words());
    send(event, refused.key(), nowNanos);
  }

  /// True for what is so as long as the configuration or the wiring is: a board that is left alone
  /// may speak for weeks.
  private static boolean isStanding(DeviceEffect.Refused.Reason reason) {
    return switch (reason) {
      case IGNORED_BOARD, SAME_ID, TOO_MANY_BOARDS -> true;
      case UNUSABLE, OUT_OF_RANGE, STEP_TOO_LARGE, SENSOR_FAULT -> false;
    };
  }

  /// Once for each, and not at all beyond the limit.
  private boolean tellsNow(String standing) {
    return toldStanding.size() < STANDING_LIMIT && toldStanding.add(standing);
  }

  void alarm(String kind, String device, String words, long nowNanos) {
    counters.add(Counter.ALARMS);
    journal.log(Journal.Level.ERROR, "alarm-" + kind, device, words);
    send(
        new Event("alarm").with("kind", kind).with("device_id", device).with("text", words),
        Key.NONE,
        nowNanos);
  }

  void diskFault(String words) {
    counters.add(Counter.DISK_FAULTS);
    journal.log(
        Journal.Level.ERROR,
        "disk-fault",
        "spool",
        words + "; messages stay in memory, trying again");
  }

  /// What a sketch logs goes to the log; what it prints does not. Gives what the monitor shows.
  byte[] line(DeviceEffect.Line line) {
    Journal.Level level =
        switch (line.level()) {
          case "error" -> Journal.Level.ERROR;
          case "warn" -> Journal.Level.WARNING;
          case "info" -> Journal.Level.INFO;
          case "debug" -> Journal.Level.DEBUG;
          default -> null;
        };
    if (level == null) {
      return line.text();
    }
    String text = new String(line.text(), StandardCharsets.US_ASCII);
    journal.log(level, "board-says", line.device(), text);
    return (line.level() + ": " + text).getBytes(StandardCharsets.US_ASCII);
  }

  void notice(String kind, String device, String words) {
    journal.log(Journal.Level.NOTICE, kind, device, words);
  }

  /// A board came or went. That all go when the process ends says nothing new.
  void presence(DeviceEffect.Presence presence, boolean ending) {
    journal.log(
        ending ? Journal.Level.INFO : Journal.Level.NOTICE,
        presence.available() ? "board-up" : "board-down",
        presence.device(),
        presence.words());
  }

  /// What a bound of the spool threw away. Appended before the next commit, so that the
  /// announcement is durable before the messages are gone.
  void evicted(Evicted evicted, long nowNanos) {
    if (evicted.reason() == Evicted.Reason.SUPERSEDED) {
      return;
    }
    evicted(
        new Key(evicted.lane(), evicted.session(), evicted.last()),
        evicted.first(),
        evicted.count(),
        word(evicted.reason()),
        nowNanos);
  }

  /// What a bound of the spool kept out.
  void refused(Refusals.Range range, long nowNanos) {
    evicted(range.key(), range.first(), range.count(), word(range.why()), nowNanos);
  }

  private void evicted(Key last, long first, long count, String reason, long nowNanos) {
    journal.log(
        Journal.Level.WARNING,
        "evicted",
        last.device(),
        count
            + " messages were dropped at a bound of the spool: "
            + reason
            + (last.session().isEmpty()
                ? ""
                : ", numbers " + first + " to " + last.number() + " of " + last.session()));
    Event event =
        new Event("evicted")
            .with("device_id", last.device())
            .with("session", last.session())
            .with("first", first)
            .with("last", last.number())
            .with("count", count)
            .with("reason", reason);
    Key key = last.session().isEmpty() ? Key.NONE : last;
    ledger.announce(message(event, key, nowNanos), first, nowNanos);
  }

  /// The spool's folder was damaged: what could be used goes on, the rest is counted.
  void recovered(RecoveryReport report, long nowNanos) {
    String first =
        report.cuts().isEmpty() ? "" : ", first of all: " + report.cuts().getFirst().words();
    String lost =
        report.lostExactly()
            + " messages are lost, at most "
            + report.lostAtMost()
            + " more may be";
    journal.log(
        Journal.Level.ERROR,
        "recovery",
        "spool",
        "the spool's folder was damaged; " + report.waiting() + " messages wait, " + lost + first);
    send(
        new Event("recovery")
            .with("waiting", report.waiting())
            .with("lost", report.lostExactly())
            .with("lost_at_most", report.lostAtMost())
            .with("cut_bytes", report.cutBytes())
            .with("duplicate_blocks", report.duplicateBlocks())
            .with("foreign_segments", report.foreignSegments())
            .with("cursor_lost", report.cursorLost() ? 1 : 0)
            .with("text", report.cuts().isEmpty() ? "" : report.cuts().getFirst().words()),
        Key.NONE,
        nowNanos);
  }

  void setAside(Message message, long nowNanos) {
    send(
        new Event("set_aside")
            .with("device_id", message.lane())
            .with("key", message.key().tag())
            .with("topic", message.topic())
            .with("bytes", message.payload().length),
        message.key(),
        nowNanos);
  }

  private void send(Event event, Key key, long nowNanos) {
    ledger.announce(message(event, key, nowNanos), key.number(), nowNanos);
  }

  private Message message(Event event, Key key, long nowNanos) {
    return new Message(
        Message.Kind.PUBLISH,
        Message.Chain.CRITICAL,
        "",
        key,
        topics.event(),
        event.at(wall.millis(nowNanos), wall.synchronised()),
        stream.qos(),
        stream.retain());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT);
  }
}
