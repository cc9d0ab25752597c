package io.tidegate.gateway.lab.twin;

/// The wall clock of the machine: it may be wrong, and be set.
public final class SimClock {
  public static final long START_MILLIS = 1_790_000_000_000L;

  private long offsetMillis;
  private boolean synchronised = true;
  private int steps;

  /// How often it was set: what is to be forgotten at a time may be forgotten too early then.
  public int steps() {
    return steps;
  }

  public void step(long millis) {
    steps += millis == 0 ? 0 : 1;
    offsetMillis += millis;
  }

  public void synchronised(boolean synchronised) {
    this.synchronised = synchronised;
  }

  public boolean synchronised() {
    return synchronised;
  }

  /// A wrong clock is set right: a step like others.
  public void heal() {
    step(-offsetMillis);
    synchronised = true;
  }

  public long millis(long nowNanos) {
    return START_MILLIS + nowNanos / 1_000_000 + offsetMillis;
  }
}
