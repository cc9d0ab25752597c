package io.tidegate.gateway.simulation;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// One line per event, for whoever has to understand a history. Switched off it costs nothing.
final class Trace {
  static final Trace OFF = new Trace(null);

  private final PrintStream out;

  Trace(PrintStream out) {
    this.out = out;
  }

  boolean on() {
    return out != null;
  }

  void line(long nowNanos, String who, String what) {
    if (out != null) {
      out.printf("%12.6f  %-10s %s%n", nowNanos / 1e9, who, what);
    }
  }

  void bytes(long nowNanos, String who, String what, byte[] bytes) {
    if (out != null) {
      line(nowNanos, who, what + " " + shown(bytes));
    }
  }

  static String shown(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.replace("\r", "\\r").replace("\n", "\\n").replaceAll("[^ -~]", "?");
  }
}
