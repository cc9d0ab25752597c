package io.tidegate.sim.net;

import java.nio.ByteBuffer;

/// What a server of the network time protocol says (RFC 5905, section 7.3), as far as small boards
/// look at it. All servers here are of stratum 2.
///
/// ```
/// u8 leap 2 bits, version 3, mode 3 | u8 stratum | u8 poll | i8 precision | 12 bytes
/// then four times of u32 seconds since 1900 and u32 parts of a second:
/// last set, when the asker asked, when that came here, when this went out
/// ```
final class TimeAnswer {
  private static final int BYTES = 48;
  private static final int ASKED_AT = 40;
  private static final int CLIENT = 3;
  private static final int SERVER = 4;
  private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;

  private TimeAnswer() {}

  /// Null to what is no question.
  static byte[] to(byte[] question, long unixMillis) {
    if (question.length < BYTES || (question[0] & 7) != CLIENT) {
      return null;
    }
    ByteBuffer answer = ByteBuffer.allocate(BYTES);
    answer.put((byte) (question[0] & 0x38 | SERVER));
    answer.put((byte) 2).put(question[2]).put((byte) -20);
    answer.putInt(0).putInt(0).putInt(0);
    time(answer, unixMillis);
    answer.put(question, ASKED_AT, Long.BYTES);
    time(answer, unixMillis);
    time(answer, unixMillis);
    return answer.array();
  }

  private static void time(ByteBuffer into, long unixMillis) {
    into.putInt((int) (Math.floorDiv(unixMillis, 1_000) + SECONDS_1900_TO_1970));
    into.putInt((int) ((Math.floorMod(unixMillis, 1_000L) << 32) / 1_000));
  }
}
