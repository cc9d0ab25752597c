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
import java.util.Arrays;

/// Fields to frames. A field that is no number becomes -1 and a word that is unknown becomes null,
/// so that [FrameRules] is the only place that refuses.
final class FrameReader {

  private FrameReader() {}

  /// How many fields a type has; -1 when there is no such type.
  static int fieldCount(char type) {
    return switch (type) {
      case '?' -> 0;
      case 'L', 'w', 'a', 'n', 't', 'e' -> 2;
      case 'h' -> 3;
      case 'S' -> 4;
      case 'R', 'c' -> 5;
      case 'D', 'B', 'b' -> 7;
      case 'H' -> 10;
      default -> -1;
    };
  }

  /// Null when the fields break PROTOCOL.md. `fields` is what stands after the type letter.
  static Frame read(char type, String fields) {
    String[] f = split(fields, fieldCount(type), "RScLeBb".indexOf(type) >= 0);
    if (f == null) {
      return null;
    }
    Frame frame = build(type, f);
    return FrameRules.broken(frame) == null ? frame : null;
  }

  private static Frame build(char type, String[] f) {
    return switch (type) {
      case 'H' ->
          new Hello(
              f[0],
              f[1],
              f[2],
              u32(f[3]),
              u32(f[4]),
              u32(f[5]),
              small(f[6]),
              f[7],
              small(f[8]),
              f[9]);
      case 'D' ->
          new Describe(
              f[0],
              small(f[1]),
              f[2],
              WireName.find(ChannelKind.values(), f[3]),
              f[4],
              decimals(f[5]),
              WireName.find(ChannelAccess.values(), f[6]));
      case 'R' -> reading(f);
      case 'S' -> new Result(f[0], u32(f[1]), WireName.find(CommandCode.values(), f[2]), f[3]);
      case 'L' -> new LogLine(WireName.find(LogLevel.values(), f[0]), f[1]);
      case 'B' -> stream(Direction.UP, f);
      case 'b' -> stream(Direction.DOWN, f);
      case '?' -> new Who();
      case 'w' -> new Welcome(f[0], f[1]);
      case 'a' -> new Ack(f[0], u32(f[1]));
      case 'h' -> new Hold(f[0], u32(f[1]), u32(f[2]));
      case 'n' -> new Repeat(f[0], u32(f[1]));
      case 'c' -> new Command(f[0], u32(f[1]), u32(f[2]), f[3], f[4]);
      case 't' -> time(f);
      case 'e' -> new Fail(f[0], f[1]);
      default -> throw new IllegalStateException("no frame has the type " + type);
    };
  }

  private static Reading reading(String[] f) {
    boolean atLeast = f[3].endsWith("+");
    String age = atLeast ? f[3].substring(0, f[3].length() - 1) : f[3];
    return new Reading(f[0], u32(f[1]), u32(f[2]), u32(age), atLeast, f[4]);
  }

  private static Stream stream(Direction direction, String[] f) {
    StreamWord word = WireName.find(StreamWord.values(), f[2]);
    return new Stream(direction, f[0], u32(f[1]), word, u32(f[3]), u32(f[4]), u32(f[5]), f[6]);
  }

  private static Time time(String[] f) {
    boolean known = f[1].equals("s") || f[1].equals("u");
    long millis = known ? Decimal.parse(f[0], Limits.UNIX_MILLIS_MAX) : Decimal.NONE;
    return new Time(millis, f[1].equals("s"));
  }

  private static long u32(String field) {
    return Decimal.parse(field, Limits.U32_MAX);
  }

  private static int small(String field) {
    return (int) Decimal.parse(field, Integer.MAX_VALUE);
  }

  /// -1 is `-` here, so what is no number needs another value outside the range.
  private static int decimals(String field) {
    if (field.equals("-")) {
      return Describe.NO_DECIMALS;
    }
    int value = small(field);
    return value == Decimal.NONE ? Integer.MAX_VALUE : value;
  }

  /// `fields` is empty or starts with the space before the first one. When `lastIsFree`, the last
  /// field takes the rest of the line, spaces included, and may be empty.
  private static String[] split(String fields, int count, boolean lastIsFree) {
    if (count == 0) {
      return fields.isEmpty() ? new String[0] : null;
    }
    String[] parts = fields.split(" ", lastIsFree ? count + 1 : -1);
    if (parts.length != count + 1 || !parts[0].isEmpty()) {
      return null;
    }
    for (int i = 1; i <= count; i++) {
      if (parts[i].isEmpty() && !(lastIsFree && i == count)) {
        return null;
      }
    }
    return Arrays.copyOfRange(parts, 1, count + 1);
  }
}
