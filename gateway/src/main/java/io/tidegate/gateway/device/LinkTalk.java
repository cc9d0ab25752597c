package io.tidegate.gateway.device;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidegate.bridge.FlatJson;
import io.tidegate.bridge.Frame;
import io.tidegate.gateway.device.DeviceEffect.Notice;
import io.tidegate.gateway.device.DeviceEffect.Refused;
import io.tidegate.gateway.device.DeviceEffect.Refused.Reason;
import io.tidegate.gateway.device.DeviceEffect.Send;
import io.tidegate.gateway.spool.Key;
import java.util.ArrayList;
import java.util.List;

/// The gateway's part of the link: what PROTOCOL.md section 4 says about readings, results and
/// channels.
/// Hellos are [Welcomes]'.
final class LinkTalk {
  static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;

  private static final long ANSWER_INTERVAL_NANOS = 200_000_000L;
  private static final long HOLD_AFTER_NANOS = 300_000_000L;
  private static final int HOLD_SECONDS = 5;
  private static final int HOLD_IN_TROUBLE_SECONDS = 30;

  private final Sessions sessions;
  private final BoardTable table;
  private final Welcomes welcomes;
  private final Places places;
  private final StreamTalk streams;
  private final List<Session> owed = new ArrayList<>();
  private boolean diskTrouble;
  private boolean room = true;

  LinkTalk(
      Sessions sessions, BoardTable table, Welcomes welcomes, Places places, StreamTalk streams) {
    this.sessions = sessions;
    this.table = table;
    this.welcomes = welcomes;
    this.places = places;
    this.streams = streams;
  }

  void diskTrouble(boolean trouble) {
    diskTrouble = trouble;
  }

  /// Without room new readings are left to the boards, whose rings are the longer buffer then.
  void room(boolean room) {
    this.room = room;
  }

  void frame(Port port, Frame frame, long nowNanos, List<DeviceEffect> out) {
    if (frame instanceof Frame.Hello hello) {
      welcomes.hello(port, hello, nowNanos, out);
      return;
    }
    Board board = port.board;
    if (board == null) {
      stranger(port, frame, nowNanos, out);
      return;
    }
    board.heard(nowNanos);
    places.arrive(board, port, nowNanos, "speaks again", out);
    switch (frame) {
      case Frame.Reading reading -> reading(port, board, reading, nowNanos, out);
      case Frame.Describe channel -> describe(port, board, channel, out);
      case Frame.Result result -> result(port, board, result, out);
      case Frame.LogLine log -> log(port, log, out);
      case Frame.Stream stream -> streams.frame(port, board, stream, nowNanos, out);
      case Frame.Hello _,
          Frame.Who _,
          Frame.Welcome _,
          Frame.Ack _,
          Frame.Hold _,
          Frame.Repeat _,
          Frame.Command _,
          Frame.Time _,
          Frame.Fail _ -> {}
    }
    board.commands.advance(board, nowNanos, out);
  }

  /// The port's board is unknown, or known and not taken.
  private void stranger(Port port, Frame frame, long nowNanos, List<DeviceEffect> out) {
    if (frame instanceof Frame.LogLine log) {
      log(port, log, out);
    } else if (port.blocked != null) {
      if (frame instanceof Frame.Reading) {
        out.add(new Refused(port.blocked, Key.NONE, port.blockedFor, "a reading of this board"));
      }
    } else if (port.mayTell(SECOND, nowNanos)) {
      out.add(new Send(port.number, new Frame.Who()));
    }
  }

  private void log(Port port, Frame.LogLine log, List<DeviceEffect> out) {
    String device = port.board == null ? "" : port.board.name;
    byte[] text = log.text().getBytes(US_ASCII);
    out.add(new DeviceEffect.Line(port.number, device, log.level().wireName(), text));
  }

  private void describe(Port port, Board board, Frame.Describe channel, List<DeviceEffect> out) {
    if (board.link.describe(channel)) {
      port.missingAsks = 0;
      board.link.missingDueNanos = Link.NEVER;
      out.add(new DeviceEffect.Described(board.name, port.number));
    }
  }

  private void result(Port port, Board board, Frame.Result result, List<DeviceEffect> out) {
    if (!board.commands.result(board, result, out)) {
      String words =
          "command %d: %s %s".formatted(result.number(), result.code().wireName(), result.text());
      out.add(new Notice("late_result", board.name, port.number, words));
    }
  }

  private void reading(
      Port port, Board board, Frame.Reading reading, long nowNanos, List<DeviceEffect> out) {
    Session session = session(port, board, reading, out);
    if (reading.base() > session.heard() + 1) {
      lost(board, session, reading.base() - 1, nowNanos, out);
    }
    if (reading.seq() <= session.safe()) {
      owe(session);
    } else if (reading.seq() <= session.heard()) {
      if (board.link.mayHold(ANSWER_INTERVAL_NANOS, nowNanos)) {
        hold(board, session, nowNanos, out);
      }
    } else if (reading.seq() == session.heard() + 1) {
      if (room) {
        session.hear(reading.seq(), nowNanos);
        taken(port, board, session, reading, nowNanos, out);
      }
    } else {
      long from = session.heard() + 1;
      if (board.link.mayAskRepeat(from, ANSWER_INTERVAL_NANOS, nowNanos)) {
        out.add(new Send(port.number, new Frame.Repeat(session.id, from)));
      }
    }
  }

