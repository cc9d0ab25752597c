package io.tidegate.gateway.mqtt;

import io.tidegate.gateway.system.MqttPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Something that accepts connections where a broker is expected, and does what the test says with
/// each, on a thread of its own.
final class FaultyServer implements AutoCloseable {
  interface Conduct {
    void meet(Socket socket) throws IOException;
  }

  private final ServerSocket listener;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  FaultyServer(ServerSocket listener, Conduct conduct) {
    this.listener = listener;
    Thread.ofPlatform().name("faulty-server").daemon(true).start(() -> accept(conduct));
  }

  FaultyServer(Conduct conduct) throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), conduct);
  }

  /// Never says a word.
  static FaultyServer silent() throws IOException {
    return new FaultyServer(socket -> socket.getInputStream().transferTo(nowhere()));
  }

  /// Answers CONNECT with this code, and closes.
  static FaultyServer refusing(int code) throws IOException {
    return new FaultyServer(
        socket -> {
          MqttPacket.read(socket.getInputStream());
          socket.getOutputStream().write(MqttPacket.connack(false, code).toBytes());
          socket.close();
        });
  }

  int port() {
    return listener.getLocalPort();
  }

  int accepted() {
    return sockets.size();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept(Conduct conduct) {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        sockets.add(socket);
        Thread.ofPlatform()
            .name("faulty-server-one")
            .daemon(true)
            .start(() -> meet(socket, conduct));
      } catch (IOException _) {
        return;
      }
    }
  }

  private static void meet(Socket socket, Conduct conduct) {
    try {
      conduct.meet(socket);
    } catch (IOException _) {
      // the client went away
    }
  }

  private static java.io.OutputStream nowhere() {
    return java.io.OutputStream.nullOutputStream();
  }
}
