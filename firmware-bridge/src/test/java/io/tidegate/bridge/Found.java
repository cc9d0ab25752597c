package io.tidegate.bridge;

import java.util.ArrayList;
import java.util.List;

/// Writes down what a decoder finds, a line each, as in vectors/line.txt.
final class Found implements LineDecoder.Sink {

  final List<String> lines = new ArrayList<>();
  final List<Frame> frames = new ArrayList<>();

  static Found of(LineDecoder decoder, byte[]... pieces) {
    Found found = new Found();
    for (byte[] piece : pieces) {
      decoder.feed(piece, 0, piece.length, found);
    }
    return found;
  }

  /// A gateway's decoder, fed with `bytes`.
  static Found up(byte[]... pieces) {
    return of(new LineDecoder(Limits.TEXT_LINE_BYTES, Direction.UP), pieces);
  }

  @Override
  public void frame(Frame frame) {
    frames.add(frame);
    lines.add("frame " + body(FrameEncoder.encode(frame)));
  }

  @Override
  public void text(byte[] buffer, int offset, int length) {
    lines.add("text " + Vectors.escape(buffer, offset, length));
  }

  @Override
  public void fault(WireFault fault) {
    lines.add("fault " + fault.wireName());
  }

  /// From `~` to before the `*`.
  private static String body(byte[] line) {
    return Vectors.escape(line, 1, line.length - 11);
  }
}
