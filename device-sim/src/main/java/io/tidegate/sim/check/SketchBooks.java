package io.tidegate.sim.check;

import io.tidegate.bridge.Direction;
import io.tidegate.bridge.Frame;
import io.tidegate.bridge.Limits;
import io.tidegate.bridge.LineDecoder;
import io.tidegate.bridge.WireFault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What boards with a sketch measured, as far as others can know it: a sketch measures by itself.
///
/// - On the link each reading has a session and a number, and the board says which number comes
///   next. So all below it were measured, and the gateway's key of a message says which one it is.
/// - By a connection of its own a sketch publishes: each PUBLISH that the connection took is one,
///   and a message with that topic and payload is its arrival. Of equal ones the oldest comes
///   first. It is not told when the time is over, and goes on; that is not counted.
///
/// Anything else it does cannot be counted. For the [Account] all of a board are numbered from 1.
final class SketchBooks {
  /// A board does not measure as many between two of its words; it was begun elsewhere.
  private static final long MOST_AT_ONCE = 100_000;

  /// Readings of a session, by their number less 1: the number in the account.
  private record Session(String board, List<Integer> numbers) {}

  /// Equal messages that were published.
  private static final class Alike {
    private final Deque<Sent> underWay = new ArrayDeque<>();
    private Sent last;
  }

  /// `number` is 0 for what is not counted.
  private record Sent(String board, int number) {}

  private final Map<String, Account> accounts;
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Set<String>> ways = new HashMap<>();
  private final Map<String, Session> sessions = new HashMap<>();
  private final Map<Long, Alike> published = new HashMap<>();
  private boolean closed;

  SketchBooks(Map<String, Account> accounts) {
    this.accounts = accounts;
  }

  /// What is published from now on is not counted: nobody waits for it.
  void close() {
    closed = true;
  }

  /// How a board is counted, in words; empty when it is not.
  String how(String board) {
    Set<String> known = ways.get(board);
    return known == null ? "" : "counted by " + String.join(" and ", known);
  }

  private int next(String board, long nanos, String way) {
    ways.computeIfAbsent(board, _ -> new TreeSet<>()).add(way);
    int number = counts.merge(board, 1, Integer::sum);
    accounts.get(board).measured(nanos, number);
    return number;
  }

  // --- the link ---

  /// It printed this.
  void line(Seen.Line line) {
    if (line.text().indexOf('~') < 0) {
      return;
    }
    byte[] bytes = (line.text() + "\n").getBytes(StandardCharsets.ISO_8859_1);
    new LineDecoder(Math.max(bytes.length, Limits.LINE_UP_BYTES), Direction.UP)
        .feed(bytes, 0, bytes.length, new Frames(line));
  }

  private final class Frames implements LineDecoder.Sink {
    private final Seen.Line line;

    Frames(Seen.Line line) {
      this.line = line;
    }

    @Override
    public void frame(Frame frame) {
      switch (frame) {
        case Frame.Hello hello when hello.hasSession() -> known(hello.session(), hello.next() - 1);
        case Frame.Reading reading -> known(reading.session(), reading.seq());
        default -> {}
      }
    }

    private void known(String session, long upTo) {
      if (upTo > 0) {
        learn(
            sessions.computeIfAbsent(session, _ -> new Session(line.board(), new ArrayList<>())),
            upTo,
            line.nanos());
      }
    }

    @Override
    public void text(byte[] buffer, int offset, int length) {}

    @Override
    public void fault(WireFault fault) {}
  }

  private void learn(Session session, long upTo, long nanos) {
    if (upTo - session.numbers.size() <= MOST_AT_ONCE) {
      while (session.numbers.size() < upTo) {
        session.numbers.add(next(session.board, nanos, "the numbers of the link"));
      }
    }
  }

  /// False when no sketch can have sent it.
  boolean arrived(Seen.Message message, String key) {
    int dot = key.lastIndexOf('.');
    Session session = dot < 0 ? null : sessions.get(key.substring(0, dot));
    if (session != null && key.substring(dot + 1).matches("[1-9][0-9]{0,9}")) {
      long number = Long.parseLong(key.substring(dot + 1));
      // a frame that arrived and was not readable here
      learn(session, number, message.nanos());
      if (number <= session.numbers.size()) {
        accounts
            .get(session.board)
            .arrived(message.nanos(), session.numbers.get((int) number - 1), key);
        return true;
      }
    }
    return arrived(message);
  }

  // --- what is published ---

  void published(Seen.Published message) {
    Alike alike =
        published.computeIfAbsent(hash(message.topic(), message.payload()), _ -> new Alike());
    int number = closed ? 0 : next(message.board(), message.nanos(), "what it published");
    alike.last = new Sent(message.board(), number);
    alike.underWay.add(alike.last);
  }

  private boolean arrived(Seen.Message message) {
    Alike alike = published.get(hash(message.topic(), message.payload()));
    if (alike == null) {
      return false;
    }
    Sent sent = alike.underWay.isEmpty() ? alike.last : alike.underWay.poll();
    if (sent.number > 0) {
      accounts.get(sent.board).arrived(message.nanos(), sent.number, "");
    }
    return true;
  }

  private static long hash(String topic, byte[] payload) {
    byte[] bytes = topic.getBytes(StandardCharsets.UTF_8);
    return Account.hash(payload, Account.hash(bytes, Account.HASH_OF_NOTHING) ^ bytes.length);
  }
}
