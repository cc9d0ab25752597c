package io.tidegate.sim.pubsub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.mqtt.PacketWriter;
import io.tidegate.sim.net.Network;
import java.util.List;

/// The library PubSubClient 2.8 on a WiFiClient, as they behave: the bytes they write, what they
/// make of those that come, how long their calls last and what they overlook. FACTS.md names where
/// each of this is from.
///
/// A call that blocks on the board is begun here, by [#connect], [#loop] and the others, and lasts
/// until [#run] says that it is over; then [#result] is what it returned. Meanwhile the sketch does
/// nothing else: a further call throws. Times are the board's millis(), 32 bits that wrap.
public final class PubSubClient {
  // what state() gives; 1 to 5 are the broker's own words in CONNACK
  public static final int CONNECTION_TIMEOUT = -4;
  public static final int CONNECTION_LOST = -3;
  public static final int CONNECT_FAILED = -2;
  public static final int DISCONNECTED = -1;
  public static final int CONNECTED = 0;

  /// MQTT_MAX_PACKET_SIZE, for a packet that comes and for one that goes.
  public static final int BUFFER_BYTES = 256;

  /// MQTT_KEEPALIVE.
  public static final int KEEP_ALIVE_SECONDS = 15;

  /// MQTT_SOCKET_TIMEOUT: for CONNACK, and for each byte of a packet that has begun.
  public static final int SOCKET_TIMEOUT_SECONDS = 15;

  /// Room the library leaves before every packet it writes, whatever its header needs.
  private static final int HEADER_BYTES = 5;

  private static final int FIRST_ID = 1;
  private static final int LAST_ID = 65_535;
  private static final int PUBLISH = 0x30;
  private static final int PINGREQ = 0xC0;
  private static final int PINGRESP = 0xD0;

  /// What is done with a message that has come. It may not use the client: the library has one
  /// buffer for what comes and what goes.
  public interface Callback {
    void message(String topic, byte[] payload);
  }

  /// Where the call that is under way stands.
  private enum Doing {
    NOTHING,
    DIALLING,
    GREETING,
    AWAITING_CONNACK,
    READING_CONNACK,
    PINGING,
    READING,
    ANSWERING,
    WRITING,
    LEAVING,
    FLUSHING,
    STOPPING
  }

  // for its whole life
  private final String host;
  private final int port;
  private final WifiClient socket;
  private final Callback callback;
  private int bufferBytes = BUFFER_BYTES;
  private int keepAliveMillis = KEEP_ALIVE_SECONDS * 1_000;
  private int socketTimeoutMillis = SOCKET_TIMEOUT_SECONDS * 1_000;
  private Incoming incoming = new Incoming(BUFFER_BYTES);
  private int state = DISCONNECTED;
  private int lastOutMillis;
  private int lastInMillis;
  private boolean pingOutstanding;
  private int lastId;

  // of the call that is under way
  private Doing doing = Doing.NOTHING;
  private byte[] greeting;
  private int loopMillis;
  private boolean result;

  /// `changed` is called when [#run] has something to do.
  public PubSubClient(Network network, String host, int port, Runnable changed, Callback callback) {
    this.host = host;
    this.port = port;
    this.socket = new WifiClient(network, changed);
    this.callback = callback;
  }

  /// setBufferSize(), before anything else is called.
  public void bufferSize(int bytes) {
    bufferBytes = within("buffer", bytes, 16);
    incoming = new Incoming(bytes);
  }

  /// setKeepAlive()
  public void keepAlive(int seconds) {
    keepAliveMillis = within("keep-alive", seconds, 1) * 1_000;
  }

  /// setSocketTimeout()
  public void socketTimeout(int seconds) {
    socketTimeoutMillis = within("socket timeout", seconds, 1) * 1_000;
  }

  // calls that are over at once

  /// Also finds out that the socket is gone; bytes that were not read are gone with it.
  public boolean connected() {
    if (socket.connected()) {
      return state == CONNECTED;
    }
    if (state == CONNECTED) {
      state = CONNECTION_LOST;
      socket.stop(0);
      socket.run(0);
    }
    return false;
  }

  public int state() {
    return state;
  }

  /// Why the socket ended or was not made, as the network says it; empty when it does not know.
  public String words() {
    return socket.words();
  }

  // calls that may last

  /// True once the broker has taken it.
  public void connect(Login login, int nowMillis) {
    begin();
    if (connected()) {
      result = true;
      return;
    }
    greeting = PacketWriter.bytes(login.packet(keepAliveMillis / 1_000));
    if (!socket.connected()) {
      socket.connect(host, port, nowMillis);
    }
    go(Doing.DIALLING, nowMillis);
  }

