package io.tidegate.sim.net;

/// Where connections lead. `changed` is always called when something is worth another look, on the
/// thread that owns the network, and never within the call that it was given to.
public interface Network {
  /// [Tcp#words()] where the machine is there and nobody listens.
  String REFUSED = "Connection refused";

  /// [Tcp#words()] begin with this where there is no machine of that name.
  String NO_SUCH_HOST = "no such host: ";

  /// Begins a connection to a name or an address; what becomes of it is seen in its state.
  Tcp connect(String host, int port, Runnable changed);

  /// Where such a connection ends, for a person.
  default String leadsTo(String host, int port) {
    return host + ":" + port;
  }

  /// Begins to look for the IPv4 address of a name; an address is its own.
  default Lookup lookup(String host, Runnable changed) {
    return lookup(host, 0, changed);
  }

  /// The same by who means to connect to that port there; 0 when that is not known.
  default Lookup lookup(String host, int forPort, Runnable changed) {
    return Lookup.failed("this network has no names");
  }

  /// Whether somebody wants what goes to that name or address, at that port, elsewhere.
  default boolean leads(String host, int port) {
    return false;
  }

  /// Whether all connections to this port lead to one machine, whatever they are asked for by.
  default boolean leadsAll(int port) {
    return false;
  }

  /// Waits for connections to a machine that has this address in the network.
  default Listener listen(String address, int port, Runnable changed) {
    return new Closed("this network lets nobody in");
  }

  /// Sends and takes datagrams in the name of a machine with this address; port 0 takes any.
  default Udp udp(String address, int port, Runnable changed) {
    return new Closed("this network has no datagrams");
  }
}
