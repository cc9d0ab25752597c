package io.tidegate.sim.scenario;

import io.tidegate.sim.net.AccessPoint;
import io.tidegate.sim.net.Network;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.pubsub.SketchPlan;
import io.tidegate.sim.world.World;
import java.util.List;

/// The WiFi of a run: one access point, the boards that know it, and behind it the broker. On the
/// world's thread.
public final class Air {
  private final World world;
  private final AccessPoint accessPoint;
  private final WifiPlan wifi;
  private final SketchPlan plan;

  /// `uplink` is the network behind the access point; there the broker is found.
  public Air(World world, WifiPlan wifi, Network uplink, String brokerHost, int brokerPort) {
    this.world = world;
    this.wifi = wifi;
    this.accessPoint = new AccessPoint(wifi.ssid(), wifi.password(), uplink);
    this.plan = SketchPlan.taught(wifi.ssid(), wifi.password(), brokerHost, brokerPort);
  }

  /// For a further board.
  Station station() {
    return new Station(world, List.of(accessPoint));
  }

  /// What stands at the top of every sketch.
  SketchPlan plan() {
    return plan;
  }

  // its faults: well, or not

  void on(boolean well) {
    accessPoint.on(well);
  }

  void password(boolean well) {
    accessPoint.password(well ? wifi.password() : WifiPlan.other(wifi.password()));
    kickUnless(well);
  }

  void dhcp(boolean well) {
    accessPoint.dhcp(well);
    kickUnless(well);
  }

  private void kickUnless(boolean well) {
    if (!well) {
      accessPoint.kick();
    }
  }
}
