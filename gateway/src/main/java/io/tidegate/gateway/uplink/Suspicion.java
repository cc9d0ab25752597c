package io.tidegate.gateway.uplink;

/// Finds the one message that makes the broker end the connection, so that it cannot stop the rest.
///
/// A broker that refuses a message by closing does so soon after it was sent. A connection that
/// ends so for the second time with the same oldest unacknowledged message makes that message a
/// suspect: it is sent alone. When that too ends the connection [#ALONE_ENDINGS] times, it is
/// convicted. An acknowledgement of it clears it. Endings long after sending (a bad network, a
/// broker that was stopped) say nothing about it.
public final class Suspicion {
  static final int ENDINGS_BEFORE_ALONE = 2;
  static final int ALONE_ENDINGS = 3;
  static final long SOON_NANOS = 10_000_000_000L;

  private long suspect = -1;
  private int endings;
  private int aloneEndings;

  /// The broker closed the connection while these were under way. True when the oldest of them is
  /// convicted: it is to be set aside.
  public boolean ended(Window window, long nowNanos) {
    if (window.isEmpty() || nowNanos - window.oldestSentNanos() > SOON_NANOS) {
      return false;
    }
    if (window.oldest() != suspect) {
      clear();
      suspect = window.oldest();
    }
    if (testsAlone() && window.size() == 1) {
      aloneEndings++;
    }
    endings++;
    if (aloneEndings < ALONE_ENDINGS) {
      return false;
    }
    clear();
    return true;
  }

  public void acknowledged(long position) {
    if (position == suspect) {
      clear();
    }
  }

  /// True while the suspect has to travel alone.
  public boolean testsAlone() {
    return endings >= ENDINGS_BEFORE_ALONE;
  }

  private void clear() {
    suspect = -1;
    endings = 0;
    aloneEndings = 0;
  }
}
