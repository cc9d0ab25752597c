package io.tidegate.sim.scenario;

/// The access point of a scenario, as its boards know it. An empty password lets everybody in.
public record WifiPlan(String ssid, String password) {
  /// Every name is this one's.
  public static final WifiPlan ANY = new WifiPlan("any-name", "");

  /// A password that is not this one.
  static String other(String password) {
    return password.startsWith("x") ? "another" : "x-another";
  }
}
