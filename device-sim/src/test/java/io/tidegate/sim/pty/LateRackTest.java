package io.tidegate.sim.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.world.World;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A world that takes longer than the clock.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LateRackTest {
  private static final long MILLI = 1_000_000;
  private static final long TURN_NANOS = 20 * MILLI;
  private static final long LATE_NANOS = 500 * MILLI;

  private final World world = new World(1);
  private final Rack rack = new Rack(world);
  private final CompletableFuture<Long> asked = new CompletableFuture<>();
  private final AtomicLong answeredAt = new AtomicLong(-1);

  @AfterEach
  void stop() {
    rack.close();
  }

  /// As if boards had had much to do. On the rack's thread.
  private static void takes(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private Void fill() {
    long from = world.nowNanos();
    for (int i = 1; i <= 1_000; i++) {
      world.at(from + i * MILLI, () -> {});
    }
    world.at(from + MILLI, () -> takes(LATE_NANOS));
    world.at(from + LATE_NANOS / 2, this::somebodyAsks);
    return null;
  }

  private void somebodyAsks() {
    asked.complete(world.nowNanos());
    Thread asks =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    answeredAt.set(rack.ask(world::nowNanos));
                  } catch (IOException _) {
                    answeredAt.set(Long.MAX_VALUE);
                  }
                });
    while (asks.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait(); // then the question is in the queue
    }
  }

  @Test
  void aQuestionWaitsForOneTurnWhileAWorldCatchesUp() throws IOException {
    rack.ask(this::fill);
    long from = asked.join();
    while (answeredAt.get() < 0) {
      Thread.onSpinWait();
    }
    long waited = answeredAt.get() - from;
    assertTrue(waited <= TURN_NANOS, () -> "answered " + waited / MILLI + " ms of the world later");
  }

  @Test
  void whatAWorldIsLateByIsForgottenWhenItStoodStill() throws IOException {
    rack.ask(this::fill);
    asked.join();
    rack.ask(
        () -> {
          rack.hold(true);
          return null;
        });
    long stands = rack.ask(world::nowNanos);
    takes(2 * TURN_NANOS);
    assertEquals(stands, rack.ask(world::nowNanos));
    long begins = System.nanoTime();
    rack.ask(
        () -> {
          rack.hold(false);
          return null;
        });
    long now = rack.ask(world::nowNanos);
    assertTrue(now - stands <= System.nanoTime() - begins, "no faster than the clock");
  }
}
