package io.tidegate.sim.proxy;

import java.io.IOException;

/// What connections stand on: sockets and a clock, or a network in virtual time.
interface Ground {
  long SECOND_NANOS = 1_000_000_000L;

  /// Done when its side is ready or its time has come.
  interface Task {
    void run(long nowNanos);
  }

  /// Nanoseconds since the beginning.
  long now();

  void at(long dueNanos, Task task);

  /// There is something new to wait for.
  void wake();

  /// Begins to connect to the server; the task is run when [Side#connect] has something to say.
  Side reach(Task ready) throws IOException;
}
