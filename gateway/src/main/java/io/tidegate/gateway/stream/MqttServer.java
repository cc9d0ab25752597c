package io.tidegate.gateway.stream;

import java.util.LinkedHashSet;
import java.util.Set;

/// The server's end of one MQTT connection. What a board wants comes out at its [Outlet], in order.
public final class MqttServer {
  /// Does what should happen.
  public interface Outlet {
    /// Bytes for the board.
    void answer(byte[] packet);

    /// A message of the board. `id` is 0 with QoS 0; else [#safe] is owed for it.
    void publish(String topic, byte[] payload, boolean retain, int id);

    void subscribe(String filter);

    void unsubscribe(String filter);

    /// Something is not allowed: what was expected, what came, what happens.
    void refused(String words);

    /// The connection is at its end, after what was answered.
    void close(String words);
  }

  /// What is published when the board is gone without a word.
  public record Will(String topic, byte[] payload, boolean retain) {}

  static final int SUBSCRIPTIONS_MOST = 16;
  private static final long SECOND = 1_000_000_000L;
  private static final long CONNECT_WITHIN_NANOS = 10 * SECOND;

  // CONNACK's codes
  private static final int UNKNOWN_VERSION = 1;
  private static final int ID_REFUSED = 2;
  private static final int NOT_AUTHORISED = 5;

  private static final byte REFUSED = (byte) 0x80;

  private final Rights rights;
  private final Outlet out;
  private final PacketReader packets = new PacketReader();
  private final Set<String> subscriptions = new LinkedHashSet<>();
  private String client = "";
  private boolean connected;
  private boolean closed;
  private Will will;
  private long keepAliveNanos = CONNECT_WITHIN_NANOS;
  private long heardNanos;

  public MqttServer(Rights rights, Outlet out, long nowNanos) {
    this.rights = rights;
    this.out = out;
    this.heardNanos = nowNanos;
  }

  /// By which name it has connected; empty while it has not.
  public String client() {
    return client;
  }

  public Rights rights() {
    return rights;
  }

  public Set<String> subscriptions() {
    return subscriptions;
  }

  /// Null when there is none (any more).
  public Will will() {
    return will;
  }

  /// When [#tick] is wanted; `Long.MAX_VALUE` for never.
  public long dueNanos() {
    return keepAliveNanos == 0 || closed ? Long.MAX_VALUE : heardNanos + keepAliveNanos;
  }

  public void tick(long nowNanos) {
    if (dueNanos() <= nowNanos) {
      long seconds = (nowNanos - heardNanos) / SECOND;
      close(
          connected
              ? "nothing of it for %d s, more than one and a half of its keep-alive"
                  .formatted(seconds)
              : "no CONNECT within %d s".formatted(seconds));
    }
  }

  /// Something has come and is not taken yet.
  public void alive(long nowNanos) {
    heardNanos = nowNanos;
  }

  public void take(byte[] bytes, long nowNanos) {
    for (int at = 0; at < bytes.length && !closed; ) {
      at += packets.feed(bytes, at);
      for (Packet next = packets.next(); next != null && !closed; next = packets.next()) {
        heardNanos = nowNanos;
        packet(next);
      }
      if (!packets.broken().isEmpty()) {
        close(packets.broken());
      }
    }
  }

  /// What was published with this id is safe.
  public void safe(int id) {
    out.answer(PacketWriter.puback(id));
  }

  /// A message from the broker. Null when the board has not asked for it, or could not take it.
  public byte[] delivery(String topic, byte[] payload, boolean retain) {
    boolean wanted =
        connected
            && payload.length + topic.length() <= PacketReader.BODY_MOST
            && subscriptions.stream().anyMatch(filter -> TopicFilter.matches(filter, topic));
    return wanted ? PacketWriter.publish(topic, payload, retain) : null;
  }

  private void packet(Packet packet) {
    if (connected == (packet.type() == Packet.CONNECT)) {
      close(connected ? "expected one CONNECT, got a second" : "expected CONNECT first");
      return;
    }
    switch (packet.type()) {
      case Packet.CONNECT -> connect(new Body(packet.body()));
      case Packet.PUBLISH -> publish(packet);
      case Packet.SUBSCRIBE -> subscribe(packet);
      case Packet.UNSUBSCRIBE -> unsubscribe(packet);
      case Packet.PINGREQ -> out.answer(PacketWriter.pingresp());
      case Packet.DISCONNECT -> {
        will = null;
        close("");
      }
      case Packet.PUBACK -> {} // nothing goes down that would ask for one
      default -> close("expected a packet of a client, got type " + packet.type());
    }
  }

