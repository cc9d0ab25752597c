package io.tidegate.gateway.spool;

/// What waits in the spool. `lane` is the unit of order (a board's id; "" for the gateway's own).
/// The payload is complete as it will be sent, `late` apart.
public record Message(
    Kind kind,
    Chain chain,
    String lane,
    Key key,
    String topic,
    byte[] payload,
    int qos,
    boolean retain) {

  /// Intents and results of commands share the spool's durability but are never published from it.
  public enum Kind {
    /// Goes to the broker.
    PUBLISH,
    /// A command was accepted; released when its result is known and its id may be forgotten.
    INTENT,
    /// A command came to its end; kept until its expiry, so that a repeat is known as one.
    DONE
  }

  /// Whose bound applies: drop the oldest, refuse the newest, keep one per topic.
  public enum Chain {
    NORMAL,
    CRITICAL,
    LATEST
  }
}
