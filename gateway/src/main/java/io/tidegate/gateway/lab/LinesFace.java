package io.tidegate.gateway.lab;

import java.io.PrintWriter;
import java.util.List;

/// A line each second, what happens in between, and the count as the last.
final class LinesFace implements Face {
  private final PrintWriter out;
  private final Report report;
  private long shownSecond = -1;

  LinesFace(PrintWriter out, Report report) {
    this.out = out;
    this.report = report;
  }

  @Override
  public synchronized void show(Picture picture) {
    long second = picture.millis() / 1_000;
    if (second != shownSecond) {
      shownSecond = second;
      print(List.of(report.second(picture)));
    }
  }

  @Override
  public synchronized void event(String line) {
    print(report.event(line));
  }

  @Override
  public synchronized void end(Verdict verdict) {
    print(report.end(verdict));
  }

  private void print(List<String> lines) {
    lines.forEach(out::println);
    out.flush();
  }

  @Override
  public void close() {}
}
