package io.tidegate.gateway.system;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waiting for what other threads and processes do: looks again and again, up to a limit that is
/// generous, so that a slow machine only takes longer.
public final class Eventually {
  private static final long LOOK_NANOS = 5_000_000;

  private Eventually() {}

  /// True as soon as it holds, false when the time is over.
  public static boolean holds(long limitMillis, BooleanSupplier condition) {
    long endNanos = System.nanoTime() + limitMillis * 1_000_000;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - endNanos >= 0) {
        return condition.getAsBoolean();
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return true;
  }

  /// Fails with these words when it does not hold in time.
  public static void await(long limitMillis, BooleanSupplier condition, Supplier<String> words) {
    if (!holds(limitMillis, condition)) {
      throw new AssertionError("not within " + limitMillis + " ms: " + words.get());
    }
  }

  /// How long it took until it held, at most the limit and a little.
  public static long millisUntil(
      long limitMillis, BooleanSupplier condition, Supplier<String> words) {
    long begunNanos = System.nanoTime();
    await(limitMillis, condition, words);
    return (System.nanoTime() - begunNanos) / 1_000_000;
  }

  /// Lets that much time pass; only where a fault has to last.
  public static void pass(long millis) {
    holds(millis, () -> false);
  }
}
