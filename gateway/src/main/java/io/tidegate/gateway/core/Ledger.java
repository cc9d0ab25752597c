package io.tidegate.gateway.core;

import io.tidegate.gateway.device.Boards;
import io.tidegate.gateway.spool.Appended;
import io.tidegate.gateway.spool.Evicted;
import io.tidegate.gateway.spool.Key;
import io.tidegate.gateway.spool.Mark;
import io.tidegate.gateway.spool.Message;
import io.tidegate.gateway.spool.Spool;
import java.util.List;

/// Keeps spool and boards in step: what goes into the spool, and whose readings have become safe.
///
/// A key is safe when its message is synced or acknowledged by the broker, and also when a bound
/// threw it away: a board that repeated it for ever would help nobody, and the loss is announced.
final class Ledger {
  private final Spool spool;
  private final Boards boards;
  private final Counters counters;
  private final boolean durable;

  Ledger(Spool spool, Boards boards, Counters counters, boolean durable) {
    this.spool = spool;
    this.boards = boards;
    this.counters = counters;
    this.durable = durable;
  }

  /// Takes a message, or counts it as refused and lets its board go on. Gives its position, or -1.
  long take(Message message, long nowNanos) {
    return switch (spool.append(message, nowNanos)) {
      case Appended.Taken(long position) -> position;
      case Appended.Refused _ -> {
        counters.add(Counter.REFUSED_FULL);
        safe(message.key(), nowNanos);
        yield -1;
      }
    };
  }

  /// The broker has it.
  void delivered(Message message, long nowNanos) {
    safe(message.key(), nowNanos);
  }

  /// The disk has these. Where the folder does not outlive the machine's memory nobody is told
  /// "safe".
  void synced(List<Key> keys, long nowNanos) {
    if (durable) {
      for (Key key : keys) {
        safe(key, nowNanos);
      }
    }
  }

  /// What bounds threw away since the last call.
  List<Evicted> evicted(long nowNanos) {
    List<Evicted> evicted = spool.takeEvicted();
    for (Evicted gone : evicted) {
      counters.add(Counter.EVICTED, gone.count());
      for (long n = gone.first(); !gone.session().isEmpty() && n <= gone.last(); n++) {
        safe(new Key(gone.lane(), gone.session(), n), nowNanos);
      }
    }
    return evicted;
  }

  /// Hands risen marks to the spool, to be written with the next commit.
  void writeMarks(long nowNanos) {
    for (Mark mark : boards.takeChangedMarks()) {
      spool.mark(mark.device(), mark.session(), mark.number(), nowNanos);
    }
  }

  private void safe(Key key, long nowNanos) {
    if (!key.session().isEmpty()) {
      boards.safe(key, nowNanos);
    }
  }
}
