package io.tidegate.gateway.device;

import io.tidegate.bridge.ChannelKind;
import io.tidegate.bridge.FlatJson;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One board, link or plain. Lives as long as the process; its port comes and goes.
final class Board {
  static final int NO_PORT = -1;
  private static final int REFUSALS_TOLD = 64;

  // For the life of the process.
  final String name;
  final Commands commands;

  /// The id by which it was heard last; empty while it was not.
  String heardAs = "";

  // By its rule.
  private BoardRule rule;
  private Bounds bounds;
  private Shaping shaping;

  private final Rate rate = new Rate();
  private long readings;
  private long lost;
  private long refused;
  private long heldBack;
  private long messages;
  private final Set<String> toldRefusals = new HashSet<>();
  private FlatJson last;
  private boolean heard;
  private long heardNanos;
  private long plainNumber;

  /// Its memory is known to have held nothing when the gateway ended; holds for one hello.
  boolean endedEmpty;

  // Since it was last seen on a port.
  /// The port it was last heard on, also when that is down.
  int port = NO_PORT;

  boolean available;

  /// What its hello said; null for a plain board.
  Link link;

  final Silence silence;

  Board(String name, BoardRule rule, CommandNumbers numbers) {
    this.name = name;
    this.commands = new Commands(numbers);
    this.silence = new Silence(rule.silenceSeconds());
    take(rule);
  }

  private void take(BoardRule rule) {
    this.rule = rule;
    this.bounds = new Bounds(rule.channels());
    this.shaping = new Shaping(rule.channels());
  }

  /// Another rule than before: what was reported last is forgotten, as at a start.
  void follow(BoardRule wanted, long nowNanos) {
    if (wanted.silenceSeconds() != rule.silenceSeconds()) {
      silence.limit(wanted.silenceSeconds(), available, nowNanos);
    }
    if (!wanted.channels().equals(rule.channels())) {
      take(wanted);
    }
    rule = wanted;
  }

  List<String> mqttTopics() {
    return rule.mqttTopics();
  }

  /// A refusal is told once in these words; beyond the limit it is counted only.
  boolean isNews(String words) {
    return toldRefusals.size() < REFUSALS_TOLD && toldRefusals.add(words);
  }

  /// It was published over a stream of bytes.
  void countMessage() {
    messages++;
  }

  Bounds bounds() {
    return bounds;
  }

  Shaping shaping() {
    return shaping;
  }

  /// The next number of a plain board. Used up by every decoded reading.
  long takeNumber() {
    return ++plainNumber;
  }

  /// A frame or a reading of this board came.
  void heard(long nowNanos) {
    heard = true;
    heardNanos = nowNanos;
    silence.heard(nowNanos);
  }

  boolean everHeard() {
    return heard;
  }

  long quietNanos(long nowNanos) {
    return nowNanos - heardNanos;
  }

  void countReading(FlatJson values, long nowNanos) {
    readings++;
    last = values;
    rate.add(nowNanos);
  }

  /// Since the start of the process, which for a plain board is its session.
  long heldBack() {
    return heldBack;
  }

  void countHeldBack() {
    heldBack++;
  }

  void countRefused() {
    refused++;
  }

  void countLost(long count) {
    lost += count;
  }

  Map<String, ChannelKind> kinds() {
    return link == null ? Map.of() : link.kinds();
  }

  /// `mqtt`: as which MQTT client it is connected over a stream.
  BoardPicture picture(String mqtt, long nowNanos) {
    return new BoardPicture(
        name,
        port,
        available,
        link != null,
        link == null ? "" : link.hello.firmware(),
        link == null ? 0 : (int) Math.min(link.hello.ring(), Integer.MAX_VALUE),
        link == null ? List.of() : link.channels(),
        heard ? quietNanos(nowNanos) / 1_000_000 : -1,
        last == null ? "" : last.raw(),
        readings,
        rate.perSecond(nowNanos),
        lost,
        refused,
        heldBack,
        mqtt,
        messages);
  }
}