  private void connect(Body body) {
    String protocol = body.text();
    int level = body.u8();
    boolean known =
        protocol.equals("MQTT") && level == 4 || protocol.equals("MQIsdp") && level == 3;
    if (!known) {
      refuse(
          UNKNOWN_VERSION,
          "expected MQTT 3.1.1 or 3.1, got \"%s\" %d".formatted(printable(protocol), level));
      return;
    }
    int flags = body.u8();
    int keepAlive = body.u16();
    String id = body.text();
    Will wanted = null;
    if ((flags & 4) != 0) {
      wanted = new Will(body.text(), body.blob(), (flags & 0x20) != 0);
    }
    if ((flags & 0x80) != 0) {
      body.text();
    }
    if ((flags & 0x40) != 0) {
      body.blob();
    }
    if (!body.good() || (flags & 1) != 0 || (flags & 0x18) == 0x18) {
      close("a CONNECT that breaks MQTT");
    } else if (id.isEmpty() && (flags & 2) == 0) {
      refuse(ID_REFUSED, "expected a client id, or clean session; got neither");
    } else if (wanted != null && !TopicFilter.isTopic(wanted.topic())) {
      close("the will: expected a topic without wildcards, got " + printable(wanted.topic()));
    } else if (wanted != null && !rights.allow(wanted.topic())) {
      refuse(NOT_AUTHORISED, notAllowed("the will", wanted.topic()));
    } else {
      client = id.isEmpty() ? "-" : printable(id);
      connected = true;
      will = wanted;
      keepAliveNanos = keepAlive * SECOND * 3 / 2;
      out.answer(PacketWriter.connack(0));
    }
  }

  private void refuse(int code, String words) {
    out.answer(PacketWriter.connack(code));
    out.refused(words);
    close(words);
  }

  private void publish(Packet packet) {
    Body body = new Body(packet.body());
    int qos = packet.flags() >> 1 & 3;
    String topic = body.text();
    int id = qos == 0 ? 0 : body.u16();
    byte[] payload = body.rest();
    if (!body.good() || qos == 3 || qos > 0 && id == 0 || !TopicFilter.isTopic(topic)) {
      close("a PUBLISH that breaks MQTT, to \"%s\"".formatted(printable(topic)));
    } else if (qos == 2) {
      out.refused("expected QoS 0 or 1, got 2; the stream is closed");
      close("a PUBLISH with QoS 2");
    } else if (!rights.allow(topic)) {
      out.refused(notAllowed("a message", topic));
      if (id > 0) {
        out.answer(PacketWriter.puback(id));
      }
    } else {
      out.publish(topic, payload, (packet.flags() & 1) != 0, id);
    }
  }

  private void subscribe(Packet packet) {
    Body body = new Body(packet.body());
    int id = body.u16();
    byte[] codes = new byte[packet.body().length];
    int count = 0;
    while (!body.ended()) {
      String filter = body.text();
      int qos = body.u8();
      if (!body.good() && body.ended() || qos > 2) {
        break;
      }
      codes[count++] = subscribe(filter);
    }
    if (!body.good() || packet.flags() != 2 || id == 0 || count == 0) {
      close("a SUBSCRIBE that breaks MQTT");
      return;
    }
    out.answer(PacketWriter.suback(id, java.util.Arrays.copyOf(codes, count)));
  }

  /// What is granted: QoS 0, or nothing.
  private byte subscribe(String filter) {
    if (!TopicFilter.isGood(filter) || !rights.allow(filter)) {
      out.refused(notAllowed("a subscription", filter));
      return REFUSED;
    }
    if (subscriptions.size() >= SUBSCRIPTIONS_MOST && !subscriptions.contains(filter)) {
      out.refused("expected at most %d subscriptions, got one more".formatted(SUBSCRIPTIONS_MOST));
      return REFUSED;
    }
    subscriptions.add(filter);
    out.subscribe(filter);
    return 0;
  }

  private void unsubscribe(Packet packet) {
    Body body = new Body(packet.body());
    int id = body.u16();
    Set<String> filters = new LinkedHashSet<>();
    while (!body.ended()) {
      filters.add(body.text());
    }
    if (!body.good() || packet.flags() != 2 || id == 0 || filters.isEmpty()) {
      close("an UNSUBSCRIBE that breaks MQTT");
      return;
    }
    for (String filter : filters) {
      if (subscriptions.remove(filter)) {
        out.unsubscribe(filter);
      }
    }
    out.answer(PacketWriter.unsuback(id));
  }

  private String notAllowed(String what, String topic) {
    return "%s: expected a topic below %s, got \"%s\"; it is dropped"
        .formatted(what, rights.words(), printable(topic));
  }

  private void close(String words) {
    if (!closed) {
      closed = true;
      out.close(words);
    }
  }

  private static String printable(String text) {
    String cut = text.length() > 80 ? text.substring(0, 80) + "..." : text;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
