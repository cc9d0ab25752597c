package io.tidegate.gateway.core;

/// The way down to the boards.
public interface Wires {
  /// Hands bytes to the port's writer; false when the port is down or its writer's queue is full
  /// (the core counts it; the link repeats what matters).
  boolean send(int port, byte[] bytes);

  /// Closes the port and opens it anew, with a reset pulse on DTR/RTS when `reset`.
  void reopen(int port, boolean reset);

  /// Whether there is a connection to the broker, at each change; before, there is none.
  void broker(boolean up);
}