  /// QoS 0. False when it is not connected, when the packet is larger than the buffer, or when the
  /// socket did not take it all.
  public void publish(String topic, byte[] payload, boolean retained, int nowMillis) {
    begin();
    if (connected() && HEADER_BYTES + 2 + bytes(topic) + payload.length <= bufferBytes) {
      socket.write(
          PacketWriter.bytes(new Packet.Publish(false, 0, retained, topic, 0, payload)), nowMillis);
      go(Doing.WRITING, nowMillis);
    }
  }

  /// QoS 0 or 1. True says only that the wish was sent.
  public void subscribe(String filter, int qos, int nowMillis) {
    begin();
    if ((qos == 0 || qos == 1) && 9 + bytes(filter) <= bufferBytes && connected()) {
      List<Packet.Wish> wishes = List.of(new Packet.Wish(filter, qos));
      socket.write(PacketWriter.bytes(new Packet.Subscribe(nextId(), wishes)), nowMillis);
      go(Doing.WRITING, nowMillis);
    }
  }

  public void unsubscribe(String filter, int nowMillis) {
    begin();
    if (9 + bytes(filter) <= bufferBytes && connected()) {
      socket.write(
          PacketWriter.bytes(new Packet.Unsubscribe(nextId(), List.of(filter))), nowMillis);
      go(Doing.WRITING, nowMillis);
    }
  }

  /// Asks for a sign of life when it is time, and reads one packet if one has begun to come. False
  /// when it is not connected any more.
  public void loop(int nowMillis) {
    begin();
    if (!connected()) {
      return;
    }
    loopMillis = nowMillis;
    result = true;
    if (!isQuiet(lastInMillis) && !isQuiet(lastOutMillis)) {
      go(afterPing(nowMillis), nowMillis);
    } else if (pingOutstanding) {
      state = CONNECTION_TIMEOUT;
      go(stop(nowMillis), nowMillis);
    } else {
      pingOutstanding = true;
      lastInMillis = nowMillis;
      lastOutMillis = nowMillis;
      socket.write(PacketWriter.bytes(new Packet.Pingreq()), nowMillis);
      go(Doing.PINGING, nowMillis);
    }
  }

  public void disconnect(int nowMillis) {
    begin();
    socket.write(PacketWriter.bytes(new Packet.Disconnect()), nowMillis);
    go(Doing.LEAVING, nowMillis);
  }

  /// Lets the call that is under way go on; true when none is.
  public boolean run(int nowMillis) {
    while (doing != Doing.NOTHING && socket.run(nowMillis)) {
      Doing next = next(nowMillis);
      if (next == doing) {
        return false;
      }
      doing = next;
    }
    return doing == Doing.NOTHING;
  }

  /// What the last call returned.
  public boolean result() {
    if (doing != Doing.NOTHING) {
      throw new IllegalStateException("a call is under way: " + doing);
    }
    return result;
  }

  /// How long nothing happens by itself at most: until a call's limit, or until a loop() has to ask
  /// for a sign of life or has something to read. [Integer#MAX_VALUE]: for ever.
  public int idleMillis(int nowMillis) {
    return switch (doing) {
      case AWAITING_CONNACK, READING_CONNACK, READING ->
          incoming.leftMillis(socketTimeoutMillis, nowMillis);
      case NOTHING -> {
        if (state != CONNECTED) {
          yield Integer.MAX_VALUE;
        }
        yield !socket.connected() || socket.available() > 0
            ? 0
            : Math.min(
                Millis.left(keepAliveMillis + 1, lastInMillis, nowMillis),
                Millis.left(keepAliveMillis + 1, lastOutMillis, nowMillis));
      }
      default -> socket.leftMillis(nowMillis);
    };
  }

  /// The board begins anew: the other side is not told.
  public void vanish() {
    socket.vanish();
    incoming.forget();
    doing = Doing.NOTHING;
    state = DISCONNECTED;
    pingOutstanding = false;
    lastId = 0;
  }

  private void begin() {
    if (doing != Doing.NOTHING) {
      throw new IllegalStateException("a call is under way: " + doing);
    }
    result = false;
  }

  private void go(Doing first, int nowMillis) {
    doing = first;
    run(nowMillis);
  }

