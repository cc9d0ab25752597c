package io.tidegate.terminal;

import java.io.PrintWriter;
import java.util.List;

/// A screen of lines that is drawn over itself, without flicker. Only for a terminal that
/// [Terminal#isCapable].
public final class Canvas implements AutoCloseable {
  private static final String HOME = "\u001b[H";
  private static final String TO_LINE_END = "\u001b[K";
  private static final String TO_SCREEN_END = "\u001b[J";
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";

  private final PrintWriter out;
  private boolean closed;

  public Canvas(PrintWriter out) {
    this.out = out;
    out.print(HIDE_CURSOR + Terminal.HOME_AND_CLEAR);
    out.flush();
  }

  public synchronized void draw(List<String> lines) {
    StringBuilder screen = new StringBuilder(HOME);
    lines.forEach(line -> screen.append(line).append(TO_LINE_END + "\r\n"));
    out.print(screen.append(TO_SCREEN_END));
    out.flush();
  }

  /// The cursor is seen again; what was drawn stays.
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      out.print(SHOW_CURSOR);
      out.flush();
    }
  }
}