  private Session session(Port port, Board board, Frame.Reading reading, List<DeviceEffect> out) {
    Session session = sessions.find(board.name, reading.session());
    if (session == null) {
      session = sessions.open(board.name, reading.session(), reading.base() - 1);
      session.believeBoard();
      if (board.link.hello.session().equals(session.id)) {
        session.greeted(board.link.hello.next());
      }
      sessions.rose(session);
      String words = "session %s begins at %d".formatted(session.id, reading.base());
      out.add(new Notice("marks_rebuilt", board.name, port.number, words));
    }
    Link link = board.link;
    if (!link.session.equals(session.id)) {
      link.session = session.id;
      board.commands.session(board, session.id, out);
    }
    link.fresh = false;
    link.known = true;
    link.current = session;
    return session;
  }

  /// Numbers up to `last` no longer exist on the board, and were not heard.
  private void lost(
      Board board, Session session, long last, long nowNanos, List<DeviceEffect> out) {
    if (!session.exact()) {
      unsure(board, session, Math.min(last, session.unsureThrough()), nowNanos, out);
    }
    long first = session.heard() + 1;
    if (first <= last) {
      session.announceLost(last, nowNanos);
      board.countLost(last - first + 1);
      out.add(new DeviceEffect.Gap(board.name, session.id, first, last));
    }
  }

  /// Our mark is older than what the board was told: it may have dropped these because they were
  /// safe, or they are in the spool. The mark rises when this announcement is safe, not before:
  /// else nobody would say so after the next crash.
  private static void unsure(
      Board board, Session session, long last, long nowNanos, List<DeviceEffect> out) {
    long first = session.heard() + 1;
    session.announceLost(last, nowNanos);
    String words = "numbers %d to %d: the gateway's marks are older than the board's";
    out.add(
        new DeviceEffect.Unsure(
            new Key(board.name, session.id, last),
            board.name,
            session.id,
            last - first + 1,
            session.held(),
            -1,
            words.formatted(first, last)));
  }

  private void taken(
      Port port,
      Board board,
      Session session,
      Frame.Reading reading,
      long nowNanos,
      List<DeviceEffect> out) {
    Key key = new Key(board.name, session.id, reading.seq());
    byte[] json = reading.json().getBytes(US_ASCII);
    switch (FlatJson.parse(json, 0, json.length, FlatJson.Mode.FLAT)) {
      case FlatJson.Refused(String reason, int position) -> {
        String words = "%s at byte %d of %s".formatted(reason, position, reading.json());
        refuse(board, key, Reason.UNUSABLE, words, out);
      }
      case FlatJson.Parsed(FlatJson read) -> {
        FlatJson values = board.shaping().calibrated(read);
        Bounds.Refusal refusal = board.bounds().check(values, board.kinds());
        if (refusal != null) {
          refuse(board, key, refusal.reason(), refusal.words(), out);
          return;
        }
        board.countReading(values, nowNanos);
        FlatJson news = board.shaping().news(values, nowNanos - reading.ageMillis() * MILLI);
        if (news == null) {
          session.holdBack();
          board.countHeldBack();
          out.add(new DeviceEffect.HeldBack(key));
          return;
        }
        out.add(
            new DeviceEffect.Taken(
                new Reading(
                    port.number,
                    board.name,
                    key,
                    news,
                    reading.ageMillis(),
                    reading.ageAtLeast(),
                    session.held())));
      }
    }
  }

  private static void refuse(
      Board board, Key key, Reason reason, String words, List<DeviceEffect> out) {
    board.countRefused();
    out.add(new Refused(board.name, key, reason, words));
  }

  private void hold(Board board, Session session, long nowNanos, List<DeviceEffect> out) {
    int seconds = diskTrouble ? HOLD_IN_TROUBLE_SECONDS : HOLD_SECONDS;
    out.add(new Send(board.port, new Frame.Hold(session.id, session.heard(), seconds)));
    // A second early, so that the board does not begin to repeat in between.
    board.link.holdSent(nowNanos + (seconds - 1) * SECOND, nowNanos);
  }

  private void owe(Session session) {
    if (!session.answerDue) {
      session.answerDue = true;
      owed.add(session);
    }
  }

  void safe(Key key, long nowNanos) {
    Session session = sessions.find(key.device(), key.session());
    if (session != null && session.settle(key.number(), nowNanos)) {
      sessions.rose(session);
      owe(session);
    }
  }

  void acknowledge(List<DeviceEffect> out) {
    for (Session session : owed) {
      Board board = table.find(session.device);
      boolean here = board != null && board.available && board.link != null;
      if (session.answerDue && here && board.link.session.equals(session.id)) {
        out.add(new Send(board.port, new Frame.Ack(session.id, session.safe())));
      }
      session.answerDue = false;
    }
    owed.clear();
  }

  boolean owesNothing() {
    return owed.isEmpty();
  }

  /// More than half of the board's ring was heard and is not safe.
  static boolean pressed(Board board) {
    return board.available
        && board.link != null
        && board.link.current != null
        && board.link.current.waiting() * 2 > board.link.hello.ring();
  }

  static long holdDueNanos(Board board) {
    Link link = board.link;
    if (link == null || link.current == null || !board.available || link.current.waiting() == 0) {
      return Link.NEVER;
    }
    return Math.max(link.current.waitingSinceNanos() + HOLD_AFTER_NANOS, link.holdDueNanos);
  }

  void tick(Board board, long nowNanos, List<DeviceEffect> out) {
    if (holdDueNanos(board) <= nowNanos) {
      hold(board, board.link.current, nowNanos, out);
    }
  }
}
