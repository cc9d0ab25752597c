package io.tidegate.gateway.run;

/// Time since this process began, in nanoseconds: never negative, so that the core may compare with
/// `Long.MAX_VALUE` for "never". System.nanoTime promises no such thing.
final class SteadyClock {
  private final long originNanos = System.nanoTime();

  long nowNanos() {
    return System.nanoTime() - originNanos;
  }
}
