package io.tidegate.sim.lx106.rom;

import java.util.List;

/// Small things: hexadecimal digits, addresses written in them, numbers that look like chance.
///
/// Facts: what public descriptions of the ROM's functions say that these take and give.
final class Odds {
  private static final int ADDRESS_BYTES = 6;
  private static final long FACTOR = 6_364_136_223_846_793_005L;

  private long chance = 1;

  List<Function> functions() {
    return List.of(
        new Function("ets_char2xdigit", 15, c -> c.give(digit(c.word(0) & 0xff))),
        new Function("ets_str2macaddr", 150, Odds::address),
        new Function("srand", 5, c -> chance = c.unsigned(0)),
        new Function("rand", 30, c -> c.give(next())));
  }

  void reset() {
    chance = 1;
  }

  private int next() {
    chance = chance * FACTOR + 1;
    return (int) (chance >>> 33);
  }

  /// -1 when it is none.
  private static int digit(int letter) {
    return Character.digit((char) letter, 16);
  }

  /// Six bytes, with a colon, a dash or nothing between them; gives where they are, or 0.
  private static void address(Call call) {
    int from = call.word(1);
    byte[] found = new byte[ADDRESS_BYTES];
    for (int i = 0; i < ADDRESS_BYTES; i++) {
      int high = digit(call.memory().peek8(from));
      int low = high < 0 ? -1 : digit(call.memory().peek8(from + 1));
      if (low < 0) {
        call.give(0);
        return;
      }
      found[i] = (byte) (high << 4 | low);
      from += 2;
      int between = call.memory().peek8(from);
      from += between == ':' || between == '-' ? 1 : 0;
    }
    call.memory().poke(call.word(0), found);
    call.give(call.word(0));
  }
}
