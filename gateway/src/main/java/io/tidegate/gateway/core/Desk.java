package io.tidegate.gateway.core;

/// Where answers to the control socket go.
public interface Desk {
  /// The answer to [Question.State].
  void state(long ticket, State state);

  /// A line for a monitor; false when the monitor does not keep up (it is told how many it missed).
  boolean line(long ticket, int port, boolean fault, byte[] line);

  /// The result of a [Question.Command].
  void result(long ticket, String code, String text);
}
