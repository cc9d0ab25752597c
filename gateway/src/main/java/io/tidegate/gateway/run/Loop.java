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

  /// Acknowledgements that are too few to wake this thread wait no longer.
  private static final long ACKNOWLEDGED_WAIT_NANOS = 20_000_000L;

  private final Core core;
  private final LoopInbox inbox;
  private final SteadyClock steady;
  private final WallClock wall;
  private final Defects defects;
  private final Runnable everySecond;
  private final List<Input> round = new ArrayList<>();
  private long clockReadNanos;
  private final Patience patience;

  Loop(
      Core core,
      LoopInbox inbox,
      SteadyClock steady,
      WallClock wall,
      Defects defects,
      Runnable everySecond) {
    this.core = core;
    this.inbox = inbox;
    this.steady = steady;
    this.wall = wall;
    this.defects = defects;
    this.everySecond = everySecond;
    this.patience = new Patience(steady.nowNanos());
  }

  @Override
  public void run() {
    clockReadNanos = steady.nowNanos();
    try {
      step(new Input.Tick());
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
    long nowNanos = steady.nowNanos();
    boolean bytesToo = patience.takesBytes(core.hasRoom(), nowNanos);
    boolean soon = core.awaitsBroker() || !bytesToo;
    long longest = soon ? ACKNOWLEDGED_WAIT_NANOS : LONGEST_WAIT_NANOS;
    inbox.take(round, Math.clamp(core.dueNanos(nowNanos) - nowNanos, 0, longest), bytesToo);
    for (Input input : round) {
      step(input);
    }
    if (round.isEmpty()) {
      step(new Input.Tick());
    }
    round.clear();
    if (steady.nowNanos() - clockReadNanos >= CLOCK_EVERY_NANOS) {
      clockReadNanos = steady.nowNanos();
      step(wall.read());
      everySecond.run();
    }
  }

  private void step(Input input) {
    try {
      core.step(steady.nowNanos(), input);
    } catch (RuntimeException | StackOverflowError defect) {
      setAside(input, defect);
    }
  }

  private void setAside(Input input, Throwable defect) {
    defects.met(input, defect);
    try {
      core.setAside(input, steady.nowNanos());
    } catch (RuntimeException | StackOverflowError second) {
      defects.met(input, second);
    }
  }
}
