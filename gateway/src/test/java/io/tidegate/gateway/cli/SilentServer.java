package io.tidegate.gateway.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// Takes connections and never says a word: a broker that hangs from the start.
final class SilentServer implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> taken = new ArrayList<>();

  SilentServer() throws IOException {
    Thread.ofPlatform().name("silent-server").daemon(true).start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  synchronized int connections() {
    return taken.size();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        synchronized (this) {
          taken.add(socket);
        }
      }
    } catch (IOException _) {
      // closed
    }
  }

  @Override
  public synchronized void close() throws IOException {
    server.close();
    for (Socket each : taken) {
      each.close();
    }
  }
}
