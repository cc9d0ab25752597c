package io.tidegate.gateway.lab.twin;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// One line per event, for whoever has to understand a history. Switched off it costs nothing.
public final class Trace {
  public static final Trace OFF = new Trace(null);

  private final PrintStream out;

  public Trace(PrintStream out) {
    this.out = out;
  }

  public boolean on() {
    return out != null;
  }

  public void line(long nowNanos, String who, String what) {
    if (out != null) {
      out.printf("%12.6f  %-10s %s%n", nowNanos / 1e9, who, what);
    }
  }

  public void bytes(long nowNanos, String who, String what, byte[] bytes) {
    if (out != null) {
      line(nowNanos, who, what + " " + shown(bytes));
    }
  }

  public static String shown(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.replace("\r", "\\r").replace("\n", "\\n").replaceAll("[^ -~]", "?");
  }
}
