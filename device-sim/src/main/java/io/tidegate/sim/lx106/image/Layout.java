package io.tidegate.sim.lx106.image;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Where the SDK keeps what the radio has to set: offsets in bytes. Nobody publishes them, and they
/// differ between SDKs.
///
/// @param connection in `g_ic`: the station's own record
/// @param state in the station's record: 0 to 5, as 802.11 goes
/// @param bssid in the station's record
/// @param node in the station's record: the access point that it is in
/// @param status in the station's record: what `wifi_station_get_connect_status` gives; two bytes
///     before it belong to it
/// @param current in what `g_ic` begins with: again the access point
/// @param channel in the access point's record
/// @param key in the access point's record: which key is its own
public record Layout(
    int connection, int state, int bssid, int node, int status, int current, int channel, int key) {

  /// A place that the code did not show.
  static final int UNKNOWN = -1;

  /// By how the version begins. Facts: experiments with these SDKs, and what their own functions do
  /// (see [LayoutReader]).
  private static final Map<String, Layout> KNOWN =
      Map.of(
          "1.2.", new Layout(16, 44, 48, 120, 186, 0x350, 120, 232),
          "2.0.", new Layout(16, 68, 72, 144, 210, 0x348, 120, 232),
          "2.2.", new Layout(16, 68, 72, 144, 210, 0x360, 120, 232),
          // before its first release it was still as 2.2
          "3.0.0-dev", new Layout(16, 68, 72, 144, 210, 0x360, 120, 232),
          "3.0.", new Layout(16, 68, 72, 144, 210, 0x3c0, 152, 264));

  /// Null for a version that nobody has looked at.
  static Layout known(String version) {
    return KNOWN.keySet().stream()
        .filter(version::startsWith)
        .max(Comparator.comparingInt(String::length))
        .map(KNOWN::get)
        .orElse(null);
  }

  /// Name and offset, in the order above.
  List<Map.Entry<String, Integer>> places() {
    return List.of(
        Map.entry("the station's record in g_ic", connection),
        Map.entry("its state", state),
        Map.entry("its BSSID", bssid),
        Map.entry("its access point", node),
        Map.entry("its status", status),
        Map.entry("the current access point", current),
        Map.entry("the access point's channel", channel),
        Map.entry("the access point's key", key));
  }

  /// With the places of the other where this one's are not known.
  Layout or(Layout other) {
    return new Layout(
        or(connection, other.connection),
        or(state, other.state),
        or(bssid, other.bssid),
        or(node, other.node),
        or(status, other.status),
        or(current, other.current),
        or(channel, other.channel),
        or(key, other.key));
  }

  private static int or(int one, int other) {
    return one == UNKNOWN ? other : one;
  }
}
