package io.tidegate.gateway.audit;

import io.tidegate.gateway.spool.Ranges;

/// The numbers of one session of one board that arrived, and those that were announced as gone.
final class Stream {
  private final Ranges seen = new Ranges();
  private final Ranges gone = new Ranges();
  private long last;
  private long received;
  private long repeated;
  private long disordered;

  void arrived(long number) {
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

  boolean isEmpty() {
    return received == 0;
  }

  Finding finding(String device, String session) {
    long announced = 0;
    for (int i = 0; i + 1 < seen.size(); i++) {
      announced += gone.countWithin(seen.to(i), seen.from(i + 1));
    }
    long first = seen.from(0);
    long missing = last - first + 1 - received;
    return new Finding(
        device, session, first, last, received, repeated, disordered, missing, announced);
  }
}
