package io.tidegate.gateway.device;

/// How a command ended. Silence is never an answer: each command gets one of these.
public enum ResultCode {
  /// The board did it.
  OK,
  /// Tried and not done; the text says why.
  FAILED,
  /// The board cannot do it now.
  BUSY,
  /// The board has no such channel, or it is not writable.
  NOCHANNEL,
  /// Too late.
  EXPIRED,
  /// Not allowed, not understood, retained, or the clock is not synchronised.
  REFUSED,
  /// No answer within the time.
  LOST,
  /// May or may not have been done: the gateway or the board restarted in between.
  UNKNOWN;

  private static final ResultCode[] ALL = values();
  private final String word = name().toLowerCase(java.util.Locale.ROOT);

  /// As it stands on the wire and in a result.
  public String word() {
    return word;
  }

  /// What a board's word means; a word outside the table of the protocol is a failure.
  public static ResultCode ofBoard(String word) {
    for (ResultCode code : ALL) {
      if (code.word.equals(word)) {
        return code;
      }
    }
    return FAILED;
  }
}
