package io.tidegate.gateway.lab;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// All that was said in a run, a line each: what boards printed, what the broker took, what the
/// gateway logged. The same scenario and seed give the same transcript to the byte.
final class Transcript {
  /// Nobody wants it.
  static final Transcript NONE = new Transcript(null);

  private final PrintStream out;

  Transcript(PrintStream out) {
    this.out = out;
  }

  void bytes(long nanos, String board, byte[] bytes, int length) {
    if (out != null) {
      line(nanos, board, shown(new String(bytes, 0, length, StandardCharsets.ISO_8859_1)));
    }
  }

  void message(long nanos, String topic, byte[] payload) {
    if (out != null) {
      line(nanos, "broker", topic + " " + shown(new String(payload, StandardCharsets.UTF_8)));
    }
  }

  void line(long nanos, String who, String what) {
    if (out != null) {
      out.print(
          String.format(
              Locale.ROOT,
              "%d.%09d %s %s\n",
              nanos / 1_000_000_000,
              nanos % 1_000_000_000,
              who,
              what));
    }
  }

  private static String shown(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (char c : text.toCharArray()) {
      switch (c) {
        case '\r' -> shown.append("\\r");
        case '\n' -> shown.append("\\n");
        case '\\' -> shown.append("\\\\");
        default -> {
          if (c >= ' ' && c < 0x7F) {
            shown.append(c);
          } else {
            shown.append("\\u%04x".formatted((int) c));
          }
        }
      }
    }
    return shown.toString();
  }
}
