package io.tidegate.gateway.run;

/// Why the gateway does not start, in words that say what to do.
public final class StartFailure extends Exception {
  private static final long serialVersionUID = 1L;

  public enum Kind {
    /// Another gateway uses the runtime folder or the spool.
    IN_USE,
    /// The spool's folder cannot be used, or belongs to a newer version.
    SPOOL
  }

  private final Kind kind;

  StartFailure(Kind kind, String words) {
    super(words);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
