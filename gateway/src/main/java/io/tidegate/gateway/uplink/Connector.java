package io.tidegate.gateway.uplink;

/// The life of the broker connection: waiting, connecting, up. Connections are numbered, so that
/// late news of an older one is recognised.
public final class Connector {
  private enum Stage {
    WAITING,
    CONNECTING,
    UP,
    ENDED
  }

  private final Backoff backoff;
  private Stage stage = Stage.WAITING;
  private long connection;
  private long sinceNanos;
  private long retryNanos;

  public Connector(Backoff backoff, long nowNanos) {
    this.backoff = backoff;
    this.sinceNanos = nowNanos;
    this.retryNanos = nowNanos;
  }

  /// The number of the attempt to begin now, or 0.
  public long due(long nowNanos) {
    if (stage != Stage.WAITING || nowNanos - retryNanos < 0) {
      return 0;
    }
    stage = Stage.CONNECTING;
    return ++connection;
  }

  /// True when this is the attempt we wait for.
  public boolean up(long number, long nowNanos) {
    if (number != connection || stage != Stage.CONNECTING) {
      return false;
    }
    stage = Stage.UP;
    sinceNanos = nowNanos;
    return true;
  }

  /// True when it was the present connection or attempt; the next attempt is then planned.
  public boolean down(long number, long nowNanos) {
    if (number != connection || (stage != Stage.UP && stage != Stage.CONNECTING)) {
      return false;
    }
    long stood = stage == Stage.UP ? nowNanos - sinceNanos : 0;
    stage = Stage.WAITING;
    sinceNanos = nowNanos;
    retryNanos = nowNanos + backoff.pauseNanos(stood);
    return true;
  }

  /// No further attempts.
  public void end() {
    stage = Stage.ENDED;
  }

  public boolean isUp() {
    return stage == Stage.UP;
  }

  public long connection() {
    return connection;
  }

  /// Since when it is as it is.
  public long sinceNanos() {
    return sinceNanos;
  }

  public int failures() {
    return backoff.failures();
  }

  public long dueNanos() {
    return stage == Stage.WAITING ? retryNanos : Long.MAX_VALUE;
  }
}
