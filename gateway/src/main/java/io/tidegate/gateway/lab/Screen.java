package io.tidegate.gateway.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A picture as lines, for 80 columns and 24 lines. No control characters: [ScreenFace] adds them.
final class Screen {
  static final int COLUMNS = 80;
  static final int LINES = 24;
  private static final int BAR = 40;

  /// Lines that are no board's, and the one that the cursor stands on.
  private static final int OTHERS = 16;

  private final List<String> lines = new ArrayList<>();

  private Screen() {}

  static List<String> of(Picture picture, boolean draining) {
    Screen screen = new Screen();
    screen.head(picture, draining);
    screen.boards(picture.boards());
    screen.totals(picture);
    screen.events(picture.events());
    screen.keys(picture.boards().size(), draining);
    return screen.lines;
  }

  private void head(Picture picture, boolean draining) {
    add("Tidegate demo, %d s%s", picture.millis() / 1_000, draining ? ", delivering the rest" : "");
    add("boards on ports -> gateway -> network -> broker -> a subscriber that counts");
    add("");
    add(
        "network  %-12s broker  %s",
        picture.networkPlugged() ? "plugged in" : "PULLED",
        picture.gateway().connected() ? "connected" : "NOT REACHED by the gateway");
    long waiting = picture.gateway().waiting();
    add(
        "spool    [%s] %d waiting, at most %d",
        bar(waiting, Math.max(picture.mostWaiting(), BAR)), waiting, picture.mostWaiting());
    add("");
  }

  private static String bar(long value, long most) {
    int filled = (int) Math.min(BAR, (value * BAR + most - 1) / most);
    return "#".repeat(filled) + ".".repeat(BAR - filled);
  }

  private void boards(List<Picture.Board> boards) {
    add("    BOARD     SPEAKS    CABLE      TEMP   HUMID    SENT  DELIVERED  IN BOARD");
    int room = LINES - OTHERS;
    int shown = boards.size() <= room ? boards.size() : room - 1;
    for (int i = 0; i < shown; i++) {
      Picture.Board board = boards.get(i);
      add(
          "%3s %-9s %-9s %-7s %7s %7s %7d %10d %9s",
          i < 9 ? Integer.toString(i + 1) : "",
          board.name(),
          board.kind(),
          board.plugged() ? "in" : "OUT",
          board.temperature(),
          board.humidity(),
          board.count().sent(),
          board.count().delivered(),
          board.held() == 0 ? "-" : Integer.toString(board.held()));
    }
    if (shown < boards.size()) {
      add("    ... and %d more", boards.size() - shown);
    }
  }

  private void totals(Picture picture) {
    add("");
    add(
        "sent %d  delivered %d  on the way %d  repeated %d",
        picture.sent(),
        picture.delivered(),
        picture.sent() - picture.delivered(),
        picture.repeated());
    add("");
  }

  private void events(List<String> events) {
    events.forEach(event -> add("%s", ascii(event)));
    for (int i = events.size(); i < EventLog.KEPT; i++) {
      add("");
    }
  }

  private void keys(int boards, boolean draining) {
    String several = boards > 1 ? "1-" + Math.min(9, boards) : "1";
    add(
        draining
            ? "the boards have stopped measuring"
            : "keys:  n network   %s board's cable   q end and count",
        several);
  }

  private void add(String format, Object... values) {
    String line = String.format(Locale.ROOT, format, values).stripTrailing();
    lines.add(line.length() <= COLUMNS ? line : line.substring(0, COLUMNS - 3) + "...");
  }

  /// Bytes from outside may be part of a log line: no control characters, nothing that a plain
  /// terminal cannot show.
  static String ascii(String text) {
    return text.replaceAll("[^\\x20-\\x7E]", "?");
  }
}
