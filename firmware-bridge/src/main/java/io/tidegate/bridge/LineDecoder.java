package io.tidegate.bridge;

import java.nio.charset.StandardCharsets;

/// Bytes of one port to frames, text lines and faults: PROTOCOL.md section 1. Takes bytes in pieces
/// of any size; how they are cut never changes what comes out. One buffer of fixed size, nothing
/// thrown.
public final class LineDecoder {

  /// Takes what the decoder found, in the order of the wire.
  public interface Sink {
    void frame(Frame frame);

    /// A line of text without LF and CR. The buffer is the decoder's: read it before returning.
    void text(byte[] buffer, int offset, int length);

    void fault(WireFault fault);
  }

  private static final int CHECK_BYTES = 1 + Crc32Line.HEX_LENGTH;

  private final Direction accepted;
  private final int lineLimitBytes;
  private final int frameLimitBytes;

  // The line that is being collected; one byte more than the limit, for a CR.
  private final byte[] line;
  private int length;
  private boolean skipping;

  /// `lineLimitBytes` counts without LF and CR; it is never below the longest line that has to be
  /// taken.
  public LineDecoder(int lineLimitBytes, Direction accepted) {
    int least =
        switch (accepted) {
          case UP -> Limits.LINE_UP_BYTES;
          case DOWN -> Limits.LINE_DOWN_BYTES;
        };
    if (lineLimitBytes < least) {
      throw new IllegalArgumentException(
          "line limit is " + lineLimitBytes + " bytes, must be " + least + " or more");
    }
    this.accepted = accepted;
    this.lineLimitBytes = lineLimitBytes;
    this.frameLimitBytes = accepted == Direction.UP ? Limits.LINE_UP_BYTES : lineLimitBytes;
    this.line = new byte[lineLimitBytes + 1];
  }

  public void feed(byte[] bytes, int offset, int length, Sink sink) {
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == '\n') {
        endLine(sink);
      } else if (!skipping) {
        collect(bytes[i], sink);
      }
    }
  }

  /// Forgets a half line: the port was opened anew.
  public void reset() {
    length = 0;
    skipping = false;
  }

  private void collect(byte next, Sink sink) {
    if (length == line.length || (length == lineLimitBytes && next != '\r')) {
      skipping = true;
      sink.fault(WireFault.TOO_LONG);
    } else {
      line[length++] = next;
    }
  }

  private void endLine(Sink sink) {
    int end = length;
    boolean skipped = skipping;
    reset();
    if (skipped) {
      return;
    }
    if (end > 0 && line[end - 1] == '\r') {
      end--;
    }
    int start = frameStart(end);
    endPart(start, sink);
    if (start < end) {
      frame(start, end, sink);
    }
  }

  /// Where the frame of this line begins; `end` when it holds none.
  private int frameStart(int end) {
    int from = 0;
    for (int tried = 0; tried < Limits.MARKERS_TRIED; tried++) {
      int candidate = candidate(from, end);
      if (candidate == end || isFrame(candidate, end)) {
        return candidate;
      }
      from = candidate + 1;
    }
    return end;
  }

  /// The first `~` with a digit behind it at `from` or later; `end` when there is none.
  private int candidate(int from, int end) {
    for (int i = from; i + 1 < end; i++) {
      if (line[i] == '~' && line[i + 1] >= '0' && line[i + 1] <= '9') {
        return i;
      }
    }
    return end;
  }

  private boolean isFrame(int start, int end) {
    int check = end - CHECK_BYTES;
    return end - start <= frameLimitBytes
        && check >= start + 2
        && line[check] == '*'
        && isPrint(start, end)
        && Crc32Line.matches(Crc32Line.of(line, start, check - start), line, check + 1);
  }

  private boolean isPrint(int start, int end) {
    for (int i = start; i < end; i++) {
      if (!FrameRules.isPrint(line[i])) {
        return false;
      }
    }
    return true;
  }

  /// The part of the line before `end` holds no frame: it is text, or a fault when a marker stands
  /// in it.
  private void endPart(int end, Sink sink) {
    int candidate = candidate(0, end);
    if (candidate == end) {
      if (end > 0) {
        sink.text(line, 0, end);
      }
    } else if (end - candidate > frameLimitBytes) {
      sink.fault(WireFault.TOO_LONG);
    } else {
      sink.fault(isPrint(candidate, end) ? WireFault.CRC : WireFault.NOISE);
    }
  }

  /// The bytes from `start` to `end` have a good CRC.
  private void frame(int start, int end, Sink sink) {
    int bodyEnd = end - CHECK_BYTES;
    if (line[start + 1] != '1') {
      sink.fault(WireFault.VERSION);
      return;
    }
    if (bodyEnd == start + 2) {
      sink.fault(WireFault.MALFORMED);
      return;
    }
    char type = (char) line[start + 2];
    if (FrameReader.fieldCount(type) < 0 || Frame.directionOf(type) != accepted) {
      sink.fault(WireFault.UNKNOWN_TYPE);
      return;
    }
    int fields = start + 3;
    Frame frame =
        FrameReader.read(
            type, new String(line, fields, bodyEnd - fields, StandardCharsets.US_ASCII));
    if (frame == null) {
      sink.fault(WireFault.MALFORMED);
    } else {
      sink.frame(frame);
    }
  }
}
