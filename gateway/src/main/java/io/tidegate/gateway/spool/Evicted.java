package io.tidegate.gateway.spool;

/// Messages that a bound threw away. With a session, `first` to `last` are all gone and there are
/// `count` of them. Without a session there were no numbers to name: then `count` is exact unless
/// the reason is [Reason#UNREADABLE], where it is "at most" (`lane` is empty when that is unknown
/// too).
public record Evicted(
    Message.Chain chain,
    String lane,
    String session,
    long first,
    long last,
    long count,
    Reason reason) {

  public enum Reason {
    /// The chain's bytes were used up.
    BYTES,
    /// Older than the configured age.
    AGE,
    /// The file system has less free space than the floor.
    FREE_SPACE,
    /// A newer message of the same topic took its place.
    SUPERSEDED,
    /// The disk does not give it back.
    UNREADABLE
  }
}
