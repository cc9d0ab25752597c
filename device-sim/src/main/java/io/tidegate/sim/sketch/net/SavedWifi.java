package io.tidegate.sim.sketch.net;

/// What `WiFi.persistent(true)` keeps in flash: it outlasts all but a new board.
final class SavedWifi {
  private String ssid = "";
  private String password = "";

  String ssid() {
    return ssid;
  }

  String password() {
    return password;
  }

  void save(String wantedSsid, String wantedPassword) {
    ssid = wantedSsid;
    password = wantedPassword;
  }
}
