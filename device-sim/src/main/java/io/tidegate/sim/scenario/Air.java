package io.tidegate.sim.scenario;

import io.tidegate.sim.net.AccessPoint;
import io.tidegate.sim.net.Led;
import io.tidegate.sim.net.Network;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.pubsub.SketchPlan;
import io.tidegate.sim.world.World;
import java.util.List;
import java.util.function.LongUnaryOperator;

/// The WiFi of a run: one access point, the boards that know it, and behind it the broker. On the
/// world's thread.
public final class Air {
  /// 2026-01-01: where time is virtual, a run begins here.
  private static final long VIRTUAL_MILLIS = 1_767_225_600_000L;

  private static final int MQTT_PORT = 1883;

  private final World world;
  private final Led network;
  private final AccessPoint accessPoint;
  private final WifiPlan wifi;
  private final SketchPlan plan;
  private LongUnaryOperator date = nanos -> VIRTUAL_MILLIS + nanos / 1_000_000;

  /// `uplink` is the network behind the access point; there the broker is found. To its usual port
  /// all names lead: sketches have somebody's address in them.
  public Air(World world, WifiPlan wifi, Network uplink, String brokerHost, int brokerPort) {
    this.world = world;
    this.wifi = wifi;
    network = new Led(uplink, MQTT_PORT, brokerHost, brokerPort);
    this.accessPoint =
        wifi == WifiPlan.ANY
            ? AccessPoint.ofAnyName(network)
            : new AccessPoint(wifi.ssid(), wifi.password(), network);
    accessPoint.clock(() -> unixMillis(world.nowNanos()));
    this.plan = SketchPlan.taught(wifi.ssid(), wifi.password(), brokerHost, brokerPort);
  }

  /// Connections to this name, at this port or with 0 at any, lead there; to port 0: the same port.
  public void lead(String host, int port, String toHost, int toPort) {
    network.lead(host, port, toHost, toPort);
  }

  /// The date at each time of the world, in milliseconds since 1970.
  public void date(LongUnaryOperator wanted) {
    date = wanted;
  }

  long unixMillis(long nowNanos) {
    return date.applyAsLong(nowNanos);
  }

  /// The one behind the access point.
  Network network() {
    return network;
  }

  /// For a further board of this name.
  Station station(String name) {
    Station fresh = new Station(world, List.of(accessPoint));
    fresh.inside().called(name);
    return fresh;
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
