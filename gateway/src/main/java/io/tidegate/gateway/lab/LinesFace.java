package io.tidegate.gateway.lab;

import java.io.PrintWriter;
import java.util.Locale;

/// Plain lines of ASCII, one each second: for a file, a pipe, a terminal that can do no more.
final class LinesFace implements Face {
  private final PrintWriter out;
  private long shownSecond = -1;

  LinesFace(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void show(Picture picture) {
    long second = picture.millis() / 1_000;
    if (second != shownSecond) {
      shownSecond = second;
      out.println(line(picture));
      out.flush();
    }
  }

  static String line(Picture picture) {
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
  public synchronized void event(String line) {
    out.println("        " + Screen.ascii(line));
    out.flush();
  }

  @Override
  public synchronized void end(Verdict verdict) {
    verdict.remarks().forEach(out::println);
    out.println(verdict.line());
    out.flush();
  }

  @Override
  public void close() {}
}
