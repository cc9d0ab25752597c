package io.tidegate.sim.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sim.pty.PortPlan;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayDeque;
import java.util.Deque;

/// What a board says, for a person: as it comes, what is no text as the character that says so.
/// What there is to tell beside it waits for the end of a line that has begun, as long as that goes
/// on.
final class ShownText implements PortPlan.Tap {
  private static final int MOST_BYTES = 64 * 1_024;

  /// A line of which nothing came for so long is a prompt, or has no end.
  private static final long QUIET_NANOS = 250_000_000L;

  private static final int MOST_WAITING = 256;

  private final PrintWriter out;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean begun;
  private long shownNanos;
  private final CharsetDecoder decoder =
      UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final ByteBuffer left = ByteBuffer.allocate(MOST_BYTES);
  private final CharBuffer letters = CharBuffer.allocate(MOST_BYTES);

  ShownText(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void sent(byte[] bytes, int length, int taken) {
    show(bytes, length);
  }

  @Override
  public void cut() {}

  /// A letter that is not complete waits for the rest of it.
  void show(byte[] bytes, int length) {
    for (int at = 0; at < length; ) {
      int part = Math.min(length - at, left.remaining());
      left.put(bytes, at, part);
      at += part;
      left.flip();
      decoder.decode(left, letters, false);
      left.compact();
      letters.flip();
      show(letters.toString());
      letters.clear();
    }
    out.flush();
  }

  private void show(String text) {
    int end = waiting.isEmpty() ? -1 : text.indexOf('\n');
    out.append(text, 0, end + 1);
    if (end >= 0) {
      tellAll();
    }
    out.append(text, end + 1, text.length());
    begun = text.isEmpty() ? begun : !text.endsWith("\n");
    shownNanos = System.nanoTime();
  }

  /// `words` are told at the end of the line that goes on.
  void tell(Runnable words) {
    waiting.add(words);
    if (!begun || waiting.size() > MOST_WAITING) {
      end();
    }
  }

  /// To be called now and then: a line that does not go on is left as it is.
  void look() {
    if (System.nanoTime() - shownNanos > QUIET_NANOS) {
      end();
    }
  }

  /// Nothing waits any longer.
  void end() {
    if (!waiting.isEmpty() && begun) {
      out.append("\n");
      begun = false;
    }
    tellAll();
  }

  private void tellAll() {
    out.flush();
    while (!waiting.isEmpty()) {
      waiting.poll().run();
    }
  }
}
