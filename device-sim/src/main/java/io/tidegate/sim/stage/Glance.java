package io.tidegate.sim.stage;

import io.tidegate.sim.net.Door;
import io.tidegate.sim.net.WifiStatus;
import java.util.List;

/// One board at a glance. `wifi` is null where it has none; `doors` are those that are found on
/// this machine.
public record Glance(
    String board,
    WifiStatus wifi,
    boolean plugged,
    boolean opened,
    long measured,
    int held,
    List<Door> doors,
    String lastLine) {
  public Glance {
    doors = List.copyOf(doors);
  }

  public boolean hasWifi() {
    return wifi != null;
  }

  public boolean inWifi() {
    return wifi == WifiStatus.CONNECTED;
  }
}
