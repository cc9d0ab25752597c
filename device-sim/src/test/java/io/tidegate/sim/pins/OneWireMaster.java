package io.tidegate.sim.pins;

import java.util.ArrayList;
import java.util.List;

/// A board that moves one wire as data sheets ask of it, in its own time.
final class OneWireMaster {
  private static final long MICRO = 1_000;

  private final PinBus bus;
  private final int pin;
  long nowNanos = 1_000_000_000L;

  OneWireMaster(PinBus bus, int pin) {
    this.bus = bus;
    this.pin = pin;
  }

  void pass(long micros) {
    nowNanos += micros * MICRO;
  }

  void low(long micros) {
    bus.drive(pin, Drive.LOW, nowNanos);
    pass(micros);
  }

  void release(long micros) {
    bus.drive(pin, Drive.FLOATING, nowNanos);
    pass(micros);
  }

  boolean high() {
    return bus.devices(pin, nowNanos, nowNanos).at(nowNanos).with(bus.board(pin)).isHigh();
  }

  /// Whether somebody is there.
  boolean reset() {
    low(480);
    release(70);
    boolean present = !high();
    pass(410);
    return present;
  }

  void write(int value) {
    for (int bit = 0; bit < 8; bit++) {
      writeBit((value >> bit & 1) != 0);
    }
  }

  void writeBit(boolean bit) {
    low(bit ? 10 : 65);
    release(bit ? 55 : 5);
  }

  boolean readBit() {
    low(3);
    release(10);
    boolean bit = high();
    pass(53);
    return bit;
  }

  byte[] read(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < 8 * count; i++) {
      bytes[i / 8] |= (byte) (readBit() ? 1 << i % 8 : 0);
    }
    return bytes;
  }

  /// All that answer to this command, found bit by bit: of two ways the zeros' first.
  List<OneWireRom> search(int command) {
    List<OneWireRom> found = new ArrayList<>();
    search(command, new boolean[64], 0, found);
    return found;
  }

  private void search(int command, boolean[] path, int known, List<OneWireRom> found) {
    if (!reset()) {
      return;
    }
    write(command);
    boolean[] bits = path.clone();
    List<Integer> forks = new ArrayList<>();
    for (int i = 0; i < bits.length; i++) {
      boolean bit = readBit();
      boolean other = readBit();
      if (bit && other) {
        return;
      }
      if (bit != other) {
        bits[i] = bit;
      } else if (i >= known) {
        forks.add(i);
        bits[i] = false;
      }
      writeBit(bits[i]);
    }
    found.add(rom(bits));
    for (int fork : forks) {
      boolean[] next = bits.clone();
      next[fork] = true;
      search(command, next, fork + 1, found);
    }
  }

  private static OneWireRom rom(boolean[] bits) {
    StringBuilder hex = new StringBuilder();
    for (int at = 0; at < bits.length; at += 8) {
      int value = 0;
      for (int bit = 0; bit < 8; bit++) {
        value |= bits[at + bit] ? 1 << bit : 0;
      }
      hex.append("%02X".formatted(value));
    }
    return new OneWireRom(hex.toString());
  }
}
