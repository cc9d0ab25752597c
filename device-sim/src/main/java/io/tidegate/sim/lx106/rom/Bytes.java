package io.tidegate.sim.lx106.rom;

import io.tidegate.sim.lx106.core.Memory;
import java.util.List;

/// Memory and texts, as the C library has them. A text without an end ends with memory. Where
/// nothing is, a null pointer for one, the program has the exception that it would have had.
final class Bytes {
  private static final int START = 10;

  /// Longer than all memory there is.
  static final int LIMIT = 1 << 20;

  private Bytes() {}

  static List<Function> functions() {
    return List.of(
        new Function("ets_memcpy", START, c -> c.give(move(c, c.word(2)))),
        new Function("ets_memmove", START, c -> c.give(move(c, c.word(2)))),
        new Function(
            "ets_memset", START, c -> c.give(fill(c.memory(), c.word(0), c.word(1), c.word(2)))),
        new Function("ets_bzero", START, c -> fill(c.memory(), c.word(0), 0, c.word(1))),
        new Function("ets_memcmp", START, c -> c.give(compare(c, c.word(2), false))),
        new Function("ets_strlen", START, c -> c.give(length(c.memory(), c.word(0)))),
        new Function("ets_strcmp", START, c -> c.give(compare(c, LIMIT, true))),
        new Function("ets_strncmp", START, c -> c.give(compare(c, c.word(2), true))),
        new Function("ets_strcpy", START, c -> c.give(move(c, length(c.memory(), c.word(1)) + 1))),
        new Function("ets_strncpy", START, c -> c.give(padded(c))),
        new Function("ets_strstr", START, c -> c.give(within(c))));
  }

  private static int limited(int length) {
    return Integer.compareUnsigned(length, LIMIT) > 0 ? LIMIT : length;
  }

  /// Whichever way they overlap.
  private static int move(Call call, int length) {
    int to = call.word(0);
    int from = call.word(1);
    int count = limited(length);
    call.memory().readable(from, count);
    call.memory().writable(to, count);
    call.memory().store(to, call.memory().bytes(from, count));
    return to;
  }

  private static int fill(Memory memory, int to, int value, int length) {
    byte[] bytes = new byte[limited(length)];
    memory.writable(to, bytes.length);
    java.util.Arrays.fill(bytes, (byte) value);
    memory.store(to, bytes);
    return to;
  }

  private static int compare(Call call, int length, boolean text) {
    int first = Math.min(1, limited(length));
    call.memory().readable(call.word(0), first);
    call.memory().readable(call.word(1), first);
    for (int i = 0; i < limited(length); i++) {
      int one = call.memory().peek8(call.word(0) + i);
      int other = call.memory().peek8(call.word(1) + i);
      if (one != other || text && one == 0) {
        return one - other;
      }
    }
    return 0;
  }

  private static int length(Memory memory, int at) {
    int length = 0;
    memory.readable(at, 1);
    while (length < LIMIT && memory.peek8(at + length) != 0) {
      length++;
    }
    return length;
  }

  private static int padded(Call call) {
    int to = call.word(0);
    int limit = limited(call.word(2));
    int length = Math.min(limit, length(call.memory(), call.word(1)));
    move(call, length);
    fill(call.memory(), to + length, 0, limit - length);
    return to;
  }

  private static int within(Call call) {
    int sought = call.word(1);
    int length = length(call.memory(), sought);
    int last = call.word(0) + length(call.memory(), call.word(0)) - length;
    for (int at = call.word(0); at <= last; at++) {
      int same = 0;
      while (same < length
          && call.memory().peek8(at + same) == call.memory().peek8(sought + same)) {
        same++;
      }
      if (same == length) {
        return at;
      }
    }
    return 0;
  }
}
