package io.tidegate.sim.net;

/// What `WiFi.status()` gives on an ESP8266, with the numbers of its Arduino core.
public enum WifiStatus {
  IDLE(0),
  NO_SSID_AVAILABLE(1),
  CONNECTED(3),
  CONNECT_FAILED(4),
  WRONG_PASSWORD(6),
  DISCONNECTED(7);

  private final int code;

  WifiStatus(int code) {
    this.code = code;
  }

  /// The `WL_...` number.
  public int code() {
    return code;
  }
}
