package io.tidegate.gateway.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// ASCII of at most 80 columns: for a file, a pipe, a terminal that can do no more.
final class PlainReport implements Report {
  @Override
  public String second(Picture picture) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "%4d s  network %-6s  waiting %4d  sent %5d  delivered %5d ",
            picture.millis() / 1_000,
            picture.networkPlugged() ? "up" : "PULLED",
            picture.gateway().waiting(),
            picture.sent(),
            picture.delivered()));
    for (Picture.Board board : picture.boards()) {
      String value = ' ' + (board.plugged() ? board.temperature() : "OUT");
      if (line.length() + value.length() > Screen.COLUMNS) {
        break;
      }
      line.append(value);
    }
    return line.toString();
  }

  @Override
  public List<String> event(String line) {
    return List.of("        " + Screen.ascii(line));
  }

  @Override
  public List<String> end(Verdict verdict) {
    List<String> lines = new ArrayList<>(verdict.remarks());
    lines.add(verdict.line());
    return lines;
  }
}
