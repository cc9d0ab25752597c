package io.tidegate.sim.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/// A small MQTT 3.1.1 broker on the loopback address, in memory: for a demonstration with nothing
/// installed. QoS 0 and 1, wildcards, retained messages, wills, kept sessions, keep-alive; no QoS
/// 2, no users, no TLS, no disk.
///
/// One lock guards all sessions; the connections' threads take it for one packet at a time.
public final class Broker implements AutoCloseable {
  /// Topics with a retained message; a further one is not retained, and counted.
  static final int RETAINED_LIMIT = 10_000;

  private static final int CONNECT_LIMIT_MILLIS = 10_000;
  private static final int NOT_ACCEPTABLE_LEVEL = 1;
  private static final int NOT_ACCEPTABLE_ID = 2;

  /// What is known of a connection after its CONNECT.
  private record Client(String id, Session session, Packet.Publish will) {}

  private final ServerSocket server;
  private final Map<String, Session> sessionsByClient = new HashMap<>();
  private final Map<Connection, Client> clients = new HashMap<>();
  private final Set<Connection> open = new HashSet<>();
  private final Map<String, Packet.Publish> retainedByTopic = new TreeMap<>();
  private final AtomicLong dropped = new AtomicLong();
  private final Connection.Listener listener =
      new Connection.Listener() {
        @Override
        public void packet(Connection connection, Packet packet) throws IOException {
          take(connection, packet);
        }

        @Override
        public void ended(Connection connection, String words) {
          end(connection);
        }
      };
  private long generated;

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
  public long dropped() {
    return dropped.get();
  }

  /// Clients that are connected.
  public synchronized int connected() {
    return clients.size();
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

  private synchronized void take(Connection connection, Packet packet) throws IOException {
    Client client = clients.get(connection);
    if (client == null) {
      if (!(packet instanceof Packet.Connect connect)) {
        throw new ProtocolException("the first packet is no CONNECT");
      }
      connect(connection, connect);
      return;
    }
    switch (packet) {
      case Packet.Publish publish -> {
        distribute(publish);
        if (publish.qos() == 1) {
          answer(connection, new Packet.Puback(publish.id()));
        }
      }
      case Packet.Puback(int id) -> client.session().acknowledged(id);
      case Packet.Subscribe subscribe -> subscribe(connection, client.session(), subscribe);
      case Packet.Unsubscribe(int id, var filters) -> {
        filters.forEach(client.session()::unsubscribe);
        answer(connection, new Packet.Unsuback(id));
      }
      case Packet.Pingreq() -> answer(connection, new Packet.Pingresp());
      case Packet.Disconnect() -> {
        clients.put(connection, new Client(client.id(), client.session(), null));
        connection.finish();
      }
      case Packet.Connect _,
          Packet.Connack _,
          Packet.Suback _,
          Packet.Unsuback _,
          Packet.Pingresp _ ->
          throw new ProtocolException("not for a client to send: " + packet);
    }
  }

  private void connect(Connection connection, Packet.Connect connect) throws IOException {
    if (connect.level() != Packet.LEVEL) {
      refuse(connection, NOT_ACCEPTABLE_LEVEL);
      return;
    }
    if (connect.clientId().isEmpty() && !connect.cleanSession()) {
      refuse(connection, NOT_ACCEPTABLE_ID);
      return;
    }
    String id = connect.clientId().isEmpty() ? "generated-" + ++generated : connect.clientId();
    Session session = sessionsByClient.get(id);
    if (session != null && session.connection() != null) {
      Connection older = session.connection();
      older.cut();
      end(older);
    }
    boolean present = session != null && session.kept && !connect.cleanSession();
    if (!present) {
      session = new Session(!connect.cleanSession());
      sessionsByClient.put(id, session);
    }
    connection.expectWithin(connect.keepAliveSeconds() * 1_500);
    clients.put(connection, new Client(id, session, connect.will()));
    connection.send(new Packet.Connack(present, 0));
    session.connected(connection);
  }

  /// An answer that has no room may not be left out: the client would wait for it for ever.
  private static void answer(Connection connection, Packet packet) throws IOException {
    if (!connection.send(packet)) {
      throw new ProtocolException("the client does not read");
    }
  }

  private static void refuse(Connection connection, int code) {
    connection.send(new Packet.Connack(false, code));
    connection.finish();
  }

  private void subscribe(Connection connection, Session session, Packet.Subscribe subscribe)
      throws IOException {
    List<Integer> granted =
        subscribe.wishes().stream().map(wish -> Math.min(1, wish.qos())).toList();
    answer(connection, new Packet.Suback(subscribe.id(), granted));
    for (int i = 0; i < granted.size(); i++) {
      String filter = subscribe.wishes().get(i).filter();
      int qos = granted.get(i);
      session.subscribe(filter, qos);
      for (Packet.Publish each : retainedByTopic.values()) {
        if (TopicFilter.matches(filter, each.topic())
            && !session.take(each.as(false, Math.min(qos, each.qos()), true, 0))) {
          dropped.incrementAndGet();
        }
      }
    }
  }

  private void distribute(Packet.Publish message) {
    if (message.retained()) {
      retain(message);
    }
    for (Session session : sessionsByClient.values()) {
      if (!session.offer(message)) {
        dropped.incrementAndGet();
      }
    }
  }

  /// An empty payload takes the retained message away.
  private void retain(Packet.Publish message) {
    if (message.payload().length == 0) {
      retainedByTopic.remove(message.topic());
    } else if (retainedByTopic.size() < RETAINED_LIMIT
        || retainedByTopic.containsKey(message.topic())) {
      retainedByTopic.put(message.topic(), message);
    } else {
      dropped.incrementAndGet();
    }
  }

  private synchronized void end(Connection connection) {
    open.remove(connection);
    Client client = clients.remove(connection);
    if (client == null) {
      return;
    }
    client.session().disconnected();
    if (!client.session().kept) {
      sessionsByClient.remove(client.id(), client.session());
    }
    if (client.will() != null) {
      distribute(client.will());
    }
  }

  /// The retained payload of a topic as text; empty when there is none.
  public synchronized String retained(String topic) {
    Packet.Publish message = retainedByTopic.get(topic);
    return message == null ? "" : new String(message.payload(), StandardCharsets.UTF_8);
  }
}
