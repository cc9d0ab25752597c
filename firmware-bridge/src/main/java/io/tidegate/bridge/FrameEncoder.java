package io.tidegate.bridge;

import io.tidegate.bridge.Frame.Ack;
import io.tidegate.bridge.Frame.Command;
import io.tidegate.bridge.Frame.Describe;
import io.tidegate.bridge.Frame.Fail;
import io.tidegate.bridge.Frame.Hello;
import io.tidegate.bridge.Frame.Hold;
import io.tidegate.bridge.Frame.LogLine;
import io.tidegate.bridge.Frame.Reading;
import io.tidegate.bridge.Frame.Repeat;
import io.tidegate.bridge.Frame.Result;
import io.tidegate.bridge.Frame.Stream;
import io.tidegate.bridge.Frame.Time;
import io.tidegate.bridge.Frame.Welcome;
import io.tidegate.bridge.Frame.Who;
import java.nio.charset.StandardCharsets;

/// Frames to lines.
public final class FrameEncoder {

  /// `*` and the digits of the CRC.
  private static final int CHECK_BYTES = 1 + Crc32Line.HEX_LENGTH;

  private FrameEncoder() {}

  /// The whole line, with the LF before and after it. A frame outside the limits is a mistake of
  /// our own: IllegalArgumentException.
  public static byte[] encode(Frame frame) {
    String body = body(frame);
    String line = "\n" + body + "*" + Crc32Line.hex(Crc32Line.of(body)) + "\n";
    return line.getBytes(StandardCharsets.US_ASCII);
  }

  /// What the limits of PROTOCOL.md count: from `~` to the last CRC digit, without the two LF.
  /// Throws like [#encode].
  public static int sizeBytes(Frame frame) {
    return body(frame).length() + CHECK_BYTES;
  }

  /// From `~` to before the `*`.
  private static String body(Frame frame) {
    String broken = FrameRules.broken(frame);
    if (broken != null) {
      throw new IllegalArgumentException(
          "field " + broken + " is outside the limits of the link; not written: " + frame);
    }
    String fields = fields(frame);
    String body = "~1" + frame.type() + (fields.isEmpty() ? "" : " " + fields);
    int limit =
        switch (frame.direction()) {
          case UP -> Limits.LINE_UP_BYTES;
          case DOWN -> Limits.LINE_DOWN_MAX_BYTES;
        };
    if (body.length() + CHECK_BYTES > limit) {
      throw new IllegalArgumentException(
          "line of " + (body.length() + CHECK_BYTES) + " bytes, limit " + limit + ": " + frame);
    }
    return body;
  }

  private static String fields(Frame frame) {
    return switch (frame) {
      case Hello f ->
          join(
              f.dev(),
              f.nonce(),
              f.session(),
              f.base(),
              f.next(),
              f.ring(),
              f.rxBytes(),
              f.firmware(),
              f.channels(),
              f.caps());
      case Describe f ->
          join(
              f.nonce(),
              f.index(),
              f.name(),
              f.kind().wireName(),
              f.unit(),
              f.decimals() == Describe.NO_DECIMALS ? "-" : f.decimals(),
              f.access().wireName());
      case Reading f ->
          join(
              f.session(),
              f.seq(),
              f.base(),
              f.ageMillis() + (f.ageAtLeast() ? "+" : ""),
              f.json());
      case Result f -> join(f.session(), f.number(), f.code().wireName(), f.text());
      case LogLine f -> join(f.level().wireName(), f.text());
      case Stream f ->
          join(f.session(), f.number(), f.word().wireName(), f.at(), f.ack(), f.room(), f.data());
      case Who _ -> "";
      case Welcome f -> join(f.nonce(), f.session());
      case Ack f -> join(f.session(), f.seq());
      case Hold f -> join(f.session(), f.seq(), f.seconds());
      case Repeat f -> join(f.session(), f.seq());
      case Command f -> join(f.session(), f.number(), f.ttlMillis(), f.channel(), f.value());
      case Time f -> join(f.unixMillis(), f.synchronised() ? "s" : "u");
      case Fail f -> join(f.code(), f.text());
    };
  }

  private static String join(Object... fields) {
    StringBuilder line = new StringBuilder();
    for (Object field : fields) {
      line.append(line.isEmpty() ? "" : " ").append(field);
    }
    return line.toString();
  }
}
