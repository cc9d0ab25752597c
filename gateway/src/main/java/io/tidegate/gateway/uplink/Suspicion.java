package io.tidegate.gateway.uplink;

import java.util.HashSet;
import java.util.Set;

/// Finds the one message that makes the broker end the connection, so that it cannot stop the rest.
///
/// A broker that refuses a message by closing does so soon after it was sent. The culprit is among
/// the messages that were under way then; it need not be the oldest, since the acknowledgements of
/// those before it may be lost with the connection. Those that were under way at such an ending
/// twice running are suspects, and from then on each travels alone, until all of them are
/// acknowledged. One that ends the connection [#ALONE_ENDINGS] times while it travels alone is
/// convicted. Endings long after sending (a bad network, a broker that was stopped) say nothing.
///
/// Suspecting all of them at once matters: one at a time, with a connection lost for each, a full
/// window would take minutes.
public final class Suspicion {
  static final int ENDINGS_BEFORE_ALONE = 2;
  static final int ALONE_ENDINGS = 3;
  static final long SOON_NANOS = 10_000_000_000L;

  /// As many as were under way at once.
  private final Set<Long> suspects = new HashSet<>();
  private int endings;
  private long lastAlone = -1;
  private int aloneEndings;

  /// The broker closed the connection while these were under way. True when the oldest of them is
  /// convicted: it is to be set aside.
  public boolean ended(Window window, long nowNanos) {
    if (window.isEmpty() || nowNanos - window.oldestSentNanos() > SOON_NANOS) {
      return false;
    }
    if (testsAlone() && window.size() == 1 && suspects.contains(window.oldest())) {
      return endedAlone(window.oldest());
    }
    suspects.retainAll(window.positions());
    if (suspects.isEmpty()) {
      clear();
      suspects.addAll(window.positions());
    }
    endings++;
    return false;
  }

  public void acknowledged(long position) {
    if (suspects.remove(position) && suspects.isEmpty()) {
      clear();
    }
  }

  /// True while the suspects have to travel one at a time.
  public boolean testsAlone() {
    return endings >= ENDINGS_BEFORE_ALONE;
  }

  private boolean endedAlone(long position) {
    aloneEndings = position == lastAlone ? aloneEndings + 1 : 1;
    lastAlone = position;
    if (aloneEndings < ALONE_ENDINGS) {
      return false;
    }
    clear();
    return true;
  }

  private void clear() {
    suspects.clear();
    endings = 0;
    lastAlone = -1;
    aloneEndings = 0;
  }
}
