package io.tidegate.gateway.lab;

import io.tidegate.bridge.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/// What the count came to. `unheard` readings of plain boards were printed while nobody read
/// their port; they are not among those sent. `doubts`: why the count is worth nothing, else empty.
record Verdict(
    int boards,
    long sent,
    long delivered,
    long repeated,
    long strangers,
    long mostWaiting,
    long unheard,
    List<String> silentBoards,
    List<String> lostReadings,
    String doubts) {

  static Verdict of(Picture picture, String doubts) {
    List<String> silent =
        picture.boards().stream()
            .filter(board -> board.count().delivered() == 0)
            .map(Picture.Board::name)
            .toList();
    List<String> lost =
        picture.boards().stream()
            .filter(board -> !board.count().lost().isEmpty())
            .map(board -> board.name() + " " + board.count().lost())
            .toList();
    return new Verdict(
        picture.boards().size(),
        picture.sent(),
        picture.delivered(),
        picture.repeated(),
        picture.strangers(),
        picture.mostWaiting(),
        picture.unheard(),
        silent,
        lost,
        doubts);
  }

  long lost() {
    return sent - delivered;
  }

  boolean isGood() {
    return lost() == 0 && strangers == 0 && silentBoards.isEmpty() && doubts.isEmpty();
  }

  /// What has to be said before the last line; often nothing.
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (unheard > 0) {
      remarks.add(
          unheard
              + (unheard == 1 ? " plain line" : " plain lines")
              + " more went unheard (cable out, port not yet read): not \"sent\"");
    }
    for (String lost : lostReadings) {
      remarks.add("lost of " + lost);
    }
    if (strangers > 0) {
      remarks.add(strangers + " messages arrived that no board had sent");
    }
    for (String board : silentBoards) {
      remarks.add("nothing of " + board + " was delivered");
    }
    if (!doubts.isEmpty()) {
      remarks.add("this count is worth nothing: " + doubts);
    }
    return remarks;
  }

  /// The last line.
  String line() {
    return "boards %d  sent %d  delivered %d  lost %d  repeated %d  buffered at most %d"
        .formatted(boards, sent, delivered, lost(), repeated, mostWaiting);
  }

  String json() {
    return new JsonWriter()
        .add("final", true)
        .add("good", isGood())
        .add("boards", boards)
        .add("sent", sent)
        .add("delivered", delivered)
        .add("lost", lost())
        .add("repeated", repeated)
        .add("buffered_at_most", mostWaiting)
        .add("unheard", unheard)
        .add("strange", strangers)
        .add("silent_boards", silentBoards.size())
        .add("doubts", doubts)
        .toString();
  }
}
