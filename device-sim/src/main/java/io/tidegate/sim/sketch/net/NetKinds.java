package io.tidegate.sim.sketch.net;

/// The kinds of messages between a sketch's network libraries and [SketchNet]. The fields of each
/// are in the package's table.
final class NetKinds {
  static final int FIRST = 64;
  static final int LAST = 127;

  // WiFi

  static final int WIFI_BEGIN = 64;
  static final int WIFI_END = 65;
  static final int WIFI_STATE = 66;
  static final int WIFI_HAPPENED = 67;
  static final int WIFI_RSSI = 68;
  static final int WIFI_SETTINGS = 69;
  static final int WIFI_SAVED = 70;
  static final int WIFI_SAVE = 71;
  static final int SURVEY = 72;
  static final int SURVEYED = 73;

  // names

  static final int LOOKUP = 74;
  static final int LOOKED_UP = 75;

  // connections

  static final int TCP_CONNECT = 80;
  static final int TCP_STATE = 81;
  static final int TCP_DATA = 82;
  static final int TCP_READ = 83;
  static final int TCP_WRITE = 84;
  static final int TCP_ROOM = 85;
  static final int TCP_CLOSE = 86;
  static final int LISTEN = 87;
  static final int LISTENING = 88;
  static final int CAME = 89;
  static final int UNLISTEN = 90;

  // datagrams

  static final int UDP_OPEN = 92;
  static final int UDP_OPENED = 93;
  static final int UDP_SEND = 94;
  static final int UDP_CAME = 95;
  static final int UDP_JOIN = 96;
  static final int UDP_CLOSE = 97;

  // TLS

  static final int TLS_START = 100;
  static final int TLS_DONE = 101;

  private NetKinds() {}
}
