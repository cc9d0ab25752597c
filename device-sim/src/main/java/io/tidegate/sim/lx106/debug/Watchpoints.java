package io.tidegate.sim.lx106.debug;

import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.core.Processor;
import io.tidegate.sim.lx106.core.Watch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Stops in front of an instruction that reads or writes certain bytes, and behind a function of
/// the ROM, for which the host answers, when it has written them.
final class Watchpoints implements Watch {
  /// Bytes that one may cover.
  static final int LIMIT_BYTES = 4096;

  /// How many there may be.
  static final int LIMIT = 64;

  private static final int NOWHERE = -1;

  /// What of it is looked for, as the protocol numbers and names it.
  enum Kind {
    WRITE("watch"),
    READ("rwatch"),
    ACCESS("awatch");

    final String word;

    Kind(String word) {
      this.word = word;
    }

    boolean wants(boolean store) {
      return this == ACCESS || (this == WRITE) == store;
    }
  }

  private record One(Kind kind, int address, int length, byte[] bytes) {
    boolean is(Kind otherKind, int otherAddress, int otherLength) {
      return kind == otherKind && address == otherAddress && length == otherLength;
    }
  }

  private final Processor processor;
  private final Memory memory;
  private final List<One> all = new ArrayList<>();
  private int passed = NOWHERE;
  private boolean refresh;
  private String hit;

  Watchpoints(Processor processor, Memory memory) {
    this.processor = processor;
    this.memory = memory;
  }

  boolean add(Kind kind, int address, int length) {
    if (all.size() >= LIMIT) {
      return false;
    }
    remove(kind, address, length);
    all.add(new One(kind, address, length, bytes(address, length)));
    return true;
  }

  void remove(Kind kind, int address, int length) {
    all.removeIf(one -> one.is(kind, address, length));
  }

  void clear() {
    all.clear();
  }

  boolean none() {
    return all.isEmpty();
  }

  /// What it has stopped for, in the protocol's words, or null; it is told once.
  String hit() {
    String told = hit;
    hit = null;
    return told;
  }

  /// What the instruction here reaches of it, in the protocol's words, or null.
  String inFrontOf(int address) {
    return access(address) ? hit() : null;
  }

  /// Of which the bytes are others than when they were looked at last, or null.
  String behind() {
    refresh = false;
    return changed() ? hit() : null;
  }

  /// The instruction here is not stopped at once more, and what the debugger wrote is no change.
  void pass(int address) {
    passed = address;
    refresh = true;
  }

  @Override
  public boolean at(int address, int instructions) {
    boolean changed = changed();
    refresh = false;
    if (address == passed) {
      passed = NOWHERE;
      refresh = true;
      return true;
    }
    passed = NOWHERE;
    return !changed && !access(address);
  }

  /// Whether bytes have become others without an instruction that was seen to do it.
  private boolean changed() {
    for (One one : all) {
      byte[] now = bytes(one.address, one.length);
      if (!Arrays.equals(now, one.bytes)) {
        System.arraycopy(now, 0, one.bytes, 0, now.length);
        if (!refresh && one.kind != Kind.READ) {
          hit = one.kind.word + ":%08x;".formatted(one.address);
          return true;
        }
      }
    }
    return false;
  }

  /// Whether the instruction here reaches what is looked for.
  private boolean access(int at) {
    int word = memory.peek8(at) | memory.peek8(at + 1) << 8 | memory.peek8(at + 2) << 16;
    int r = word >> 12 & 15;
    int size;
    boolean store;
    int offset;
    switch (word & 15) {
      case 2 -> {
        int shift = r & 3;
        if (r > 9 || r == 3 || r == 7 || r == 8) {
          return false;
        }
        shift = r == 9 ? 1 : shift;
        size = 1 << shift;
        store = r >= 4 && r <= 6;
        offset = (word >> 16 & 0xff) << shift;
      }
      case 8, 9 -> {
        size = 4;
        store = (word & 1) == 1;
        offset = r << 2;
      }
      default -> {
        return false;
      }
    }
    int from = processor.a(word >> 8 & 15) + offset;
    for (One one : all) {
      if (one.kind.wants(store) && from < one.address + one.length && from + size > one.address) {
        hit = one.kind.word + ":%08x;".formatted(Math.max(from, one.address));
        return true;
      }
    }
    return false;
  }

  private byte[] bytes(int address, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) memory.peek8(address + i);
    }
    return bytes;
  }
}