  /// The socket has done its part: what follows.
  private Doing next(int nowMillis) {
    return switch (doing) {
      case NOTHING, STOPPING -> Doing.NOTHING;
      case DIALLING -> dialled(nowMillis);
      case GREETING -> {
        lastInMillis = nowMillis;
        lastOutMillis = nowMillis;
        incoming.begin(nowMillis);
        yield Doing.AWAITING_CONNACK;
      }
      case AWAITING_CONNACK -> awaitConnack(nowMillis);
      case READING_CONNACK, READING -> readMore(nowMillis);
      case PINGING -> afterPing(nowMillis);
      case ANSWERING -> Doing.NOTHING;
      case WRITING -> {
        lastOutMillis = nowMillis;
        result = socket.wroteAll();
        yield Doing.NOTHING;
      }
      case LEAVING -> {
        state = DISCONNECTED;
        socket.flush(nowMillis);
        yield Doing.FLUSHING;
      }
      case FLUSHING -> {
        lastInMillis = nowMillis;
        lastOutMillis = nowMillis;
        yield stop(nowMillis);
      }
    };
  }

  private Doing dialled(int nowMillis) {
    if (!socket.connected()) {
      state = CONNECT_FAILED;
      return Doing.NOTHING;
    }
    lastId = FIRST_ID;
    if (bufferBytes(greeting) > bufferBytes) {
      return stop(nowMillis);
    }
    socket.write(greeting, nowMillis);
    greeting = null;
    return Doing.GREETING;
  }

  /// It waits for a byte only: that the socket is gone it does not see.
  private Doing awaitConnack(int nowMillis) {
    if (socket.available() > 0) {
      incoming.begin(nowMillis);
      return Doing.READING_CONNACK;
    }
    if (incoming.leftMillis(socketTimeoutMillis, nowMillis) > 0) {
      return doing;
    }
    state = CONNECTION_TIMEOUT;
    return stop(nowMillis);
  }

  private Doing afterPing(int nowMillis) {
    incoming.begin(nowMillis);
    return socket.available() > 0 ? Doing.READING : Doing.NOTHING;
  }

  private Doing readMore(int nowMillis) {
    boolean connecting = doing == Doing.READING_CONNACK;
    return switch (incoming.read(socket, socketTimeoutMillis, nowMillis)) {
      case WAITING -> doing;
      case WHOLE -> connecting ? connack(nowMillis) : taken(nowMillis);
      case TOO_LONG -> connecting ? stop(nowMillis) : Doing.NOTHING;
      case LATE -> {
        if (connecting) {
          yield stop(nowMillis);
        }
        result = connected();
        yield Doing.NOTHING;
      }
      case BROKEN -> {
        state = DISCONNECTED;
        yield stop(nowMillis);
      }
    };
  }

  private Doing connack(int nowMillis) {
    int code = incoming.connackCode();
    if (code >= 0) {
      state = code;
    }
    if (code != CONNECTED) {
      return stop(nowMillis);
    }
    lastInMillis = nowMillis;
    pingOutstanding = false;
    result = true;
    return Doing.NOTHING;
  }

  private Doing taken(int nowMillis) {
    lastInMillis = loopMillis;
    return switch (incoming.type()) {
      case PUBLISH -> message(nowMillis);
      case PINGREQ -> answer(new Packet.Pingresp(), nowMillis);
      case PINGRESP -> {
        pingOutstanding = false;
        yield Doing.NOTHING;
      }
      default -> Doing.NOTHING;
    };
  }

  private Doing message(int nowMillis) {
    if (!incoming.hasPayload()) {
      return Doing.NOTHING;
    }
    callback.message(incoming.topic(), incoming.payload());
    if (!incoming.hasId()) {
      return Doing.NOTHING;
    }
    lastOutMillis = loopMillis;
    return answer(new Packet.Puback(incoming.id()), nowMillis);
  }

  private Doing answer(Packet packet, int nowMillis) {
    socket.write(PacketWriter.bytes(packet), nowMillis);
    return Doing.ANSWERING;
  }

  /// The socket is stopped, and the call returns false.
  private Doing stop(int nowMillis) {
    result = false;
    socket.stop(nowMillis);
    return Doing.STOPPING;
  }

  /// What a CONNECT takes.
  static int bufferBytes(byte[] greeting) {
    int lengthBytes = 1;
    while (greeting[lengthBytes] < 0) {
      lengthBytes++;
    }
    return HEADER_BYTES + greeting.length - 1 - lengthBytes;
  }

  private boolean isQuiet(int sinceMillis) {
    return Integer.compareUnsigned(loopMillis - sinceMillis, keepAliveMillis) > 0;
  }

  private int nextId() {
    lastId = lastId == LAST_ID ? FIRST_ID : lastId + 1;
    return lastId;
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  private static int within(String what, int value, int least) {
    if (value < least || value > 65_535) {
      throw new IllegalArgumentException(
          "%s: expected %d to 65535, got %d".formatted(what, least, value));
    }
    return value;
  }
}
