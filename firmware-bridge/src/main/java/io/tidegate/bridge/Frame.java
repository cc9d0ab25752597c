package io.tidegate.bridge;

import java.util.Base64;
import java.util.List;

/// A frame of the link, PROTOCOL.md section 2. Records hold what stands on the wire and nothing
/// else; their limits are checked in one place for both ways: on reading (fault `malformed`) and on
/// writing (IllegalArgumentException).
public sealed interface Frame {

  /// Stands in a hello where a board has no session yet.
  String NO_SESSION = "-";

  /// The letter after the marker.
  char type();

  default Direction direction() {
    return directionOf(type());
  }

  /// Capitals go up; small letters and `?` go down.
  static Direction directionOf(char type) {
    return type >= 'A' && type <= 'Z' ? Direction.UP : Direction.DOWN;
  }

  /// A board introduces itself. `session` may be [#NO_SESSION]; `caps` is `-` or words joined by
  /// commas.
  record Hello(
      String dev,
      String nonce,
      String session,
      long base,
      long next,
      long ring,
      int rxBytes,
      String firmware,
      int channels,
      String caps)
      implements Frame {

    @Override
    public char type() {
      return 'H';
    }

    public boolean hasSession() {
      return !session.equals(NO_SESSION);
    }

    public boolean wantsTime() {
      return List.of(caps.split(",", -1)).contains("time");
    }

    /// How long the board sleeps between its words; 0 when it always listens or the word is not a
    /// number.
    public long sleepSeconds() {
      for (String word : caps.split(",", -1)) {
        if (word.startsWith("sleep=")) {
          return Math.max(0, Decimal.parse(word.substring("sleep=".length()), Limits.U32_MAX));
        }
      }
      return 0;
    }
  }

  /// Describes channel `index` of the hello with that nonce. `unit` is `-` when there is none,
  /// `decimals` is [#NO_DECIMALS] when the board does not say.
  record Describe(
      String nonce,
      int index,
      String name,
      ChannelKind kind,
      String unit,
      int decimals,
      ChannelAccess access)
      implements Frame {

    public static final int NO_DECIMALS = -1;

    @Override
    public char type() {
      return 'D';
    }
  }

  /// A reading. `json` is any printable text: a reading whose JSON is unusable is still a frame,
  /// because it has to be acknowledged.
  record Reading(
      String session, long seq, long base, long ageMillis, boolean ageAtLeast, String json)
      implements Frame {
    @Override
    public char type() {
      return 'R';
    }
  }

  /// What became of command `number`.
  record Result(String session, long number, CommandCode code, String text) implements Frame {
    @Override
    public char type() {
      return 'S';
    }
  }

  /// Words for a person.
  record LogLine(LogLevel level, String text) implements Frame {
    @Override
    public char type() {
      return 'L';
    }
  }

  /// Bytes of stream `number`, in either direction. `data` is base64url without padding, possibly
  /// empty; `at` and `ack` count bytes modulo 2^32.
  record Stream(
      Direction direction,
      String session,
      long number,
      StreamWord word,
      long at,
      long ack,
      long room,
      String data)
      implements Frame {
    @Override
    public char type() {
      return direction == Direction.UP ? 'B' : 'b';
    }

    public byte[] bytes() {
      return Base64.getUrlDecoder().decode(data);
    }
  }

  /// Who is there?
  record Who() implements Frame {
    @Override
    public char type() {
      return '?';
    }
  }

  /// The answer to a hello; from here on the board sends readings.
  record Welcome(String nonce, String session) implements Frame {
    @Override
    public char type() {
      return 'w';
    }
  }

  /// Every reading up to `seq` is safe. 0 when none is.
  record Ack(String session, long seq) implements Frame {
    @Override
    public char type() {
      return 'a';
    }
  }

  /// Readings up to `seq` have arrived and are not yet safe.
  record Hold(String session, long seq, long seconds) implements Frame {
    @Override
    public char type() {
      return 'h';
    }
  }

  /// Send again from `seq` on.
  record Repeat(String session, long seq) implements Frame {
    @Override
    public char type() {
      return 'n';
    }
  }

  /// Set `channel` to `value`, unless `ttlMillis` have passed since it was received.
  record Command(String session, long number, long ttlMillis, String channel, String value)
      implements Frame {
    @Override
    public char type() {
      return 'c';
    }
  }

  /// Wall time, and whether it is synchronised.
  record Time(long unixMillis, boolean synchronised) implements Frame {
    @Override
    public char type() {
      return 't';
    }
  }

  /// The gateway cannot go along. Boards count codes they do not know.
  record Fail(String code, String text) implements Frame {
    public static final String VERSION = "version";
    public static final String MALFORMED = "malformed";
    public static final String ID_TAKEN = "id";

    @Override
    public char type() {
      return 'e';
    }
  }
}
