package io.tidegate.gateway.uplink;

/// Bounds how fast a backlog is sent, so that a broker is not flooded after an outage. A bucket of
/// one second's worth.
public final class DrainRate {
  private final double perSecond;
  private double tokens;
  private long lastNanos;
  private boolean started;

  /// 0: no bound.
  public DrainRate(double perSecond) {
    this.perSecond = perSecond;
    this.tokens = perSecond;
  }

  public boolean allows(long nowNanos) {
    refill(nowNanos);
    return perSecond <= 0 || tokens >= 1;
  }

  public void sent() {
    tokens -= 1;
  }

  /// When the next one is allowed; `nowNanos` when one is allowed already.
  public long dueNanos(long nowNanos) {
    return allows(nowNanos)
        ? nowNanos
        : nowNanos + (long) Math.ceil((1 - tokens) / perSecond * 1e9);
  }

  private void refill(long nowNanos) {
    if (!started) {
      started = true;
      lastNanos = nowNanos;
    }
    tokens = Math.min(Math.max(1, perSecond), tokens + (nowNanos - lastNanos) / 1e9 * perSecond);
    lastNanos = nowNanos;
  }
}
