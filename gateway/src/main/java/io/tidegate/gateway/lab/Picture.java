package io.tidegate.gateway.lab;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The site at one moment, as it is shown.
record Picture(
    long millis,
    boolean networkPlugged,
    Feed.News gateway,
    long mostWaiting,
    List<Board> boards,
    long strangers,
    List<String> events) {

  /// `temperature` and `humidity` as they arrived, `-` before anything did; `held`: readings that
  /// wait in the board.
  record Board(
      String name,
      String kind,
      boolean plugged,
      String temperature,
      String humidity,
      int held,
      Tally.Count count) {}

  long sent() {
    return boards.stream().mapToLong(board -> board.count().sent()).sum();
  }

  long delivered() {
    return boards.stream().mapToLong(board -> board.count().delivered()).sum();
  }

  long repeated() {
    return boards.stream().mapToLong(board -> board.count().repeated()).sum();
  }

  long held() {
    return boards.stream().mapToLong(Board::held).sum();
  }

  long unheard() {
    return boards.stream().mapToLong(board -> board.count().unheard()).sum();
  }

  /// Everything that was sent has arrived.
  boolean isDrained() {
    return sent() == delivered() && held() == 0;
  }

  /// A member's number, out of the payload's text.
  static String value(String payload, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":(-?[0-9.]{1,9})").matcher(payload);
    return matcher.find() ? matcher.group(1) : "-";
  }
}
