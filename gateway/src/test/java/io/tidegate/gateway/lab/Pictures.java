package io.tidegate.gateway.lab;

import java.util.ArrayList;
import java.util.List;

/// Pictures for tests of what is shown.
final class Pictures {
  private static final String[] KINDS = {"link", "json", "plotter", "csv"};

  private Pictures() {}

  /// All is well.
  static Picture well() {
    return new Picture(
        12_345,
        true,
        new Feed.News(true, "connected", 0, 4_096),
        0,
        boards(4, 0),
        0,
        List.of("gateway: board1: open, reading", "gateway: broker: connected"));
  }

  /// Network and first board pulled.
  static Picture pulled() {
    List<Picture.Board> boards = new ArrayList<>(boards(4, 10));
    Picture.Board first = boards.getFirst();
    boards.set(
        0,
        new Picture.Board(first.name(), first.kind(), false, "21.50", "45.1", 14, first.count()));
    return new Picture(
        20_000,
        false,
        new Feed.News(false, "lost", 27, 8_192),
        54,
        boards,
        0,
        List.of(
            "demo: the network is pulled",
            "gateway: board1: not there: /var/tmp/a/rather/long/path/which/does/not/fit/ports/board1",
            "gateway: noise \u001b[2J\u00e4\r",
            "demo: board1 is unplugged"));
  }

  /// More boards than fit, none heard yet.
  static Picture many() {
    List<Picture.Board> boards = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      Tally.Count none = new Tally.Count("board" + i, 0, 0, 0, 0, List.of(), "");
      boards.add(new Picture.Board("board" + i, KINDS[(i - 1) % 4], true, "-", "-", 0, none));
    }
    return new Picture(0, true, Feed.News.NONE, 0, boards, 0, List.of());
  }

  private static List<Picture.Board> boards(int count, int lost) {
    List<Picture.Board> boards = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      String last =
          "{\"n\":%d,\"temperature\":2%d.50,\"humidity\":4%d.1,\"device_id\":\"board%d\"}"
              .formatted(i, i, i, i);
      Tally.Count tally =
          new Tally.Count("board" + i, 100 + i, 100 + i - lost, 0, 0, List.of(), last);
      boards.add(
          new Picture.Board(
              "board" + i,
              KINDS[i - 1],
              true,
              Picture.value(last, "temperature"),
              Picture.value(last, "humidity"),
              0,
              tally));
    }
    return boards;
  }
}
