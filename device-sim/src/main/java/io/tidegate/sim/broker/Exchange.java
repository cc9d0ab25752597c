package io.tidegate.sim.broker;

import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.mqtt.ProtocolException;
import io.tidegate.sim.mqtt.TopicFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What a broker knows and does: sessions, subscriptions, retained messages, wills. Messages are
/// taken with every QoS and delivered with 0 or 1; no sockets, no threads, no clock.
///
/// One thread at a time. After an exception the connection is to be ended by [#ended].
final class Exchange {
  /// Topics with a retained message; a further one is not retained, and counted.
  static final int RETAINED_LIMIT = 10_000;

  private static final int NOT_ACCEPTABLE_LEVEL = 1;
  private static final int NOT_ACCEPTABLE_ID = 2;

  /// What is known of a connection after its CONNECT.
  private record Client(String id, Session session, Packet.Publish will) {}

  private final Consumer<Packet.Publish> witness;
  private final Map<String, Session> sessionsByClient = new HashMap<>();
  private final Map<Link, Client> clients = new HashMap<>();
  private final Map<String, Packet.Publish> retainedByTopic = new TreeMap<>();
  private long dropped;
  private long generated;

  /// `witness` sees every message before anybody gets it.
  Exchange(Consumer<Packet.Publish> witness) {
    this.witness = witness;
  }

  /// Messages that no queue had room for.
  long dropped() {
    return dropped;
  }

  /// Clients that are connected.
  int connected() {
    return clients.size();
  }

  /// The retained message of a topic, or null.
  Packet.Publish retained(String topic) {
    return retainedByTopic.get(topic);
  }

  /// A message of the broker's own, for whoever wants it.
  void publish(Packet.Publish message) {
    distribute(message);
  }

  /// A packet has come from this client.
  void take(Link link, Packet packet) throws ProtocolException {
    Client client = clients.get(link);
    if (client == null) {
      if (!(packet instanceof Packet.Connect connect)) {
        throw new ProtocolException("the first packet is no CONNECT");
      }
      connect(link, connect);
      return;
    }
    switch (packet) {
      case Packet.Publish publish -> published(link, client.session(), publish);
      case Packet.Puback(int id) -> client.session().acknowledged(id);
      case Packet.Pubrel(int id) -> released(link, client.session(), id);
      case Packet.Subscribe subscribe -> subscribe(link, client.session(), subscribe);
      case Packet.Unsubscribe(int id, var filters) -> {
        filters.forEach(client.session()::unsubscribe);
        answer(link, new Packet.Unsuback(id));
      }
      case Packet.Pingreq() -> answer(link, new Packet.Pingresp());
      case Packet.Disconnect() -> {
        clients.put(link, new Client(client.id(), client.session(), null));
        link.finish();
      }
      case Packet.Connect _,
          Packet.Connack _,
          Packet.Pubrec _,
          Packet.Pubcomp _,
          Packet.Suback _,
          Packet.Unsuback _,
          Packet.Pingresp _ ->
          throw new ProtocolException("not for a client to send: " + packet);
    }
  }

  /// A connection is over, with or without a DISCONNECT before.
  void ended(Link link) {
    Client client = clients.remove(link);
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

  private void connect(Link link, Packet.Connect connect) {
    if (connect.level() != Packet.LEVEL) {
      refuse(link, NOT_ACCEPTABLE_LEVEL);
      return;
    }
    if (connect.clientId().isEmpty() && !connect.cleanSession()) {
      refuse(link, NOT_ACCEPTABLE_ID);
      return;
    }
    String id = connect.clientId().isEmpty() ? "generated-" + ++generated : connect.clientId();
    Session session = sessionsByClient.get(id);
    if (session != null && session.link() != null) {
      Link older = session.link();
      older.cut();
      ended(older);
    }
    boolean present = session != null && session.kept && !connect.cleanSession();
    if (!present) {
      session = new Session(!connect.cleanSession());
      sessionsByClient.put(id, session);
    }
    link.expectWithin(connect.keepAliveSeconds() * 1_500);
    clients.put(link, new Client(id, session, connect.will()));
    link.send(new Packet.Connack(present, 0));
    session.connected(link);
  }

  private static void refuse(Link link, int code) {
    link.send(new Packet.Connack(false, code));
    link.finish();
  }

  /// An answer that has no room may not be left out: the client would wait for it for ever.
  private static void answer(Link link, Packet packet) throws ProtocolException {
    if (!link.send(packet)) {
      throw new ProtocolException("the client does not read");
    }
  }

  private void published(Link link, Session session, Packet.Publish publish)
      throws ProtocolException {
    switch (publish.qos()) {
      case 0 -> distribute(publish);
      case 1 -> {
        distribute(publish);
        answer(link, new Packet.Puback(publish.id()));
      }
      default -> {
        if (!session.hold(publish)) {
          throw new ProtocolException(
              "more than " + Session.HELD_LIMIT + " messages of QoS 2 without a PUBREL");
        }
        answer(link, new Packet.Pubrec(publish.id()));
      }
    }
  }

  /// A message of QoS 2 goes on now, and not before, as with Mosquitto. One that is not held went
  /// on already: the client did not hear of it.
  private void released(Link link, Session session, int id) throws ProtocolException {
    Packet.Publish held = session.release(id);
    if (held != null) {
      distribute(held);
    }
    answer(link, new Packet.Pubcomp(id));
  }

  private void subscribe(Link link, Session session, Packet.Subscribe subscribe)
      throws ProtocolException {
    List<Integer> granted =
        subscribe.wishes().stream().map(wish -> Math.min(1, wish.qos())).toList();
    answer(link, new Packet.Suback(subscribe.id(), granted));
    for (int i = 0; i < granted.size(); i++) {
      String filter = subscribe.wishes().get(i).filter();
      int qos = granted.get(i);
      session.subscribe(filter, qos);
      for (Packet.Publish each : retainedByTopic.values()) {
        if (TopicFilter.matches(filter, each.topic())
            && !session.take(each.as(false, Math.min(qos, each.qos()), true, 0))) {
          dropped++;
        }
      }
    }
  }

  private void distribute(Packet.Publish message) {
    witness.accept(message);
    if (message.retained()) {
      retain(message);
    }
    for (Session session : sessionsByClient.values()) {
      if (!session.offer(message)) {
        dropped++;
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
      dropped++;
    }
  }
}
