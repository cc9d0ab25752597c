package io.tidegate.gateway.lab;

import java.io.PrintWriter;

/// The calm screen: drawn over itself, only as often as something can have changed.
final class ScreenFace implements Face {
  private static final String CLEAR = "\u001b[H\u001b[2J";
  private static final String HOME = "\u001b[H";
  private static final String TO_LINE_END = "\u001b[K";
  private static final String TO_SCREEN_END = "\u001b[J";
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";

  private final PrintWriter out;
  private boolean draining;
  private boolean closed;

  ScreenFace(PrintWriter out) {
    this.out = out;
    out.print(HIDE_CURSOR + CLEAR);
    out.flush();
  }

  @Override
  public synchronized void show(Picture picture) {
    StringBuilder screen = new StringBuilder(HOME);
    Screen.of(picture, draining).forEach(line -> screen.append(line).append(TO_LINE_END + "\r\n"));
    out.print(screen.append(TO_SCREEN_END));
    out.flush();
  }

  @Override
  public void event(String line) {}

  synchronized void drain() {
    draining = true;
  }

  @Override
  public synchronized void end(Verdict verdict) {
    new PlainReport().end(verdict).forEach(out::println);
    out.flush();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      out.print(SHOW_CURSOR);
      out.flush();
    }
  }
}
