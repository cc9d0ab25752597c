package io.tidegate.gateway.device;

import io.tidegate.bridge.Direction;
import io.tidegate.bridge.Frame;
import io.tidegate.bridge.FrameEncoder;
import io.tidegate.bridge.Limits;
import io.tidegate.bridge.StreamWord;
import io.tidegate.bridge.link.StreamEnd;
import io.tidegate.gateway.device.DeviceEffect.Published;
import io.tidegate.gateway.device.DeviceEffect.Send;
import io.tidegate.gateway.device.DeviceEffect.StreamRefused;
import io.tidegate.gateway.device.DeviceEffect.Subscribed;
import io.tidegate.gateway.spool.Key;
import io.tidegate.gateway.stream.MqttServer;
import io.tidegate.gateway.stream.Rights;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A byte stream of a board that is open: the end of the link's stream, and the MQTT server on it.
final class BoardStream implements MqttServer.Outlet {
  /// What a line down needs beside the data, whatever its numbers.
  private static final int LINE_BYTES =
      FrameEncoder.sizeBytes(
          new Frame.Stream(
              Direction.DOWN,
              "AAAAAAAA",
              Limits.U32_MAX,
              StreamWord.DATA,
              Limits.U32_MAX,
              Limits.U32_MAX,
              Limits.U32_MAX,
              ""));

  static final int RX_LEAST = 96;
  private static final int IN_BYTES = 1_024;
  private static final int PIECE_BYTES = 128;

  /// What the board has not taken yet. A message of the broker that does not fit is dropped.
  private static final int QUEUE_BYTES = 16_384;

  /// Messages whose PUBACK is owed: more are left on the board until some are safe.
  private static final int OWED_LIMIT = 16;

  final Board board;
  final int port;
  final long number;
  private final String session;
  private final String run;
  private final MqttServer server;
  private final StreamEnd end;

  // What waits for room in `end`.
  private byte[] queue = {};

  /// The server has said its last word; what it answered goes out before the end.
  private boolean closing;

  private String closeWords = "";
  private final Map<Long, Integer> owedByNumber = new HashMap<>();

  // During one call.
  private List<DeviceEffect> out;

  BoardStream(Board board, int port, Frame.Stream open, Rights rights, String run, long nowNanos) {
    this.board = board;
    this.port = port;
    this.number = open.number();
    this.session = open.session();
    this.run = run;
    this.server = new MqttServer(rights, this, nowNanos);
    int data = (board.link.hello.rxBytes() - LINE_BYTES) * 3 / 4;
    this.end = new StreamEnd(IN_BYTES, 2 * IN_BYTES, Math.min(data, Limits.STREAM_DATA_BYTES));
  }

  MqttServer server() {
    return server;
  }

  /// True when it goes on. `room`: new messages may be taken.
  boolean hear(Frame.Stream frame, boolean room, long nowNanos, List<DeviceEffect> out) {
    boolean good = end.hear(frame.at(), frame.ack(), frame.room(), frame.bytes(), millis(nowNanos));
    if (!good) {
      closeWords = "expected bytes of this stream, got some of another";
      out.add(closed(port, session, number));
      return false;
    }
    if (frame.word() == StreamWord.OPEN) {
      out.add(frame(StreamWord.DATA, end.next(millis(nowNanos))));
    }
    return advance(room, nowNanos, out);
  }

  /// Takes what has come and sends what is due. True when it goes on.
  boolean advance(boolean room, long nowNanos, List<DeviceEffect> out) {
    this.out = out;
    while (room && !closing && owedByNumber.size() < OWED_LIMIT && end.available() > 0) {
      server.take(end.read(PIECE_BYTES), nowNanos);
    }
    // One that is silent for too long will not take our last words either.
    boolean over = false;
    if (end.available() > 0) {
      server.alive(nowNanos);
    } else if (!closing) {
      server.tick(nowNanos);
      over = closing;
    }
    this.out = null;
    int taken = end.write(queue, 0, queue.length, millis(nowNanos));
    queue = java.util.Arrays.copyOfRange(queue, taken, queue.length);
    over |= closing && queue.length == 0 && end.isFlushed();
    StreamEnd.Due due = end.due(millis(nowNanos));
    if (due == StreamEnd.Due.GIVE_UP) {
      closeWords = closing ? closeWords : "the board does not take what it is sent";
      over = true;
    }
    if (over) {
      out.add(closed(port, session, number));
    } else if (due == StreamEnd.Due.FRAME) {
      out.add(frame(StreamWord.DATA, end.next(millis(nowNanos))));
    }
    return !over;
  }

  /// Why the server or the line ended it; empty when the board did.
  String closeWords() {
    return closeWords;
  }

  long dueNanos(long nowNanos) {
    int wait = end.dueInMillis(millis(nowNanos));
    // A millisecond more: what is due in it is not yet due at its beginning.
    long line = wait < 0 ? Long.MAX_VALUE : nowNanos + (wait + 1) * 1_000_000L;
    return Math.min(line, server.dueNanos());
  }

  /// True when a PUBACK was owed for it.
  boolean safe(long first, long last) {
    return owedByNumber
        .entrySet()
        .removeIf(
            owed -> {
              boolean safe = first <= owed.getKey() && owed.getKey() <= last;
              if (safe) {
                server.safe(owed.getValue());
              }
              return safe;
            });
  }

  /// A message from the broker. False when the board wants it and it has no room.
  boolean deliver(String topic, byte[] payload, boolean retain) {
    byte[] packet = closing ? null : server.delivery(topic, payload, retain);
    if (packet == null) {
      return true;
    }
    if (queue.length + packet.length > QUEUE_BYTES) {
      return false;
    }
    answer(packet);
    return true;
  }

  /// Its will, if it has one.
  void publishWill(List<DeviceEffect> out) {
    MqttServer.Will will = server.will();
    if (will != null) {
      Key key = new Key(board.name, run, board.takeNumber());
      out.add(
          new Published(port, board.name, key, will.topic(), will.payload(), will.retain(), true));
    }
  }

  static DeviceEffect closed(int port, String session, long number) {
    return new Send(
        port, new Frame.Stream(Direction.DOWN, session, number, StreamWord.CLOSE, 0, 0, 0, ""));
  }

  private DeviceEffect frame(StreamWord word, StreamEnd.Part part) {
    String data = Base64.getUrlEncoder().withoutPadding().encodeToString(part.data());
    return new Send(
        port,
        new Frame.Stream(
            Direction.DOWN, session, number, word, part.at(), part.ack(), part.room(), data));
  }

  private static int millis(long nowNanos) {
    return (int) (nowNanos / 1_000_000);
  }

  // What the server wants.

  @Override
  public void answer(byte[] packet) {
    ByteArrayOutputStream longer = new ByteArrayOutputStream(queue.length + packet.length);
    longer.writeBytes(queue);
    longer.writeBytes(packet);
    queue = longer.toByteArray();
  }

  @Override
  public void publish(String topic, byte[] payload, boolean retain, int id) {
    Key key = new Key(board.name, run, board.takeNumber());
    if (id > 0) {
      owedByNumber.put(key.number(), id);
    }
    board.countMessage();
    out.add(new Published(port, board.name, key, topic, payload, retain, false));
  }

  @Override
  public void subscribe(String filter) {
    out.add(new Subscribed(filter, true));
  }

  @Override
  public void unsubscribe(String filter) {
    out.add(new Subscribed(filter, false));
  }

  @Override
  public void refused(String words) {
    out.add(new StreamRefused(port, board.name, words, board.isNews(words)));
  }

  @Override
  public void close(String words) {
    closing = true;
    closeWords = words;
  }
}
