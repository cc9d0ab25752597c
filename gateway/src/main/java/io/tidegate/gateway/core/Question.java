package io.tidegate.gateway.core;

/// What the control socket may ask of the core.
public sealed interface Question {
  record State() implements Question {}

  /// Follow a port (or all, when port is negative) until [MonitorEnd] with the same ticket: its
  /// bytes when `raw`, else what was understood of them.
  record Monitor(int port, boolean raw) implements Question {}

  record MonitorEnd() implements Question {}

  /// A command, as if it had come from the broker on the board's `set` topic.
  record Command(String device, String channel, String value, long ttlMillis) implements Question {}
}
