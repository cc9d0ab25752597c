package io.tidegate.gateway.device;

import static io.tidegate.gateway.device.Decoding.AUTO;

import io.tidegate.bridge.FlatJson;
import io.tidegate.gateway.device.DeviceEffect.Refused;
import io.tidegate.gateway.device.DeviceEffect.Refused.Reason;
import io.tidegate.gateway.spool.Key;
import java.util.List;

/// Lines of boards that know nothing of the link. The gateway numbers their readings itself: the
/// session is its own run, and every decoded reading takes a number, also one that a bound throws
/// away.
final class PlainTalk {
  /// Different boards may speak through one port (a radio receiver names them); so many at most.
  static final int BOARDS_LIMIT = 256;

  private static final String NO_HEADER =
      "values come, and no line has named their columns: write them into the configuration as"
          + " csv.columns, or reset the board if it prints a header when it starts";

  private final BoardTable table;
  private final Places places;
  private final String run;

  PlainTalk(BoardTable table, Places places, String run) {
    this.table = table;
    this.places = places;
    this.run = run;
  }

  void line(Port port, byte[] line, int offset, int length, long nowNanos, List<DeviceEffect> out) {
    switch (port.plain.decode(line, offset, length)) {
      case PlainDecoder.NoReading() -> {
        port.print(line, offset, length, "text");
        if (port.plain instanceof CsvLines csv && csv.lacksHeader()) {
          out.add(new DeviceEffect.Notice("no_header", "", port.number, NO_HEADER));
        }
        String unread =
            port.rule.decoding() == AUTO ? port.unread.seen(line, offset, length) : null;
        if (unread != null) {
          out.add(new DeviceEffect.Notice("not_read", "", port.number, unread));
        }
      }
      case PlainDecoder.Unusable(String words) -> {
        String device = table.name(Identity.of(port, null).heard());
        out.add(new Refused(device, Key.NONE, Reason.UNUSABLE, words));
      }
      case PlainDecoder.Decoded(FlatJson values) -> {
        port.unread.reset();
        reading(port, values, nowNanos, out);
      }
    }
  }

  private void reading(Port port, FlatJson values, long nowNanos, List<DeviceEffect> out) {
    Identity identity = Identity.of(port, values);
    Board board = table.admit(port.number, identity.heard(), out);
    if (board == null) {
      Reason reason = table.against(identity.heard());
      String name = table.name(identity.heard());
      out.add(new Refused(name, Key.NONE, reason, "a plain line of this board"));
      return;
    }
    if (!settle(port, board, identity, nowNanos, out)) {
      return;
    }
    board.heard(nowNanos);
    Key key = new Key(board.name, run, board.takeNumber());
    FlatJson real = board.shaping().calibrated(values);
    Bounds.Refusal refusal = board.bounds().check(real, board.kinds());
    if (refusal != null) {
      board.countRefused();
      out.add(new Refused(board.name, key, refusal.reason(), refusal.words()));
      return;
    }
    board.countReading(real, nowNanos);
    FlatJson news = board.shaping().news(real, nowNanos);
    if (news == null) {
      board.countHeldBack();
      out.add(new DeviceEffect.HeldBack(key));
      return;
    }
    Reading reading = new Reading(port.number, board.name, key, news, 0, false, board.heldBack());
    out.add(new DeviceEffect.Taken(reading));
  }

  /// True when the board is at home on this port from now on.
  private boolean settle(
      Port port, Board board, Identity identity, long nowNanos, List<DeviceEffect> out) {
    if (port.plainBoards.contains(board)) {
      places.arrive(board, port, nowNanos, "speaks again", out);
      return true;
    }
    if (places.elsewhere(board, port)) {
      places.sameId(board.name, port, board.port, out);
      out.add(new Refused(board.name, Key.NONE, Reason.SAME_ID, "a board on another port"));
      return false;
    }
    if (port.plainBoards.size() >= BOARDS_LIMIT) {
      out.add(new Refused(board.name, Key.NONE, Reason.TOO_MANY_BOARDS, "boards on one port"));
      return false;
    }
    port.plainBoards.add(board);
    board.link = null;
    if (identity.notice() != null) {
      String words = "the board does not tell its id; it goes by " + identity.words();
      out.add(new DeviceEffect.Notice(identity.notice(), board.name, port.number, words));
    }
    places.arrive(board, port, nowNanos, "first line", out);
    return true;
  }
}
