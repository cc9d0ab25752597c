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

  /// At the port itself, or 8000 more where it is root's, or at any when that is taken. Gives what
  /// was bound to; port 0 there: any.
  static InetSocketAddress bind(int port, Binding binding) throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    int wanted = port == 0 || port >= FIRST_FOR_ALL ? port : port + ABOVE;
    try {
      InetSocketAddress first = new InetSocketAddress(loopback, wanted);
      binding.bind(first);
      return first;
    } catch (IOException e) {
      if (wanted == 0) {
        throw e;
      }
      InetSocketAddress any = new InetSocketAddress(loopback, 0);
      binding.bind(any);
      return any;
    }
  }

  static String words(InetSocketAddress asked, SocketAddress bound) {
    return asked.getAddress().getHostAddress() + ":" + ((InetSocketAddress) bound).getPort();
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
