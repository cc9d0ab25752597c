package io.tidegate.sim.lx106.rom;

import io.tidegate.sim.lx106.core.Memory;
import java.util.List;

/// MD5 and SHA-1 piece by piece. What they have come to stands in the program's memory, which
/// copies and clears it as it likes; so the JDK's, which keep it to themselves, do not serve here.
///
/// Facts: RFC 1321 and RFC 3174; the records are `MD5Context` (state, 64 bits of length, 64 bytes)
/// and `SHA1_CTX` (state, length with the low word first, 64 bytes) of the public
/// wpa_supplicant, whose functions the ROM has.
final class Digests {
  private static final int BLOCK = 64;
  private static final int BLOCK_CYCLES = 1_500;
  private static final int[] MD5_START = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  private static final int[] SHA1_START = {
    0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0
  };
  private static final int[] MD5_TURNS = {
    7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21
  };
  private static final int[] MD5_SINES = new int[BLOCK];

  static {
    for (int i = 0; i < BLOCK; i++) {
      MD5_SINES[i] = (int) (long) (Math.abs(StrictMath.sin(i + 1)) * (1L << 32));
    }
  }

  /// One of the two: how many words its state has, what it begins with, how it mixes a block in.
  private record Kind(int[] start, boolean bigEndian, Mixer mixer) {
    int words() {
      return start.length;
    }

    int length(int context) {
      return context + 4 * words();
    }

    int buffer(int context) {
      return length(context) + 8;
    }
  }

  private interface Mixer {
    void mix(int[] state, int[] block);
  }

  private static final Kind MD5 = new Kind(MD5_START, false, Digests::md5);
  private static final Kind SHA1 = new Kind(SHA1_START, true, Digests::sha1);

  private Digests() {}

  static List<Function> functions() {
    return List.of(
        new Function("MD5Init", 20, c -> begin(c, MD5, c.word(0))),
        new Function("MD5Update", 40, c -> update(c, MD5, c.word(0), c.word(1), c.word(2))),
        new Function("MD5Final", 40, c -> end(c, MD5, c.word(1), c.word(0))),
        new Function("SHA1Init", 20, c -> begin(c, SHA1, c.word(0))),
        new Function("SHA1Update", 40, c -> update(c, SHA1, c.word(0), c.word(1), c.word(2))),
        new Function("SHA1Final", 40, c -> end(c, SHA1, c.word(1), c.word(0))),
        new Function("SHA1Transform", 20, c -> mix(c, SHA1, c.word(0), c.word(1))));
  }

  private static void begin(Call call, Kind kind, int context) {
    for (int i = 0; i < kind.words(); i++) {
      call.memory().poke32(context + 4 * i, kind.start[i]);
    }
    length(call.memory(), kind, context, 0);
  }

  private static long length(Memory memory, Kind kind, int context) {
    int at = kind.length(context);
    return memory.peek32(at) & 0xffffffffL | (long) memory.peek32(at + 4) << 32;
  }

  private static void length(Memory memory, Kind kind, int context, long bits) {
    memory.poke32(kind.length(context), (int) bits);
    memory.poke32(kind.length(context) + 4, (int) (bits >>> 32));
  }

  private static void update(Call call, Kind kind, int context, int from, int bytes) {
    add(call, kind, context, call.bytes(from, bytes, Bytes.LIMIT));
  }

  private static void add(Call call, Kind kind, int context, byte[] bytes) {
    Memory memory = call.memory();
    long before = length(memory, kind, context);
    length(memory, kind, context, before + 8L * bytes.length);
    int filled = (int) (before >>> 3) & BLOCK - 1;
    for (byte each : bytes) {
      memory.poke8(kind.buffer(context) + filled++, each);
      if (filled == BLOCK) {
        mix(call, kind, context, kind.buffer(context));
        filled = 0;
      }
    }
  }

  private static void end(Call call, Kind kind, int context, int to) {
    Memory memory = call.memory();
    long bits = length(memory, kind, context);
    int filled = (int) (bits >>> 3) & BLOCK - 1;
    byte[] rest = new byte[(filled < BLOCK - 8 ? BLOCK : 2 * BLOCK) - filled];
    rest[0] = (byte) 0x80;
    for (int i = 0; i < 8; i++) {
      int shift = 8 * (kind.bigEndian ? 7 - i : i);
      rest[rest.length - 8 + i] = (byte) (bits >>> shift);
    }
    add(call, kind, context, rest);
    for (int i = 0; i < kind.words(); i++) {
      int word = memory.peek32(context + 4 * i);
      memory.poke32(to + 4 * i, kind.bigEndian ? Integer.reverseBytes(word) : word);
    }
  }

  private static void mix(Call call, Kind kind, int context, int from) {
    Memory memory = call.memory();
    int[] state = new int[kind.words()];
    for (int i = 0; i < state.length; i++) {
      state[i] = memory.peek32(context + 4 * i);
    }
    int[] block = new int[16];
    for (int i = 0; i < block.length; i++) {
      int word = memory.peek32(from + 4 * i);
      block[i] = kind.bigEndian ? Integer.reverseBytes(word) : word;
    }
    kind.mixer.mix(state, block);
    for (int i = 0; i < state.length; i++) {
      memory.poke32(context + 4 * i, state[i]);
    }
    call.processor().pass(BLOCK_CYCLES);
  }

  private static void md5(int[] state, int[] block) {
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    for (int i = 0; i < BLOCK; i++) {
      int round = i >> 4;
      int mixed =
          switch (round) {
            case 0 -> b & c | ~b & d;
            case 1 -> d & b | ~d & c;
            case 2 -> b ^ c ^ d;
            default -> c ^ (b | ~d);
          };
      int which =
          switch (round) {
            case 0 -> i;
            case 1 -> 5 * i + 1;
            case 2 -> 3 * i + 5;
            default -> 7 * i;
          };
      int sum = a + mixed + block[which & 15] + MD5_SINES[i];
      a = d;
      d = c;
      c = b;
      b += Integer.rotateLeft(sum, MD5_TURNS[4 * round + (i & 3)]);
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
  }

  private static void sha1(int[] state, int[] block) {
    int[] words = java.util.Arrays.copyOf(block, 80);
    for (int i = 16; i < words.length; i++) {
      words[i] = Integer.rotateLeft(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    }
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    int e = state[4];
    for (int i = 0; i < words.length; i++) {
      int mixed =
          switch (i / 20) {
            case 0 -> (b & c | ~b & d) + 0x5a827999;
            case 1 -> (b ^ c ^ d) + 0x6ed9eba1;
            case 2 -> (b & c | b & d | c & d) + 0x8f1bbcdc;
            default -> (b ^ c ^ d) + 0xca62c1d6;
          };
      int next = Integer.rotateLeft(a, 5) + mixed + e + words[i];
      e = d;
      d = c;
      c = Integer.rotateLeft(b, 30);
      b = a;
      a = next;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
  }
}
