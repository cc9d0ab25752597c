package io.tidegate.gateway.gpio;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Reads the sensors of one bus, one after the other, in the order of their due times. The first
/// time is at once; a time that was missed, because another read took long, is not made up for.
///
/// A read cannot be called off. When one does not come back, [#overdue] says so; the thread is left
/// behind at the end. Otherwise it lets go of the bus then.
final class SensorThread {
  /// Where outcomes go. Called from this thread; it may not block.
  interface Listener {
    void came(SensorSettings sensor, Outcome outcome);
  }

  private final List<SensorSettings> sensors;
  private final Function<SensorSettings.Source, Outcome> reader;
  private final Listener listener;
  private final long hangNanos;
  private final Runnable letsGo;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;

  /// The thread's own.
  private final Map<String, Long> dueNanosByName = new TreeMap<>();

  // guarded by this
  private SensorSettings reading;
  private long sinceNanos;
  private boolean told;

  SensorThread(
      String bus,
      List<SensorSettings> sensors,
      Function<SensorSettings.Source, Outcome> reader,
      long hangNanos,
      Listener listener,
      Runnable letsGo) {
    this.sensors = new ArrayList<>(sensors);
    this.reader = reader;
    this.hangNanos = hangNanos;
    this.listener = listener;
    this.letsGo = letsGo;
    this.thread = Thread.ofPlatform().name("sensors-" + bus).daemon(true).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Does not wait: a read may be under way. What it brings is not told any more.
  void stop() {
    stopped.countDown();
    // ends a read that can be ended; most cannot
    thread.interrupt();
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  /// The sensor whose read has not come back for too long; once each time, else null.
  synchronized SensorSettings overdue(long nowNanos) {
    if (reading == null || told || nowNanos - sinceNanos < hangNanos) {
      return null;
    }
    told = true;
    return reading;
  }

  private void run() {
    long begunNanos = System.nanoTime();
    sensors.forEach(sensor -> dueNanosByName.put(sensor.name(), begunNanos));
    SensorSettings next = next();
    while (!await(dueNanosByName.get(next.name()) - System.nanoTime())) {
      begin(next);
      Outcome outcome = reader.apply(next.source());
      end();
      if (stopped.getCount() > 0) {
        listener.came(next, outcome);
      }
      dueNanosByName.put(next.name(), following(next, System.nanoTime()));
      next = next();
    }
    letsGo.run();
  }

  private SensorSettings next() {
    SensorSettings first = sensors.getFirst();
    for (SensorSettings each : sensors) {
      if (dueNanosByName.get(each.name()) - dueNanosByName.get(first.name()) < 0) {
        first = each;
      }
    }
    return first;
  }

  /// The first of its times that is still to come.
  private long following(SensorSettings sensor, long nowNanos) {
    long due = dueNanosByName.get(sensor.name());
    long missed = Math.max(0, (nowNanos - due) / sensor.everyNanos());
    return due + (missed + 1) * sensor.everyNanos();
  }

  private synchronized void begin(SensorSettings sensor) {
    reading = sensor;
    sinceNanos = System.nanoTime();
    told = false;
  }

  private synchronized void end() {
    reading = null;
  }

  /// True when it is to end.
  private boolean await(long nanos) {
    try {
      return stopped.await(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      return true;
    }
  }
}
