package io.tidegate.sim.net;

/// An open port for datagrams. None of the calls waits.
public interface Udp {
  /// What waits to be read at most; more is lost.
  int MOST_WAITING = 16;

  /// What a datagram can carry over Ethernet in four pieces.
  int MOST_BYTES = 4 * 1_480 - 8;

  /// One that has come.
  record Datagram(String fromHost, int fromPort, String toHost, byte[] bytes) {}

  int port();

  /// May be lost, as all datagrams.
  void send(String host, int port, byte[] bytes);

  /// The next that has come, null for none.
  Datagram next();

  /// Takes what is sent to this group, too.
  void join(String group);

  /// Where it can be reached from outside the simulation; empty when it cannot.
  String place();

  /// Why it does not work; empty when it does.
  String words();

  void close();
}
