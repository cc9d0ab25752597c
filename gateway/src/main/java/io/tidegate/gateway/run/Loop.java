package io.tidegate.gateway.run;

import io.tidegate.gateway.core.Core;
import io.tidegate.gateway.core.Input;
import java.util.ArrayList;
import java.util.List;

/// The thread that owns the core: takes inputs, reads the clock once per input, steps.
///
/// A step that throws is a defect of ours. It must not cost the rest: the input goes to [Defects]
/// and the loop goes on, until they come too often.
final class Loop implements Runnable {
  private static final long CLOCK_EVERY_NANOS = 1_000_000_000L;
  private static final long LONGEST_WAIT_NANOS = 500_000_000L;

  private final Core core;
  private final LoopInbox inbox;
  private final WallClock clock;
  private final Defects defects;
  private final List<Input> round = new ArrayList<>();
  private long clockReadNanos;

  Loop(Core core, LoopInbox inbox, WallClock clock, Defects defects) {
    this.core = core;
    this.inbox = inbox;
    this.clock = clock;
    this.defects = defects;
  }

  @Override
  public void run() {
    clockReadNanos = System.nanoTime();
    try {
      while (!core.stopped()) {
        turn();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      inbox.end();
    }
  }

  private void turn() throws InterruptedException {
    long waitNanos = core.dueNanos(System.nanoTime()) - System.nanoTime();
    inbox.take(round, Math.clamp(waitNanos, 0, LONGEST_WAIT_NANOS));
    for (Input input : round) {
      step(input);
    }
    if (round.isEmpty()) {
      step(new Input.Tick());
    }
    round.clear();
    long nowNanos = System.nanoTime();
    if (nowNanos - clockReadNanos >= CLOCK_EVERY_NANOS) {
      clockReadNanos = nowNanos;
      step(clock.read());
    }
  }

  private void step(Input input) {
    try {
      core.step(System.nanoTime(), input);
    } catch (RuntimeException | StackOverflowError defect) {
      defects.met(input, defect);
      if (input instanceof Input.PortBytes(int port, _)) {
        core.setAside(port, System.nanoTime());
      }
    }
  }
}
