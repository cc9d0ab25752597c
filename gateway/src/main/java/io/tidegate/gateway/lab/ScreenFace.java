package io.tidegate.gateway.lab;

import io.tidegate.terminal.Canvas;
import java.io.PrintWriter;

/// The calm screen: drawn over itself, only as often as something can have changed.
final class ScreenFace implements Face {
  private final PrintWriter out;
  private final Canvas canvas;
  private boolean draining;

  ScreenFace(PrintWriter out) {
    this.out = out;
    this.canvas = new Canvas(out);
  }

  @Override
  public synchronized void show(Picture picture) {
    canvas.draw(Screen.of(picture, draining));
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
  public void close() {
    canvas.close();
  }
}
