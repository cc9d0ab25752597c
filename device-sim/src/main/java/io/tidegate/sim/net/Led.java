package io.tidegate.sim.net;

/// A network in which one port leads to the same machine, whatever name or address it is asked for
/// by: so a sketch that has somebody's broker in it finds ours. A name that nobody knows has an
/// address here, too; but for that port nobody is there.
public final class Led implements Network {
  private final Network beyond;
  private final int port;
  private final String toHost;
  private final int toPort;

  public Led(Network beyond, int port, String toHost, int toPort) {
    this.beyond = beyond;
    this.port = port;
    this.toHost = toHost;
    this.toPort = toPort;
  }

  @Override
  public Tcp connect(String host, int wanted, Runnable changed) {
    return wanted == port
        ? beyond.connect(toHost, toPort, changed)
        : beyond.connect(host, wanted, changed);
  }

  @Override
  public Lookup lookup(String host, Runnable changed) {
    Lookup lookup = new Lookup(changed);
    Lookup[] asked = new Lookup[1];
    asked[0] = beyond.lookup(host, () -> end(lookup, asked[0], host));
    return asked[0].over() ? Lookup.found(address(asked[0], host)) : lookup;
  }

  @Override
  public Listener listen(String address, int wanted, Runnable changed) {
    return beyond.listen(address, wanted, changed);
  }

  @Override
  public Udp udp(String address, int wanted, Runnable changed) {
    return beyond.udp(address, wanted, changed);
  }

  private static void end(Lookup lookup, Lookup asked, String host) {
    lookup.end(address(asked, host), "");
  }

  /// Of the addresses that belong to nobody on the internet.
  private static String address(Lookup asked, String host) {
    int hash = host.hashCode();
    return asked.address().isEmpty()
        ? "10.%d.%d.%d".formatted(hash >> 16 & 0xFF, hash >> 8 & 0xFF, 1 + (hash & 0xFF) % 254)
        : asked.address();
  }
}
