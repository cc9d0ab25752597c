package io.tidegate.gateway.spool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// One random history of a spool on a disk that fails and crashes, beside a model of a few sets. It
/// ends with a drain: everything that was promised arrives, and the folder is empty.
final class SpoolHistory {
  private static final long MILLI = 1_000_000;
  private static final String SESSION = "s";

  /// What became of a reading, as the model knows it.
  private static final class Taken {
    boolean told;
    boolean delivered;
    boolean gone;
  }

  private final long seed;
  private final SplittableRandom random;
  private final SpoolLimits limits;
  private final FakeDisk disk = new FakeDisk();
  private Spool spool;
  private long nowNanos = 1_000_000_000_000L;

  private final Map<String, List<Taken>> readings = new LinkedHashMap<>();
  private final Map<String, Long> newestDelivered = new HashMap<>();
  private final ArrayDeque<Waiting> underWay = new ArrayDeque<>();
  private final Set<Long> tokensUnderWay = new HashSet<>();
  private final Map<Long, String> intents = new LinkedHashMap<>();
  private final Set<String> intentsTold = new HashSet<>();
  private DiskBatch batch;
  private boolean connected;
  private int troubleLeft;
  private int nextIntent;

  // coverage
  long crashes;
  long faults;
  long evicted;
  long loads;
  long repeated;
  long refused;
  long setAside;

  SpoolHistory(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    boolean tight = random.nextBoolean();
    this.limits =
        SpoolLimits.of(
            true,
            random.nextInt(4) == 0,
            random.nextInt(4) == 0 ? 0 : 500 * MILLI,
            random.nextBoolean() ? 2_000 : 64 << 10,
            16 << 10,
            tight ? 64 << 10 : 4 << 20,
            random.nextInt(6) == 0 ? 60_000 * MILLI : 0,
            1 << 20,
            tight ? 64 << 10 : 256 << 10);
    recover();
    disk.fails =
        (_, _) -> {
          boolean fails = troubleLeft > 0 && random.nextInt(3) == 0;
          troubleLeft -= troubleLeft > 0 ? 1 : 0;
          faults += fails ? 1 : 0;
          return fails;
        };
  }

  void run(int steps) {
    for (int i = 0; i < steps; i++) {
      nowNanos += random.nextInt(20) * MILLI;
      act();
      checkConsistency(i);
      settle();
      checkConsistency(i);
    }
    drain();
  }

  /// Reading all files is slow: now and then will do.
  private void checkConsistency(int step) {
    if (step % 50 == 0) {
      String fault = Consistency.check(spool, disk);
      check(fault.isEmpty(), "step " + step + ": " + fault);
    }
  }

  private void act() {
    switch (random.nextInt(100)) {
      case 0 -> crash();
      case 1 -> troubleLeft = random.nextInt(12);
      case 2, 3 -> connect(!connected);
      case 4 -> nowNanos += random.nextInt(10_000) * MILLI;
      case 5 -> intent();
      case 6 -> endIntent();
      case 7 -> rejectOne();
      case 8 -> disk.freeBytes = random.nextInt(3) == 0 ? random.nextInt(2 << 20) : 1L << 40;
      case 9 -> disk.trouble = DiskResult.Trouble.values()[random.nextInt(3)];
      default -> {
        if (random.nextInt(5) < 3) {
          read(random.nextInt(8));
        }
        acknowledge();
      }
    }
  }

  private void read(int count) {
    for (int i = 0; i < count; i++) {
      int pick = random.nextInt(10);
      String lane = pick < 7 ? "big" : "small" + pick;
      read(lane);
    }
  }

  private void read(String lane) {
    List<Taken> all = readings.computeIfAbsent(lane, _ -> new ArrayList<>());
    long number = all.size();
    Taken reading = new Taken();
    all.add(reading);
    byte[] payload = new byte[random.nextInt(300)];
    Key key = new Key(lane, SESSION, number);
    Message message =
        new Message(
            Message.Kind.PUBLISH,
            Message.Chain.NORMAL,
            lane,
            key,
            "/sensors/" + lane,
            payload,
            1,
            false);
    if (spool.append(message, nowNanos) instanceof Appended.Refused) {
      reading.gone = true;
      refused++;
    }
    spool.mark(new Mark(lane, SESSION, number), nowNanos);
  }

