package io.tidegate.gateway.doctor;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What may hang (a disk, a name service, a gateway that does not answer), on a thread of its own.
public final class Limited {
  private Limited() {}

  /// A TimeoutException when it takes longer; the thread is left behind, and ends with the process.
  public static <T> T within(long limitMillis, Callable<T> work)
      throws TimeoutException, ExecutionException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().name("doctor").daemon(true).start(task);
    try {
      return task.get(limitMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new TimeoutException("interrupted");
    }
  }
}
