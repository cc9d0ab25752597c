package io.tidegate.sim.proxy;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a server is, as people write it: `localhost:1883`, `[::1]:1883`, `tcp://broker.lan:1883`.
public final class Address {
  private static final int MOST_PORT = 65_535;
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:(?:tcp|mqtt)://)?(?:\\[([0-9A-Fa-f:.]+)]|([^:/\\[\\]\\s]+))(?::([0-9]{1,5}))?");

  private Address() {}

  /// With `usualPort` where none is said; 0: one has to be said. A name that no machine has is
  /// [InetSocketAddress#isUnresolved].
  public static InetSocketAddress of(String text, int usualPort) {
    InetSocketAddress said = unresolved(text, usualPort);
    return new InetSocketAddress(said.getHostString(), said.getPort());
  }

  /// The same for who does not want to know yet where that machine is.
  public static InetSocketAddress unresolved(String text, int usualPort) {
    Matcher matcher = SHAPE.matcher(text);
    String said = matcher.matches() ? matcher.group(3) : null;
    int port = said == null ? usualPort : Integer.parseInt(said);
    if (!matcher.matches() || port < 1 || port > MOST_PORT) {
      throw new IllegalArgumentException(
          "expected "
              + (usualPort == 0 ? "HOST:PORT" : "HOST or HOST:PORT")
              + " such as localhost:1883, got \""
              + text
              + '"');
    }
    return InetSocketAddress.createUnresolved(
        matcher.group(1) == null ? matcher.group(2) : matcher.group(1), port);
  }

  /// `host:port`, an IPv6 address in brackets.
  public static String text(InetSocketAddress address) {
    return text(address.getHostString(), address.getPort());
  }

  /// As the other.
  public static String text(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
