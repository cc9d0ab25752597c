package io.tidegate.gateway.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets time pass, or the end of the program come.
final class Pause {
  static final Duration EVER = Duration.ofDays(36_500);

  private Pause() {}

  static void of(Duration time) throws InterruptedException {
    new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
  }
}