  private void intent() {
    String name = "i" + nextIntent++;
    Appended result = spool.append(record(Message.Kind.INTENT, name), nowNanos);
    if (result instanceof Appended.Taken(long position)) {
      intents.put(position, name);
    }
  }

  private Message record(Message.Kind kind, String name) {
    Key key = new Key("", "command-" + name, 1);
    return new Message(kind, Message.Chain.CRITICAL, "", key, "", name.getBytes(), 1, false);
  }

  private void endIntent() {
    if (!intents.isEmpty()) {
      long position = intents.keySet().iterator().next();
      String name = intents.remove(position);
      intentsTold.remove(name);
      check(spool.release(position, nowNanos) != null, "an intent can be released");
    }
  }

  private void connect(boolean now) {
    connected = now;
    underWay.clear();
    tokensUnderWay.clear();
    if (now) {
      spool.connected();
    } else {
      spool.rewind();
    }
  }

  private void acknowledge() {
    for (int i = random.nextInt(10); connected && i > 0 && !underWay.isEmpty(); i--) {
      Waiting oldest = underWay.poll();
      tokensUnderWay.remove(oldest.position());
      Message message = spool.release(oldest.position(), nowNanos);
      check(message != null, "what was handed out can be released");
      reading(message).forEach(each -> each.delivered = true);
    }
  }

  private void rejectOne() {
    if (!underWay.isEmpty()) {
      Waiting one = underWay.pollLast();
      tokensUnderWay.remove(one.position());
      Message message = spool.setAside(one.position(), nowNanos);
      check(message != null, "what was handed out can be set aside");
      reading(message).forEach(each -> each.gone = true);
      setAside++;
    }
  }

  private List<Taken> reading(Message message) {
    if (message.chain() != Message.Chain.NORMAL) {
      return List.of();
    }
    return List.of(readings.get(message.lane()).get((int) message.key().number()));
  }

  private void settle() {
    spool.takeEvicted().forEach(this::evicted);
    while (connected && underWay.size() < 16) {
      Waiting next = spool.next(nowNanos, true);
      if (next == null) {
        break;
      }
      sent(next);
    }
    if (batch != null && random.nextInt(3) == 0) {
      answer();
    }
    begin();
  }

  private void begin() {
    DiskBatch due = spool.due(nowNanos, random.nextInt(20) == 0);
    if (due != null) {
      check(batch == null, "one batch is under way at most");
      batch = due;
      loads += due.steps().stream().filter(DiskStep.Load.class::isInstance).count();
    } else if (spool.dueNanos() - nowNanos <= 0) {
      List<Evicted> untold = spool.takeEvicted();
      check(!untold.isEmpty(), "a spool that has nothing to do now says when it will");
      untold.forEach(this::evicted);
    }
  }

  private void answer() {
    DiskResult result = disk.perform(batch);
    batch = null;
    for (Key key : spool.answered(result, nowNanos)) {
      if (key.session().equals(SESSION)) {
        readings.get(key.device()).get((int) key.number()).told = true;
      } else if (intents.containsValue(key.session().substring("command-".length()))) {
        intentsTold.add(key.session().substring("command-".length()));
      }
    }
  }

  private void evicted(Evicted gone) {
    check(gone.reason() != Evicted.Reason.UNREADABLE, "nothing readable becomes unreadable");
    evicted += gone.count();
    for (long n = gone.first(); n <= gone.last(); n++) {
      readings.get(gone.lane()).get((int) n).gone = true;
    }
    check(gone.count() == gone.last() - gone.first() + 1, "a range has as many as it says");
    Message event =
        new Message(
            Message.Kind.PUBLISH,
            Message.Chain.CRITICAL,
            "",
            Key.NONE,
            "event",
            gone.toString().getBytes(),
            1,
            false);
    spool.append(event, nowNanos);
  }

  private void sent(Waiting next) {
    Message message = next.message();
    check(tokensUnderWay.add(next.position()), "handed out once until the connection ends");
    underWay.add(next);
    if (message.chain() != Message.Chain.NORMAL) {
      return;
    }
    Taken reading = reading(message).getFirst();
    if (limits.commitDelayNanos() == 0) {
      check(reading.told, "with commit delay 0 nothing is published before it is synced");
    }
    long number = message.key().number();
    String way = message.lane() + next.late();
    long newest = newestDelivered.getOrDefault(way, -1L);
    if (number <= newest) {
      repeated++;
    } else {
      newestDelivered.put(way, number);
    }
  }

