package io.tidegate.sim.scenario;

/// The access point of a scenario, as its boards know it. An empty password lets everybody in.
public record WifiPlan(String ssid, String password) {
  /// A password that is not this one.
  static String other(String password) {
    return password.startsWith("x") ? "another" : "x-another";
  }
}
