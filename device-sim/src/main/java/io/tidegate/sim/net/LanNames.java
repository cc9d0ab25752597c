package io.tidegate.sim.net;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/// The addresses of the machines of a [Lan]: one that has a name gets 10.0.0.1 and so on, in the
/// order in which they came.
final class LanNames {
  private static final int MOST = 1 << 16;

  private final Map<String, String> addresses = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private int given;

  void add(String host) {
    if (addresses.containsKey(host)) {
      return;
    }
    String address = isAddress(host) ? host : next();
    addresses.put(host, address);
    names.put(address, host);
  }

  /// Empty when nobody is called so.
  String address(String host) {
    return addresses.getOrDefault(host, "");
  }

  /// The name that goes with an address; a name is its own.
  String name(String host) {
    return names.getOrDefault(host, host);
  }

  private String next() {
    if (++given == MOST) {
      throw new IllegalStateException("expected fewer than " + MOST + " machines");
    }
    return "10.0." + (given >> 8) + "." + (given & 0xFF);
  }

  private static boolean isAddress(String host) {
    try {
      InetAddress.ofLiteral(host);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