  private void crash() {
    crashes++;
    disk.crash(batch, random);
    batch = null;
    connected = false;
    underWay.clear();
    tokensUnderWay.clear();
    recover();
  }

  private void recover() {
    Recovered.Ready ready = (Recovered.Ready) disk.recover(limits, random, nowNanos, -1);
    spool = ready.spool();
    intents.clear();
    Set<String> kept = new HashSet<>();
    for (Kept each : ready.kept()) {
      String name = new String(each.message().payload());
      kept.add(name);
      intents.put(each.position(), name);
    }
    check(kept.containsAll(intentsTold), "an intent that was synced is there after a crash");
    check(ready.report().lostExactly() == 0, "a crash loses nothing that was there");
    spool.takeEvicted();
    checkNothingPromisedIsLost(ready.marks());
  }

  /// What the board was told (by key or by mark) is in the spool, at the broker, or was announced.
  private void checkNothingPromisedIsLost(List<Mark> marks) {
    Map<String, Long> markByLane = new HashMap<>();
    marks.forEach(mark -> markByLane.put(mark.device(), mark.number()));
    Map<String, Set<Long>> present = present();
    readings.forEach(
        (lane, all) -> {
          for (int n = 0; n < all.size(); n++) {
            Taken each = all.get(n);
            boolean promised = each.told || n <= markByLane.getOrDefault(lane, -1L);
            boolean somewhere =
                each.delivered
                    || each.gone
                    || present.getOrDefault(lane, Set.of()).contains((long) n);
            check(!promised || somewhere, lane + " " + n + " was promised and is lost");
            each.gone |= !somewhere;
            each.told |= present.getOrDefault(lane, Set.of()).contains((long) n);
          }
        });
  }

  /// All readings that the folder would deliver.
  private Map<String, Set<Long>> present() {
    Map<String, Set<Long>> present = new HashMap<>();
    for (Message message : Reading.of(disk).messages()) {
      Key key = message.key();
      present.computeIfAbsent(key.device(), _ -> new HashSet<>()).add(key.number());
    }
    return present;
  }

  private void drain() {
    disk.fails = (_, _) -> false;
    disk.freeBytes = Long.MAX_VALUE;
    connect(true);
    while (!intents.isEmpty()) {
      endIntent();
    }
    long end = nowNanos + 600_000 * MILLI;
    while (nowNanos < end && !isDrained()) {
      nowNanos += 100 * MILLI;
      while (!underWay.isEmpty()) {
        acknowledge();
      }
      settle();
    }
    check(
        spool.status(nowNanos).waiting() == 0,
        "everything is delivered: " + spool.status(nowNanos));
    check(disk.segments().isEmpty(), "no segment is left: " + disk.segments());
    check(
        spool.status(nowNanos).memoryBytes() == 0,
        "memory is given back " + spool.status(nowNanos));
    check(spool.status(nowNanos).onDiskBytes() == 0, "disk bytes are given back");
    checkAllAccounted();
    checkOrderlyEnd();
  }

  private boolean isDrained() {
    return spool.status(nowNanos).waiting() == 0 && disk.segments().isEmpty() && batch == null;
  }

  private void checkAllAccounted() {
    readings.forEach(
        (lane, all) -> {
          for (int n = 0; n < all.size(); n++) {
            Taken each = all.get(n);
            check(
                each.delivered || each.gone,
                lane + " " + n + " is neither delivered nor announced");
          }
        });
  }

  private void checkOrderlyEnd() {
    spool.ending(true);
    for (int i = 0; i < 100 && !spool.settled(); i++) {
      nowNanos += 100 * MILLI;
      DiskBatch due = spool.due(nowNanos, true);
      if (due != null) {
        spool.answered(disk.perform(due), nowNanos);
      }
    }
    check(spool.settled(), "it comes to its end");
    Recovered.Ready ready = (Recovered.Ready) disk.recover(limits, random, nowNanos, -1);
    check(ready.report().clean(), "an orderly end leaves nothing to mend: " + ready.report());
    check(ready.report().marksExact(), "after an orderly end the marks are exact");
    check(ready.report().waiting() == 0, "nothing is repeated after an orderly end");
  }

  private void check(boolean holds, String claim) {
    if (!holds) {
      throw new AssertionError("seed " + seed + ": " + claim);
    }
  }
}
