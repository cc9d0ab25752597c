package io.tidegate.gateway.audit;

import io.tidegate.gateway.spool.Ranges;
import java.util.TreeMap;

/// The numbers of one session of one board that arrived, and those that were announced as gone.
final class Stream {
  private final Ranges seen = new Ranges();
  private final Ranges gone = new Ranges();
  private final Ranges doubtful = new Ranges();

  /// By the number behind a doubtful range: where the range begins, and the count that goes on.
  private final TreeMap<Long, Resumed> resumed = new TreeMap<>();

  /// By number: how many of the session before it were held back, as the message says. Where there
  /// is no entry: none.
  private final TreeMap<Long, Long> held = new TreeMap<>();

  private record Resumed(long first, long held) {}

  private long last;
  private long received;
  private long repeated;
  private long disordered;

  /// `heldBefore`: so many of the session before it were held back. A repeat is believed: after a
  /// crash of the gateway it says what became of those before it in the end.
  void arrived(long number, long heldBefore) {
    if (heldBefore > 0) {
      held.put(number, heldBefore);
    }
    if (seen.contains(number)) {
      repeated++;
      return;
    }
    seen.add(number, number + 1);
    received++;
    if (number < last) {
      disordered++;
    }
    last = Math.max(last, number);
  }

  void announced(long first, long last) {
    gone.add(first, last + 1);
  }

  /// `heldBefore`: so many of the session before `first` were held back. The messages behind
  /// `last` count on from there.
  void unsure(long first, long last, long heldBefore) {
    doubtful.add(first, last + 1);
    resumed.put(last + 1, new Resumed(first, heldBefore));
  }

  boolean isEmpty() {
    return received == 0;
  }

  /// Each number that is missing is counted once: what was held back is known by its count only, so
  /// of a hole it comes first.
  Finding finding(String device, String session) {
    long heldBack = 0;
    long announced = 0;
    long unsure = 0;
    for (int i = 0; i + 1 < seen.size(); i++) {
      long from = seen.to(i);
      long to = seen.from(i + 1);
      long open = to - from;
      long heldHere = Math.min(heldWithin(from, to), open);
      long goneHere = Math.min(gone.countWithin(from, to), open - heldHere);
      heldBack += heldHere;
      announced += goneHere;
      unsure += Math.min(doubtful.countWithin(from, to), open - heldHere - goneHere);
    }
    long first = seen.from(0);
    long missing = last - first + 1 - received;
    return new Finding(
        device,
        session,
        first,
        last,
        received,
        repeated,
        disordered,
        missing,
        announced,
        heldBack,
        unsure);
  }

  /// Of the numbers of a hole. A count below the one before it began anew, as the gateway had lost
  /// all it knew.
  private long heldWithin(long from, long to) {
    long within = 0;
    long before = heldBefore(from - 1);
    for (Resumed each : resumed.subMap(from, true, to, true).values()) {
      within += each.first > from ? Math.max(0, each.held - before) : 0;
      before = each.held;
    }
    long last = heldBefore(to);
    return within + (last < before ? last : last - before);
  }

  private long heldBefore(long number) {
    return held.getOrDefault(number, 0L);
  }
}
