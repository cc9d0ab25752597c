package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What a recovery of a folder gives: the report, and every message as a broker would get it. The
/// folder is read through a copy.
record Reading(RecoveryReport report, List<Message> messages, List<Kept> kept, List<Mark> marks) {
  private static final SpoolLimits ROOMY =
      SpoolLimits.of(true, false, 1, 1, 16 << 10, 1 << 30, 0, 0, 1 << 20);

  static Reading of(FakeDisk disk) {
    FakeDisk copy = disk.copy();
    Recovered.Ready ready = (Recovered.Ready) copy.recover(ROOMY, new SplittableRandom(1), 0, -1);
    Spool spool = ready.spool();
    List<Message> messages = new ArrayList<>();
    spool.connected();
    long nowNanos = 0;
    for (int idle = 0; idle < 3; idle++) {
      for (Waiting next = spool.next(nowNanos, true);
          next != null;
          next = spool.next(nowNanos, true)) {
        idle = 0;
        messages.add(next.message());
        spool.release(next.position(), nowNanos);
      }
      nowNanos += 1_000_000_000;
      spool.takeEvicted();
      DiskBatch due = spool.due(nowNanos, false);
      if (due != null) {
        spool.answered(copy.perform(due), nowNanos);
      }
    }
    return new Reading(ready.report(), messages, ready.kept(), ready.marks());
  }

  /// Numbers of the keys, in the order of delivery.
  List<Long> numbers() {
    return messages.stream().map(message -> message.key().number()).toList();
  }
}
