package io.tidegate.sim.net;

/// Somebody who waits for connections. None of the calls waits.
public interface Listener {
  /// One who has come.
  record Guest(Tcp tcp, String host, int port) {}

  /// The next who has come, null for nobody; `changed` is what to call from now on.
  Guest accept(Runnable changed);

  /// Whoever comes from now on [stays open][Tcp#staysOpen].
  default void staysOpen() {}

  /// Where it can be reached from outside the simulation; empty when it cannot.
  String place();

  /// Why nobody can come; empty when all is well.
  String words();

  /// Nobody comes any more; who has come stays.
  void close();
}
