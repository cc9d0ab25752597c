package io.tidegate.sim.check;

import java.util.function.Consumer;

/// Serial bytes as lines for a person: without line ends, what is not printable escaped as `\x1b`,
/// a line that does not end cut at [#LIMIT].
public final class Lines {
  static final int LIMIT = 1_024;

  private final StringBuilder line = new StringBuilder();
  private final Consumer<String> sink;

  public Lines(Consumer<String> sink) {
    this.sink = sink;
  }

  public void add(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      int next = bytes[i] & 0xFF;
      if (next == '\n') {
        end();
      } else if (next != '\r') {
        if (next >= ' ' && next < 0x7F) {
          line.append((char) next);
        } else {
          line.append(String.format("\\x%02x", next));
        }
        if (line.length() >= LIMIT) {
          end();
        }
      }
    }
  }

  /// What has come of a line so far is one now.
  public void end() {
    if (!line.isEmpty()) {
      sink.accept(line.toString());
      line.setLength(0);
    }
  }
}
