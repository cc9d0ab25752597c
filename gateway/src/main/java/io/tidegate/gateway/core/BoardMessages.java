package io.tidegate.gateway.core;

import io.tidegate.gateway.device.Boards;
import io.tidegate.gateway.device.DeviceEffect;
import io.tidegate.gateway.spool.Message;
import java.util.HashMap;
import java.util.Map;

/// What boards publish themselves, over their byte streams, and what they have subscribed to.
///
/// Their messages go to the broker as they are, with the QoS of readings: a board that cannot do
/// better than QoS 0 on its cable gets better behind it.
final class BoardMessages {
  private final Boards boards;
  private final Uplink uplink;
  private final Upstream upstream;
  private final Settings.Stream stream;
  private final Ledger ledger;
  private final Counters counters;
  private final Journal journal;

  /// How many boards want each filter.
  private final Map<String, Integer> wanted = new HashMap<>();

  BoardMessages(
      Boards boards,
      Core.Outside outside,
      Upstream upstream,
      Settings.Stream stream,
      Ledger ledger,
      Counters counters) {
    this.boards = boards;
    this.uplink = outside.uplink();
    this.upstream = upstream;
    this.stream = stream;
    this.ledger = ledger;
    this.counters = counters;
    this.journal = outside.journal();
  }

  /// `ending`: the gateway ends. The board is then only out of sight: the gateway's own status says
  /// so, and the will would be a wrong word.
  void published(DeviceEffect.Published published, boolean ending, long nowNanos) {
    if (published.will() && ending) {
      return;
    }
    counters.add(Counter.STREAM_MESSAGES);
    ledger.take(
        new Message(
            Message.Kind.PUBLISH,
            Message.Chain.NORMAL,
            published.device(),
            published.key(),
            published.topic(),
            published.payload(),
            stream.qos(),
            published.retain()),
        nowNanos);
  }

  /// The first board that wants it subscribes, the last one leaves. Each further one asks again,
  /// for what is retained there.
  void subscribed(DeviceEffect.Subscribed change) {
    String filter = change.filter();
    int count = wanted.merge(filter, change.wanted() ? 1 : -1, Integer::sum);
    if (count <= 0) {
      wanted.remove(filter);
    }
    if (upstream.isUp() && (change.wanted() || count <= 0)) {
      uplink.subscribe(upstream.connection(), filter, change.wanted());
    }
  }

  void connected() {
    wanted.keySet().forEach(filter -> uplink.subscribe(upstream.connection(), filter, true));
  }

  /// The broker does not let us have it.
  void notSubscribed(String filter, String words) {
    counters.add(Counter.STREAM_REFUSED);
    journal.log(Journal.Level.WARNING, "not-subscribed", filter, words);
  }

  void refused(DeviceEffect.StreamRefused refused) {
    counters.add(Counter.STREAM_REFUSED);
    if (refused.news()) {
      journal.log(Journal.Level.WARNING, "stream-refused", refused.device(), refused.words());
    }
  }

  void arrived(Input.Arrived arrived) {
    if (!wanted.isEmpty()) {
      int dropped = boards.arrived(arrived.topic(), arrived.payload(), arrived.retained());
      counters.add(Counter.STREAM_DROPPED, dropped);
    }
  }
}
