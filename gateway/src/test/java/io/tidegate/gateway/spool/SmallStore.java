package io.tidegate.gateway.spool;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A spool on a fake disk, driven by hand: one lane "b" whose readings are numbered from 0.
final class SmallStore {
  static final long SECOND = 1_000_000_000L;

  final FakeDisk disk;
  final SpoolLimits limits;
  final List<Key> durable = new ArrayList<>();
  final List<Evicted> evicted = new ArrayList<>();
  Spool spool;
  RecoveryReport report;
  List<Kept> kept = List.of();
  long nowNanos;
  long next;

  SmallStore() {
    this(
        new FakeDisk(),
        SpoolLimits.of(true, false, SECOND / 2, 64 << 10, 16 << 10, 1 << 20, 0, 0, 1 << 20));
  }

  SmallStore(FakeDisk disk, SpoolLimits limits) {
    this.disk = disk;
    this.limits = limits;
    start();
  }

  /// With limits of the normal chain, and 1 MiB of memory.
  static SmallStore limited(long commitDelayNanos, long bytes, long ageNanos, long freeFloorBytes) {
    return new SmallStore(
        new FakeDisk(),
        SpoolLimits.of(
            true,
            false,
            commitDelayNanos,
            64 << 10,
            16 << 10,
            bytes,
            ageNanos,
            freeFloorBytes,
            1 << 20));
  }

  /// Recovers, as after a start of the process.
  void start() {
    Recovered.Ready ready =
        (Recovered.Ready) disk.recover(limits, new SplittableRandom(7), nowNanos, -1);
    spool = ready.spool();
    report = ready.report();
    kept = ready.kept();
  }

  static Message message(Message.Chain chain, String lane, long number, int payloadBytes) {
    byte[] payload = ("#" + number + " ").repeat(payloadBytes / 2).getBytes(StandardCharsets.UTF_8);
    return new Message(
        Message.Kind.PUBLISH,
        chain,
        lane,
        new Key(lane, "s1", number),
        "/sensors/" + lane,
        java.util.Arrays.copyOf(payload, payloadBytes),
        1,
        false);
  }

  static Message record(Message.Kind kind, String id) {
    return new Message(
        kind,
        Message.Chain.CRITICAL,
        "",
        new Key("", "command-r", id.hashCode()),
        "",
        id.getBytes(StandardCharsets.UTF_8),
        1,
        false);
  }

  Appended append(Message message) {
    return spool.append(message, nowNanos);
  }

  /// Takes this many readings of lane "b" and their mark.
  SmallStore read(int count) {
    return read(count, 20);
  }

  SmallStore read(int count, int payloadBytes) {
    for (int i = 0; i < count; i++) {
      append(message(Message.Chain.NORMAL, "b", next++, payloadBytes));
    }
    spool.mark(new Mark("b", "s1", next - 1), nowNanos);
    return this;
  }

  /// Takes events until the critical chain takes no more; gives how many it took.
  long fillCritical() {
    long taken = 0;
    while (append(message(Message.Chain.CRITICAL, "e", taken, 500)) instanceof Appended.Taken) {
      taken++;
      commit();
    }
    return taken;
  }

  /// Lets the disk do what is due, until it has nothing more to do at this time.
  SmallStore work(boolean urgent) {
    for (int i = 0; i < 1_000; i++) {
      List<Evicted> gone = spool.takeEvicted();
      evicted.addAll(gone);
      DiskBatch due = spool.due(nowNanos, urgent);
      if (due == null && gone.isEmpty()) {
        return this;
      }
      if (due != null) {
        durable.addAll(spool.answered(disk.perform(due), nowNanos));
      }
    }
    throw new AssertionError("the disk never comes to rest");
  }

  SmallStore commit() {
    return work(true);
  }

  SmallStore pass(long nanos) {
    nowNanos += nanos;
    return work(false);
  }

  /// Publishes and acknowledges this many; gives the numbers.
  List<Long> deliver(int count) {
    List<Long> numbers = new ArrayList<>();
    while (numbers.size() < count) {
      Waiting waiting = spool.next(nowNanos, true);
      if (waiting == null) {
        long before = disk.stepsTried;
        work(false);
        if (disk.stepsTried == before) {
          return numbers;
        }
        continue;
      }
      numbers.add(waiting.message().key().number());
      spool.release(waiting.position(), nowNanos);
    }
    return numbers;
  }
}
