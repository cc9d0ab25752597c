package io.tidegate.sim.net;

/// Where connections lead.
public interface Network {
  /// [Tcp#words()] where the machine is there and nobody listens.
  String REFUSED = "Connection refused";

  /// [Tcp#words()] begin with this where there is no machine of that name.
  String NO_SUCH_HOST = "no such host: ";

  /// Begins a connection to a name or an address; what becomes of it is seen in its state.
  /// `changed` is called whenever it is worth another look, on the thread that owns the network.
  Tcp connect(String host, int port, Runnable changed);
}
