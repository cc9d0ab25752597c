package io.tidegate.gateway.device;

import io.tidegate.bridge.Base64Url;
import io.tidegate.bridge.Frame;
import io.tidegate.bridge.Limits;
import io.tidegate.gateway.device.DeviceEffect.Refused;
import io.tidegate.gateway.device.DeviceEffect.Refused.Reason;
import io.tidegate.gateway.device.DeviceEffect.Send;
import io.tidegate.gateway.spool.Key;
import java.util.List;
import java.util.random.RandomGenerator;

/// Hellos and their answers: who is it, in which session does it go on, what does it still owe us.
final class Welcomes {
  private static final long MISSING_AFTER_NANOS = 5 * LinkTalk.SECOND;
  private static final int MISSING_ASKS = 3;
  private static final long TIME_EVERY_NANOS = 3_600 * LinkTalk.SECOND;

  private final BoardTable table;
  private final Sessions sessions;
  private final Places places;
  private final LinkClock clock;
  private final StreamTalk streams;
  private final RandomGenerator random;

  Welcomes(
      BoardTable table,
      Sessions sessions,
      Places places,
      LinkClock clock,
      StreamTalk streams,
      RandomGenerator random) {
    this.table = table;
    this.sessions = sessions;
    this.places = places;
    this.clock = clock;
    this.streams = streams;
    this.random = random;
  }

  void hello(Port port, Frame.Hello hello, long nowNanos, List<DeviceEffect> out) {
    Board board = table.admit(port.number, hello.dev(), out);
    if (board == null) {
      Reason reason = table.against(hello.dev());
      block(port, hello, reason, out);
      out.add(new Refused(port.blocked, Key.NONE, reason, "the hello of this board"));
      return;
    }
    if (places.elsewhere(board, port)) {
      block(port, hello, Reason.SAME_ID, out);
      places.sameId(board.name, port, board.port, out);
      Frame taken = new Frame.Fail(Frame.Fail.ID_TAKEN, "in use on another port");
      out.add(new Send(port.number, taken));
      return;
    }
    port.blocked = null;
    if (port.board != board) {
      places.replace(port, out);
      port.missingAsks = 0;
    }
    welcome(port, board, hello, nowNanos, out);
  }

  /// Nothing of this port is taken until another hello, or until the other port is down.
  private void block(Port port, Frame.Hello hello, Reason reason, List<DeviceEffect> out) {
    places.replace(port, out);
    port.blocked = table.name(hello.dev());
    port.blockedFor = reason;
  }

  private void welcome(
      Port port, Board board, Frame.Hello hello, long nowNanos, List<DeviceEffect> out) {
    streams.end(board, "the board said hello", out);
    Link before = board.link;
    Link link = link(board, hello, port, nowNanos, out);
    board.link = link;
    port.board = board;
    board.heard(nowNanos);
    board.commands.session(board, link.session, out);
    places.arrive(board, port, nowNanos, "hello", out);
    out.add(new Send(port.number, new Frame.Welcome(hello.nonce(), link.session)));
    Session known = sessions.find(board.name, link.session);
    link.current = known;
    if (known != null) {
      known.greeted(hello.next());
    }
    if (known != null && known.safe() > 0) {
      known.answerDue = false;
      out.add(new Send(port.number, new Frame.Ack(known.id, known.safe())));
    }
    if (hello.wantsTime()) {
      time(board, nowNanos, out);
    }
    if (!link.described()) {
      link.missingDueNanos = nowNanos + MISSING_AFTER_NANOS;
    } else if (link != before) {
      out.add(new DeviceEffect.Described(board.name, port.number));
    }
    board.commands.advance(board, nowNanos, out);
  }

  /// The conversation that this hello begins, or the one that it only repeats.
  private Link link(
      Board board, Frame.Hello hello, Port port, long nowNanos, List<DeviceEffect> out) {
    Link before = board.link;
    boolean repeated =
        before != null
            && board.port == port.number
            && before.hello.nonce().equals(hello.nonce())
            && before.hello.channels() == hello.channels();
    if (repeated && before.fresh) {
      return before;
    }
    String session = session(board, hello, port, nowNanos, out);
    if (repeated && before.session.equals(session)) {
      return before;
    }
    boolean unused = before != null && before.fresh;
    if (unused && !before.session.equals(session)) {
      sessions.drop(board.name, before.session);
    }
    boolean offered = !hello.session().equals(session);
    return new Link(hello, session, offered || unused && before.session.equals(session));
  }

  /// The session to go on in: what the board proposes, except that one with its memory in pieces
  /// gets a new one, and one without a session too.
  private String session(
      Board board, Frame.Hello hello, Port port, long nowNanos, List<DeviceEffect> out) {
    if (!hello.hasSession()) {
      emptyMemory(board, hello, nowNanos, out);
      return issue(board);
    }
    Session known = sessions.find(board.name, hello.session());
    if (known == null || hello.next() > known.heard()) {
      return hello.session();
    }
    String words =
        "it would number its next reading %d in session %s, where %d was heard already"
            .formatted(hello.next(), known.id, known.heard());
    out.add(new DeviceEffect.Alarm("board_rolled_back", board.name, port.number, words));
    return issue(board);
  }

  /// The board held up to a ring of readings in the session it was in, and they are gone.
  private void emptyMemory(Board board, Frame.Hello hello, long nowNanos, List<DeviceEffect> out) {
    if (board.endedEmpty) {
      board.endedEmpty = false;
      return;
    }
    Session prior = sessions.latest(board.name);
    boolean unused = board.link != null && board.link.fresh;
    boolean usedUp = prior != null && prior.heard() == Limits.SEQUENCE_LAST;
    if (prior == null || usedUp || unused && board.link.session.equals(prior.id)) {
      return;
    }
    long sinceMillis = board.everHeard() ? board.quietNanos(nowNanos) / 1_000_000 : -1;
    String words = "the board came back with an empty memory";
    out.add(
        new DeviceEffect.Unsure(
            Key.NONE, board.name, prior.id, hello.ring(), prior.held(), sinceMillis, words));
  }

  private String issue(Board board) {
    String id = Base64Url.of48Bits(random.nextLong());
    sessions.open(board.name, id, 0);
    return id;
  }

  /// To every board that wants it: the clock has stepped.
  void time(Board board, long nowNanos, List<DeviceEffect> out) {
    if (clock.known()) {
      out.add(new Send(board.port, clock.frame(nowNanos)));
      board.link.timeDueNanos = nowNanos + TIME_EVERY_NANOS;
    }
  }

  static boolean wantsTime(Board board) {
    return board.available && board.link != null && board.link.hello.wantsTime();
  }

  static long dueNanos(Board board) {
    if (!board.available || board.link == null) {
      return Link.NEVER;
    }
    return Math.min(board.link.missingDueNanos, board.link.timeDueNanos);
  }

  void tick(Port port, Board board, long nowNanos, List<DeviceEffect> out) {
    if (dueNanos(board) > nowNanos) {
      return;
    }
    if (board.link.timeDueNanos <= nowNanos) {
      time(board, nowNanos, out);
    }
    if (board.link.missingDueNanos <= nowNanos) {
      boolean again = ++port.missingAsks <= MISSING_ASKS;
      board.link.missingDueNanos = again ? nowNanos + MISSING_AFTER_NANOS : Link.NEVER;
      if (again) {
        out.add(new Send(port.number, new Frame.Who()));
      }
    }
  }
}
