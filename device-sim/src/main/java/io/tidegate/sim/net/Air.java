package io.tidegate.sim.net;

/// Between a station and its access point.
public final class Air {
  private Air() {}

  /// A packet takes its time, one way, and does this; false when it is lost.
  public static boolean carry(Station station, Runnable then) {
    if (station.reception().loses(station.random())) {
      return false;
    }
    station.later(station.reception().transitNanos(station.random()), then);
    return true;
  }
}
