package io.tidegate.sim.lx106.chip;

import io.tidegate.sim.lx106.core.Io;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which peripheral has which address, in blocks of 256 bytes. A register that nobody knows keeps
/// what was written, and is counted, unless it is known to matter to the radio or the power only.
final class Bus implements Io {
  private static final int BLOCK_BITS = 8;

  private final int from;
  private final Io[] blocks;
  private final Map<Integer, Unknown> unknown = new HashMap<>();
  private final List<Area> kept = new ArrayList<>();

  private record Area(int from, int to) {}

  private static final class Unknown {
    int value;
    long reads;
    long writes;
  }

  Bus(int from, int size) {
    this.from = from;
    blocks = new Io[size >> BLOCK_BITS];
  }

  int from() {
    return from;
  }

  int to() {
    return from + (blocks.length << BLOCK_BITS);
  }

  boolean has(int address) {
    return address >= from && address < to();
  }

  void put(int first, int size, Io io) {
    int block = first - from >> BLOCK_BITS;
    Arrays.fill(blocks, block, block + Math.max(1, size >> BLOCK_BITS), io);
  }

  /// Registers that need nothing but to keep what was written.
  void keeps(int first, int size) {
    kept.add(new Area(first, first + size));
  }

  @Override
  public int read(int address) {
    Io io = blocks[address - from >> BLOCK_BITS];
    return io == null ? quietRead(address) : io.read(address);
  }

  @Override
  public void write(int address, int value) {
    Io io = blocks[address - from >> BLOCK_BITS];
    if (io == null) {
      quietWrite(address, value);
    } else {
      io.write(address, value);
    }
  }

  int quietRead(int address) {
    Unknown register = register(address);
    register.reads++;
    return register.value;
  }

  void quietWrite(int address, int value) {
    Unknown register = register(address);
    register.writes++;
    register.value = value;
  }

  /// Values are gone, counts are kept.
  void reset() {
    for (Unknown register : unknown.values()) {
      register.value = 0;
    }
  }

  List<UnknownRegister> unknown() {
    List<UnknownRegister> all = new ArrayList<>();
    unknown.forEach(
        (address, register) -> {
          if (kept.stream().noneMatch(area -> address >= area.from && address < area.to)) {
            all.add(new UnknownRegister(address, register.reads, register.writes));
          }
        });
    all.sort(Comparator.comparingInt(UnknownRegister::address));
    return all;
  }

  private Unknown register(int address) {
    return unknown.computeIfAbsent(address, _ -> new Unknown());
  }
}
