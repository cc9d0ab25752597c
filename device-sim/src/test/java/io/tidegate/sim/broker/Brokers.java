package io.tidegate.sim.broker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.locks.LockSupport;

/// What tests of clients ask of a broker.
public final class Brokers {
  private static final long LOOK_NANOS = 1_000_000;
  private static final long LIMIT_NANOS = 60_000_000_000L;

  private Brokers() {}

  /// The broker hears of a goodbye a moment after it was said.
  public static void awaitNobodyOn(Broker broker) {
    long untilNanos = System.nanoTime() + LIMIT_NANOS;
    while (broker.connected() > 0) {
      assertTrue(System.nanoTime() < untilNanos, () -> broker.connected() + " are still there");
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
