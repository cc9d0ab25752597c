package io.tidegate.gateway.device;

import io.tidegate.bridge.Frame;
import io.tidegate.bridge.StreamWord;
import io.tidegate.gateway.device.DeviceEffect.Notice;
import io.tidegate.gateway.device.DeviceEffect.StreamRefused;
import io.tidegate.gateway.device.DeviceEffect.Subscribed;
import io.tidegate.gateway.spool.Key;
import io.tidegate.gateway.stream.Rights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Byte streams of boards, PROTOCOL.md section 7: one per board, from its opening to its end,
/// whichever that is. MQTT is [BoardStream]'s.
final class StreamTalk {
  private final String run;
  private final Map<Board, BoardStream> open = new LinkedHashMap<>();

  /// Those that have something to say since the last [#acknowledge].
  private final Set<BoardStream> stirred = new LinkedHashSet<>();

  private boolean room = true;

  StreamTalk(String run) {
    this.run = run;
  }

  void room(boolean room) {
    this.room = room;
  }

  void frame(Port port, Board board, Frame.Stream frame, long nowNanos, List<DeviceEffect> out) {
    if (!frame.session().equals(board.link.session)) {
      return;
    }
    board.link.known = true;
    BoardStream stream = open.get(board);
    if (stream != null && stream.number != frame.number() && frame.word() == StreamWord.OPEN) {
      end(board, "the board has opened another", out);
      stream = null;
    }
    boolean same = stream != null && stream.number == frame.number();
    if (frame.word() == StreamWord.CLOSE) {
      if (same) {
        end(board, "the board closed it", out);
      }
    } else if (same) {
      goOn(stream, stream.hear(frame, room, nowNanos, out), out);
    } else if (frame.word() == StreamWord.OPEN && mayOpen(port, board, out)) {
      BoardStream opened = new BoardStream(board, port.number, frame, rights(board), run, nowNanos);
      open.put(board, opened);
      goOn(opened, opened.hear(frame, room, nowNanos, out), out);
    } else {
      out.add(BoardStream.closed(port.number, frame.session(), frame.number()));
    }
  }

  private static boolean mayOpen(Port port, Board board, List<DeviceEffect> out) {
    int rxBytes = board.link.hello.rxBytes();
    String words =
        rights(board).closed()
            ? "a stream: expected none, as mqtt_topics is none; it is not opened"
            : rxBytes < BoardStream.RX_LEAST
                ? "a stream: expected a board that takes lines of %d bytes, got %d; it is not opened"
                    .formatted(BoardStream.RX_LEAST, rxBytes)
                : "";
    if (!words.isEmpty()) {
      out.add(new StreamRefused(port.number, board.name, words, board.isNews(words)));
    }
    return words.isEmpty();
  }

  private static Rights rights(Board board) {
    return Rights.of(board.link.hello.dev(), board.mqttTopics());
  }

  private void goOn(BoardStream stream, boolean goesOn, List<DeviceEffect> out) {
    if (!goesOn) {
      end(stream.board, stream.closeWords(), out);
    }
  }

  /// The board says hello, or is gone, or wants no more of it.
  void end(Board board, String words, List<DeviceEffect> out) {
    BoardStream stream = open.remove(board);
    if (stream == null) {
      return;
    }
    stirred.remove(stream);
    stream.publishWill(out);
    stream.server().subscriptions().forEach(filter -> out.add(new Subscribed(filter, false)));
    if (!words.isEmpty()) {
      String client = stream.server().client();
      String named = client.isEmpty() ? "" : " of MQTT client " + client;
      out.add(
          new Notice("stream_ended", board.name, stream.port, "the stream" + named + ": " + words));
    }
  }

  /// Ends those whose boards are gone, or may do other things than when they were opened.
  void sweep(List<DeviceEffect> out) {
    for (BoardStream stream : List.copyOf(open.values())) {
      Board board = stream.board;
      if (!board.available || board.link == null || board.port != stream.port) {
        end(board, "the board is gone", out);
      } else if (!rights(board).equals(stream.server().rights())) {
        out.add(BoardStream.closed(stream.port, board.link.session, stream.number));
        end(board, "the board's rule has changed", out);
      }
    }
  }

  void tick(long nowNanos, List<DeviceEffect> out) {
    for (BoardStream stream : List.copyOf(open.values())) {
      if (stream.dueNanos(nowNanos) - 1_000_000L <= nowNanos) {
        goOn(stream, stream.advance(room, nowNanos, out), out);
      }
    }
    sweep(out);
  }

  long dueNanos(long nowNanos) {
    long due = Long.MAX_VALUE;
    for (BoardStream stream : open.values()) {
      due = Math.min(due, stream.dueNanos(nowNanos));
    }
    return due;
  }

  /// Messages of the board with these numbers are safe.
  void safe(String device, String session, long first, long last) {
    if (!session.equals(run)) {
      return;
    }
    for (BoardStream stream : open.values()) {
      if (stream.board.name.equals(device) && stream.safe(first, last)) {
        stirred.add(stream);
      }
    }
  }

  void safe(Key key) {
    safe(key.device(), key.session(), key.number(), key.number());
  }

  /// A message from the broker; gives how many boards had no room for it.
  int arrived(String topic, byte[] payload, boolean retain) {
    int dropped = 0;
    for (BoardStream stream : open.values()) {
      if (!stream.deliver(topic, payload, retain)) {
        dropped++;
      }
      stirred.add(stream);
    }
    return dropped;
  }

  boolean owesNothing() {
    return stirred.isEmpty();
  }

  /// What was stirred goes out.
  void acknowledge(long nowNanos, List<DeviceEffect> out) {
    List<BoardStream> due = new ArrayList<>(stirred);
    stirred.clear();
    for (BoardStream stream : due) {
      goOn(stream, stream.advance(room, nowNanos, out), out);
    }
  }

  /// As which MQTT client the board is connected; empty when it is not.
  String client(Board board) {
    BoardStream stream = open.get(board);
    return stream == null ? "" : stream.server().client();
  }

  int count() {
    return open.size();
  }
}
