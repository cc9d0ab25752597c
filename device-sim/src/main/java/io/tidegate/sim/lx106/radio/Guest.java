package io.tidegate.sim.lx106.radio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.image.Layout;

/// The SDK's own state of the station, where it keeps it.
final class Guest {
  // states of the connection, as 802.11 goes
  static final int IDLE = 0;
  static final int ASSOCIATING = 3;
  static final int IN = 5;

  /// In the record of an interface: the record of its connection.
  private static final int RECORD_OF_INTERFACE = 28;

  /// `wifi_station_get_connect_status`: connecting.
  private static final int CONNECTING = 1;

  // in the profile
  private static final int SSID_LENGTH = 12;
  private static final int SSID = 16;
  private static final int SSID_LIMIT = 32;
  private static final int PASSWORD = 55;
  private static final int PASSWORD_LIMIT = 64;

  // in the record of an access point, which begins with its BSSID
  private static final int FLAGS = 8;
  private static final int ASSOCIATION_ID = 26;
  private static final int BEACON_INTERVAL = 28;
  private static final int BEACON_INTERVAL_MILLIS = 100;

  /// The key that nobody has set: it is given back to nobody.
  private static final int NO_KEY = 4;

  /// More than any SDK's record of an access point has.
  static final int NODE_BYTES = 400;

  private final Memory memory;
  private final Layout layout;
  private final int ic;

  Guest(Image image, Layout layout, Memory memory) {
    this.memory = memory;
    this.layout = layout;
    ic = image.address("g_ic").orElseThrow();
  }

  Memory memory() {
    return memory;
  }

  /// What several of its functions want first.
  int ic() {
    return ic;
  }

  /// The station's record; 0 before there is one.
  int connection() {
    return memory.peek32(ic + layout.connection());
  }

  int networkInterface() {
    return memory.peek32(connection());
  }

  /// The record of the network that the program opens itself; 0 before there is one.
  int ownConnection() {
    return memory.peek32(ic + layout.connection() + 4);
  }

  int ownInterface() {
    return memory.peek32(ownConnection());
  }

  /// Whether others may come into the program's own network.
  boolean isOpen() {
    int own = ownConnection();
    return own != 0 && memory.peek32(own) != 0 && memory.peek32(own + layout.state()) == IN;
  }

  /// Whether this is the interface of the program's own network.
  boolean isOwn(int networkInterface) {
    int own = ownConnection();
    return own != 0 && memory.peek32(networkInterface + RECORD_OF_INTERFACE) == own;
  }

  int state() {
    return memory.peek32(connection() + layout.state());
  }

  void state(int state) {
    memory.poke32(connection() + layout.state(), state);
  }

  private int statusAt() {
    return connection() + layout.status();
  }

  /// Whether the program wants to be in a network: it was told to leave otherwise.
  boolean wants() {
    return memory.peek8(statusAt()) != 0;
  }

  /// It looks for its network; a failure that it remembers stays.
  void looks() {
    if (!wants()) {
      memory.poke8(statusAt(), CONNECTING);
    }
  }

  /// It has found its network, as the SDK notes it: the last reason, how often, the status.
  void found() {
    memory.poke8(statusAt() - 2, CONNECTING);
    memory.poke8(statusAt() - 1, 0);
    memory.poke8(statusAt(), CONNECTING);
  }

  void forgetStatus() {
    for (int i = 0; i < 3; i++) {
      memory.poke8(statusAt() - i, 0);
    }
  }

  /// As if the access point had answered: it stands in the record `node`.
  void join(int node, int channel, byte[] bssid) {
    memory.poke(node, new byte[NODE_BYTES]);
    memory.poke(node, bssid);
    memory.poke32(node + FLAGS, 0);
    memory.poke8(node + ASSOCIATION_ID, 1);
    memory.poke8(node + BEACON_INTERVAL, BEACON_INTERVAL_MILLIS);
    memory.poke32(node + layout.channel(), channel);
    memory.poke8(node + layout.key(), NO_KEY);
    memory.poke32(memory.peek32(ic) + layout.current(), node);
    memory.poke32(connection() + layout.node(), node);
    memory.poke(connection() + layout.bssid(), bssid);
    state(IN);
  }

  /// As if its frames had not been answered.
  void unanswered() {
    memory.poke32(connection() + layout.node(), 0);
    state(ASSOCIATING);
  }

  String ssid(int profile) {
    int length = Math.clamp(memory.peek32(profile + SSID_LENGTH), 0, SSID_LIMIT);
    return text(profile + SSID, length);
  }

  String password(int profile) {
    return text(profile + PASSWORD, PASSWORD_LIMIT);
  }

  /// Up to the first 0.
  String text(int at, int limit) {
    byte[] bytes = new byte[limit];
    int length = 0;
    while (length < limit && memory.peek8(at + length) != 0) {
      bytes[length] = (byte) memory.peek8(at + length);
      length++;
    }
    return new String(bytes, 0, length, ISO_8859_1);
  }
}
