package io.tidegate.gateway.core;

/// Where answers to the control socket go. Called on the core's thread: nothing here may block.
public interface Desk {
  /// The answer to [Question.State].
  void state(long ticket, State state);

  /// Something for a monitor; false when the monitor does not keep up (it is told how much it
  /// missed).
  boolean line(long ticket, int port, Heard heard, byte[] bytes);

  /// The result of a [Question.Command].
  void result(long ticket, String code, String text);

  /// What a monitor is shown.
  enum Heard {
    /// A reading, as it goes to the broker.
    READING,
    /// A line that is no reading.
    TEXT,
    /// The name of a fault: a line that could not be used.
    FAULT,
    /// Bytes as they came from the port, cut anywhere.
    RAW
  }
}
