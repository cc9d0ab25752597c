package io.tidegate.sim.sketch;

/// Where the answer to a question goes. Which kinds of message are questions, both sides know:
/// the process waits after a question, and not after what it tells.
public interface Reply {
  /// Of [Wire#ANSWER]; the fields are those that the question's kind wants.
  static Out out() {
    return new Out(Wire.ANSWER);
  }

  /// Once, within [Peripheral#message].
  void answer(Out answer);
}
