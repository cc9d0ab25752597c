package io.tidegate.sim.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sim.pty.PortPlan;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/// What a board says, for a person: as it comes, what is no text as the character that says so.
final class ShownText implements PortPlan.Tap {
  private static final int MOST_BYTES = 64 * 1_024;

  private final PrintWriter out;
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
      out.append(letters);
      letters.clear();
    }
    out.flush();
  }
}
