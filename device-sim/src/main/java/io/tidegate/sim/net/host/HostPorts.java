package io.tidegate.sim.net.host;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/// Where on the loopback a board's port is found.
final class HostPorts {
  private static final int FIRST_FOR_ALL = 1_024;
  private static final int ABOVE = 8_000;

  /// Binds a socket.
  interface Binding {
    void bind(SocketAddress address) throws IOException;
  }

  private HostPorts() {}

  /// At the port itself, or 8000 more where it is root's, or at any when that is taken. Gives the
  /// one that was wanted; 0: any.
  static int bind(int port, Binding binding) throws IOException {
    int wanted = port == 0 || port >= FIRST_FOR_ALL ? port : port + ABOVE;
    try {
      binding.bind(loopback(wanted));
    } catch (IOException e) {
      if (wanted == 0) {
        throw e;
      }
      binding.bind(loopback(0));
    }
    return wanted;
  }

  /// Where that is, and why it is not where it was wanted.
  static String words(int wanted, SocketAddress bound) {
    InetSocketAddress at = (InetSocketAddress) bound;
    String place = at.getAddress().getHostAddress() + ":" + at.getPort();
    return wanted == 0 || wanted == at.getPort() ? place : place + ", as " + wanted + " is taken";
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
  }

  static void close(Closeable channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException _) {
      // closing is all that was wanted
    }
  }
}
