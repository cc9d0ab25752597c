package io.tidegate.gateway.simulation;

import io.tidegate.gateway.lab.twin.Coverage;
import io.tidegate.gateway.lab.twin.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Histories of many seeds, on several threads; each history is one thread's.
final class Seeds {
  record Failure(long seed, Throwable cause) {
    @Override
    public String toString() {
      return "seed " + seed + ": " + cause + "\n  again: " + SimulationMain.command(seed);
    }
  }

  private final long first;
  private final long last;
  private final long inputs;
  private final int stopAfterFailures;
  private final AtomicLong next;
  private final AtomicLong coreInputs = new AtomicLong();
  private final Coverage coverage = new Coverage();
  private final List<Failure> failures = Collections.synchronizedList(new ArrayList<>());

  Seeds(long first, long last, long inputs, int stopAfterFailures) {
    this.first = first;
    this.last = last;
    this.inputs = inputs;
    this.stopAfterFailures = stopAfterFailures;
    this.next = new AtomicLong(first);
  }

  void run(int threads) throws InterruptedException {
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(Thread.ofPlatform().name("seeds-" + i).start(this::work));
    }
    for (Thread each : running) {
      each.join();
    }
  }

  List<Failure> failures() {
    return failures;
  }

  Coverage coverage() {
    return coverage;
  }

  long coreInputs() {
    return coreInputs.get();
  }

  private void work() {
    for (long seed = next.getAndIncrement();
        seed <= last && failures.size() < stopAfterFailures;
        seed = next.getAndIncrement()) {
      History history = new History(seed, inputs, Trace.OFF);
      try {
        coverage.addSeed(history.run());
        coreInputs.addAndGet(history.inputs());
      } catch (RuntimeException | Error e) {
        failures.add(new Failure(seed, e));
        coreInputs.addAndGet(history.inputs());
      }
    }
  }
}
