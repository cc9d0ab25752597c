package io.tidegate.sim.stage;

import io.tidegate.sim.net.WifiStatus;

/// One board at a glance. `wifi` is null where it has none.
public record Glance(
    String board,
    WifiStatus wifi,
    boolean plugged,
    boolean opened,
    long measured,
    int held,
    String lastLine) {
  public boolean hasWifi() {
    return wifi != null;
  }

  public boolean inWifi() {
    return wifi == WifiStatus.CONNECTED;
  }
}
