package io.tidegate.sim.broker;

import io.tidegate.sim.mqtt.Packet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A small MQTT 3.1.1 broker on the loopback address, in memory: for a demonstration with nothing
/// installed. wildcards, retained messages, wills, kept sessions, keep-alive; no users, no TLS, no
/// disk. Messages of QoS 2 are taken, and delivered with at most 1.
///
/// This is the sockets of an [Exchange]. One lock guards it; the connections' threads take it for
/// one packet at a time.
public final class Broker implements AutoCloseable {
  private static final int CONNECT_LIMIT_MILLIS = 10_000;

  private final ServerSocket server;
  private final Exchange exchange = new Exchange(_ -> {});
  private final Set<Connection> open = new HashSet<>();
  private final Connection.Listener listener =
      new Connection.Listener() {
        @Override
        public void packet(Connection connection, Packet packet) throws IOException {
          synchronized (Broker.this) {
            exchange.take(connection, packet);
          }
        }

        @Override
        public void ended(Connection connection, String words) {
          synchronized (Broker.this) {
            open.remove(connection);
            exchange.ended(connection);
          }
        }
      };

  private Broker(ServerSocket server) {
    this.server = server;
  }

  /// Listens on the loopback address; port 0 takes a free one.
  public static Broker start(int port) throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      server.close();
      throw e;
    }
    Broker broker = new Broker(server);
    Thread.ofPlatform().name("broker").daemon(true).start(broker::accept);
    return broker;
  }

  public int port() {
    return server.getLocalPort();
  }

  /// Messages that no queue had room for: 0 when all is well.
  public synchronized long dropped() {
    return exchange.dropped();
  }

  /// Clients that are connected.
  public synchronized int connected() {
    return exchange.connected();
  }

  /// The retained payload of a topic as text; empty when there is none.
  public synchronized String retained(String topic) {
    Packet.Publish message = exchange.retained(topic);
    return message == null ? "" : new String(message.payload(), StandardCharsets.UTF_8);
  }

  /// Ends every connection; sessions and retained messages are gone.
  @Override
  public void close() throws IOException {
    server.close();
    List<Connection> all;
    synchronized (this) {
      all = List.copyOf(open);
    }
    all.forEach(Connection::cut);
  }

  private void accept() {
    try {
      for (long number = 1; ; number++) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(CONNECT_LIMIT_MILLIS);
        Connection connection = new Connection(socket, listener);
        synchronized (this) {
          open.add(connection);
        }
        connection.start("broker-" + number);
      }
    } catch (IOException _) {
      // closed
    }
  }
}
