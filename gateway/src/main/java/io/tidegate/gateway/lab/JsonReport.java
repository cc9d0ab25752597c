package io.tidegate.gateway.lab;

import io.tidegate.bridge.JsonWriter;
import java.util.List;

/// A JSON object each second, and one at the end.
final class JsonReport implements Report {
  @Override
  public String second(Picture picture) {
    StringBuilder boards = new StringBuilder("[");
    for (Picture.Board board : picture.boards()) {
      boards.append(boards.length() > 1 ? "," : "").append(board(board));
    }
    return new JsonWriter()
        .add("second", picture.millis() / 1_000)
        .add("network", picture.networkPlugged())
        .add("broker", picture.gateway().connected())
        .add("waiting", picture.gateway().waiting())
        .add("on_disk_bytes", picture.gateway().onDiskBytes())
        .add("sent", picture.sent())
        .add("delivered", picture.delivered())
        .add("repeated", picture.repeated())
        .addRaw("boards", boards.append(']').toString())
        .toString();
  }

  private static String board(Picture.Board board) {
    JsonWriter json =
        new JsonWriter()
            .add("board", board.name())
            .add("kind", board.kind())
            .add("plugged", board.plugged())
            .add("sent", board.count().sent())
            .add("delivered", board.count().delivered())
            .add("held", board.held());
    return (board.count().last().isEmpty()
            ? json.addNull("last")
            : json.addRaw("last", board.count().last()))
        .toString();
  }

  @Override
  public List<String> event(String line) {
    return List.of();
  }

  @Override
  public List<String> end(Verdict verdict) {
    return List.of(verdict.json());
  }
}
