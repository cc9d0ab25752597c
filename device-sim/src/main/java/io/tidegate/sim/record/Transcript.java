package io.tidegate.sim.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;

/// The last of what passed at a port, for people: a line of text is a line here, with its time, in
/// the terms of a recording. Any thread may add and ask.
public final class Transcript {
  /// What a line is broken at when nobody ends it.
  private static final int LONGEST_BYTES = 200;

  private static final char NONE = 0;

  private final int limit;
  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private int length;
  private boolean cut;

  // the line that has not ended
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();
  private char openMark = NONE;
  private long openNanos;

  /// Keeps at most so many characters.
  public Transcript(int limit) {
    this.limit = limit;
  }

  public synchronized void passed(long nanos, Direction direction, byte[] bytes, int length) {
    add(nanos, direction.mark, bytes, length);
  }

  /// The board said this while nobody had its port open, or read; it is marked `-`.
  public synchronized void unheard(long nanos, byte[] bytes, int length) {
    add(nanos, '-', bytes, length);
  }

  /// Something else has happened.
  public synchronized void note(long nanos, String words) {
    end();
    byte[] bytes = words.getBytes(ISO_8859_1);
    add(nanos, '!', bytes, bytes.length);
    end();
  }

  /// Each line with its end; empty when nothing has passed.
  public synchronized String text() {
    StringBuilder text = new StringBuilder(cut ? "...\n" : "");
    lines.forEach(text::append);
    if (openMark != NONE) {
      text.append(line());
    }
    return text.toString();
  }

  private void add(long nanos, char mark, byte[] bytes, int length) {
    if (mark != openMark) {
      end();
    }
    for (int i = 0; i < length; i++) {
      if (openMark == NONE) {
        openMark = mark;
        openNanos = nanos;
      }
      open.write(bytes[i]);
      if (bytes[i] == '\n' || open.size() == LONGEST_BYTES) {
        end();
      }
    }
  }

  private void end() {
    if (openMark == NONE) {
      return;
    }
    String line = line();
    lines.add(line);
    length += line.length();
    while (length > limit) {
      length -= lines.removeFirst().length();
      cut = true;
    }
    open.reset();
    openMark = NONE;
  }

  private String line() {
    StringBuilder line = new StringBuilder();
    line.append(Seconds.text(openNanos)).append(' ').append(openMark).append(' ');
    Escapes.write(open.toByteArray(), open.size(), line);
    return line.append('\n').toString();
  }
}
