package io.tidegate.sim.lx106.chip;

/// The registers of a serial interface, and a transfer that a program describes by them: command,
/// address, pause, what goes out, what comes in. On the wire the highest bit comes first, unless it
/// is told otherwise.
final class SpiRegisters {
  static final int COMMAND = 0x00;
  static final int ADDRESS = 0x04;
  static final int CONTROL = 0x08;
  static final int CLOCK = 0x18;
  static final int USER = 0x1c;
  static final int LENGTHS = 0x20;
  static final int USER_COMMAND = 0x24;
  static final int PIN = 0x2c;
  static final int SLAVE = 0x30;
  static final int WORDS = 0x40;
  static final int WORD_BYTES = 64;

  /// The bit of the command register that starts such a transfer.
  static final int TRANSFER = 1 << 18;

  private static final int HAS_COMMAND = 1 << 31;
  private static final int HAS_ADDRESS = 1 << 30;
  private static final int HAS_PAUSE = 1 << 29;
  private static final int HAS_IN = 1 << 28;
  private static final int HAS_OUT = 1 << 27;
  private static final int OUT_HIGH_HALF = 1 << 25;
  private static final int IN_HIGH_HALF = 1 << 24;
  private static final int OUT_HIGHEST_BYTE_FIRST = 1 << 11;
  private static final int IN_HIGHEST_BYTE_FIRST = 1 << 10;
  private static final int BOTH_WAYS = 1;
  private static final int OUT_LOWEST_FIRST = 1 << 26;
  private static final int IN_LOWEST_FIRST = 1 << 25;
  private static final int BITS_MASK = 0x1ff;

  private final int[] all = new int[0x100 / 4];

  /// Who is at the other end.
  interface Device {
    /// What it says while it hears this: as many bytes.
    byte[] exchange(byte[] out);
  }

  void reset() {
    java.util.Arrays.fill(all, 0);
  }

  int get(int offset) {
    return all[offset >> 2];
  }

  void set(int offset, int value) {
    all[offset >> 2] = value;
  }

  /// The first bytes of the words.
  byte[] bytes(int count) {
    return bytes(0, count, false);
  }

  void bytes(byte[] bytes, int from, int count) {
    bytes(0, bytes, from, count, false);
  }

  private byte[] bytes(int offset, int count, boolean highestFirst) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      int at = (offset + i) % WORD_BYTES ^ (highestFirst ? 3 : 0);
      bytes[i] = (byte) (all[(WORDS + at) >> 2] >>> 8 * (at & 3));
    }
    return bytes;
  }

  private void bytes(int offset, byte[] bytes, int from, int count, boolean highestFirst) {
    for (int i = 0; i < count; i++) {
      int at = (offset + i) % WORD_BYTES ^ (highestFirst ? 3 : 0);
      int word = (WORDS + at) >> 2;
      int shift = 8 * (at & 3);
      all[word] = all[word] & ~(0xff << shift) | (bytes[from + i] & 0xff) << shift;
    }
  }

  /// Does the transfer that is described; how many bits it took.
  int transfer(Device device) {
    int user = get(USER);
    int out = (user & HAS_OUT) != 0 ? bits(17) : 0;
    int in = (user & HAS_IN) != 0 ? bits(8) : 0;
    boolean bothWays = (user & BOTH_WAYS) != 0;
    byte[] head = head(user);
    int outBytes = out + 7 >> 3;
    int inBytes = bothWays ? Math.max(outBytes, in + 7 >> 3) : in + 7 >> 3;
    int inAt = bothWays ? head.length : head.length + outBytes;
    byte[] wire = java.util.Arrays.copyOf(head, Math.max(head.length + outBytes, inAt + inBytes));
    int outAt = (user & OUT_HIGH_HALF) != 0 ? WORD_BYTES / 2 : 0;
    byte[] sent = bytes(outAt, outBytes, (user & OUT_HIGHEST_BYTE_FIRST) != 0);
    turn(sent, OUT_LOWEST_FIRST);
    System.arraycopy(sent, 0, wire, head.length, outBytes);
    byte[] heard = device.exchange(wire);
    byte[] got = java.util.Arrays.copyOfRange(heard, inAt, inAt + inBytes);
    turn(got, IN_LOWEST_FIRST);
    if (in > 0 || bothWays) {
      int to = (user & IN_HIGH_HALF) != 0 ? WORD_BYTES / 2 : 0;
      bytes(to, got, 0, inBytes, (user & IN_HIGHEST_BYTE_FIRST) != 0);
    }
    return wire.length * 8;
  }

  /// Cycles of 80 MHz that a bit takes.
  int bitCycles() {
    int clock = get(CLOCK);
    return clock < 0 ? 1 : ((clock >>> 18 & 0x1fff) + 1) * ((clock >>> 12 & 0x3f) + 1);
  }

  private int bits(int shift) {
    return (get(LENGTHS) >>> shift & BITS_MASK) + 1;
  }

  private byte[] head(int user) {
    int command = (user & HAS_COMMAND) != 0 ? (get(USER_COMMAND) >>> 28) + 1 + 7 >> 3 : 0;
    int address = (user & HAS_ADDRESS) != 0 ? (get(LENGTHS) >>> 26) + 1 + 7 >> 3 : 0;
    int pause = (user & HAS_PAUSE) != 0 ? (get(LENGTHS) & 0xff) + 1 + 7 >> 3 : 0;
    byte[] head = new byte[command + address + pause];
    for (int i = 0; i < command; i++) {
      head[i] = (byte) (get(USER_COMMAND) >>> 8 * i);
    }
    for (int i = 0; i < Math.min(address, 4); i++) {
      // the address stands at the upper end of its register
      head[command + i] = (byte) (get(ADDRESS) >>> 24 - 8 * i);
    }
    return head;
  }

  private void turn(byte[] bytes, int flag) {
    if ((get(CONTROL) & flag) == 0) {
      return;
    }
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (Integer.reverse(bytes[i]) >>> 24);
    }
  }
}
