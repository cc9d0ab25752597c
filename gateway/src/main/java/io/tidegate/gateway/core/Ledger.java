package io.tidegate.gateway.core;

import io.tidegate.gateway.device.Boards;
import io.tidegate.gateway.spool.Appended;
import io.tidegate.gateway.spool.Evicted;
import io.tidegate.gateway.spool.Key;
import io.tidegate.gateway.spool.Mark;
import io.tidegate.gateway.spool.Message;
import io.tidegate.gateway.spool.Spool;
import java.util.ArrayDeque;
import java.util.List;

/// Keeps spool and boards in step: what goes into the spool, and whose readings have become safe.
///
/// A key is safe when its message is synced or acknowledged by the broker. What a bound threw away
/// becomes safe with its announcement: a board that repeated it for ever would help nobody.
final class Ledger {
  static final int UNTOLD_LIMIT = 256;
  private static final long TRY_EVERY_NANOS = 1_000_000_000L;

  private final Spool spool;
  private final Boards boards;
  private final Counters counters;
  private final boolean durable;
  private final Refusals refusals = new Refusals();
  private final ArrayDeque<Message> untold = new ArrayDeque<>();
  private long triedNanos = Long.MIN_VALUE / 2;

  Ledger(Spool spool, Boards boards, Counters counters, boolean durable) {
    this.spool = spool;
    this.boards = boards;
    this.counters = counters;
    this.durable = durable;
  }

  /// Takes a message; one that a bound refuses is counted, and announced when there is room again.
  /// Gives its position, or -1.
  long take(Message message, long nowNanos) {
    return switch (spool.append(message, nowNanos)) {
      case Appended.Taken(long position) -> position;
      case Appended.Refused(Appended.Why why) -> {
        counters.add(Counter.REFUSED_FULL);
        keptOut(message.key(), message.key().number(), why, nowNanos);
        yield -1;
      }
    };
  }

  /// Takes what says that numbers `first` to the one of its key are lost. Where there is no room it
  /// waits, at most [#UNTOLD_LIMIT] of them; what comes on top is announced as kept out, and why it
  /// was lost says the log alone.
  void announce(Message message, long first, long nowNanos) {
    Key key = message.key();
    if (!key.device().isEmpty()) {
      boards.announced(key.device(), key.session(), first, key.number());
    }
    if (spool.append(message, nowNanos) instanceof Appended.Refused(Appended.Why why)) {
      counters.add(Counter.REFUSED_FULL);
      if (untold.size() < UNTOLD_LIMIT) {
        untold.add(message);
      } else {
        keptOut(key, first, why, nowNanos);
      }
    }
  }

  /// Safe with its announcement; without a place for that one at once, else the board would repeat
  /// it for ever.
  private void keptOut(Key last, long first, Appended.Why why, long nowNanos) {
    if (last.device().isEmpty()) {
      return;
    }
    long count = last.number() - first + 1;
    if (!refusals.add(
        new Refusals.Range(last.device(), last.session(), first, last.number(), count, why))) {
      allSafe(last.device(), last.session(), first, last.number(), nowNanos);
    }
  }

  /// What was refused and can be announced now; `last`: there will be no later.
  List<Refusals.Range> refused(long nowNanos, boolean last) {
    boolean early = nowNanos - triedNanos < TRY_EVERY_NANOS;
    if (!last && (early || !spool.hasRoom())) {
      return List.of();
    }
    if (!untold.isEmpty() || !refusals.isEmpty()) {
      triedNanos = nowNanos;
    }
    while (!untold.isEmpty()) {
      if (spool.append(untold.peek(), nowNanos) instanceof Appended.Refused) {
        return List.of();
      }
      untold.poll();
    }
    return refusals.take();
  }

  /// How many announcements have found no room yet.
  int unsaid() {
    return untold.size() + refusals.size();
  }

  /// A reading that rules held back: nobody waits for it, so it is safe at once.
  void heldBack(Key key, long nowNanos) {
    counters.add(Counter.READINGS_HELD_BACK);
    safe(key, nowNanos);
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
      if (gone.reason() == Evicted.Reason.SUPERSEDED && !gone.session().isEmpty()) {
        allSafe(gone.lane(), gone.session(), gone.first(), gone.last(), nowNanos);
      }
    }
    return evicted;
  }

  /// Hands risen marks to the spool, to be written with the next commit.
  void writeMarks(long nowNanos) {
    for (Mark mark : boards.takeChangedMarks()) {
      spool.mark(mark, nowNanos);
    }
  }

  private void allSafe(String device, String session, long first, long last, long nowNanos) {
    for (long n = first; n <= last; n++) {
      safe(new Key(device, session, n), nowNanos);
    }
  }

  private void safe(Key key, long nowNanos) {
    if (!key.session().isEmpty()) {
      boards.safe(key, nowNanos);
    }
  }
}
