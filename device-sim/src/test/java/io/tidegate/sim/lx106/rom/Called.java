package io.tidegate.sim.lx106.rom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.chip.ResetReason;
import io.tidegate.sim.lx106.core.Memory;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// A chip with a ROM whose functions a test calls by their names, and what it prints.
final class Called implements Esp8266.Surroundings {
  static final int STACK = Memory.DATA + 0x10000;
  static final int FREE = Memory.DATA + 0x1000;

  final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  final Esp8266 chip = new Esp8266(Flash.erased(1 << 20), this);
  final Rom rom = new Rom(chip);
  final Map<String, Integer> addresses = new TreeMap<>();
  ResetReason wanted;

  Called() {
    int at = Memory.ROM + 0x8000;
    for (String name : new java.util.TreeSet<>(rom.names())) {
      rom.put(name, at);
      addresses.put(name, at);
      at += 8;
    }
    rom.enter(ResetReason.POWER, 0);
    chip.processor().a(Call.STACK, STACK);
  }

  @Override
  public void sent(int port, byte value, long cycles) {
    if (port == 0) {
      printed.write(value);
    }
  }

  @Override
  public void driven(int pin, boolean drives, boolean high, long cycles) {}

  @Override
  public void restart(ResetReason reason) {
    wanted = reason;
  }

  /// Calls it; arguments beyond six go onto the stack.
  int call(String name, int... arguments) {
    int[] first = java.util.Arrays.copyOf(arguments, Math.min(6, arguments.length));
    for (int i = 6; i < arguments.length; i++) {
      chip.memory().poke32(STACK + 4 * (i - 6), arguments[i]);
    }
    return chip.processor().call(addresses.get(name), first);
  }

  /// Puts bytes somewhere.
  int put(int at, byte[] bytes) {
    chip.memory().poke(at, bytes);
    return at;
  }

  int put(int at, String text) {
    return put(at, (text + "\0").getBytes(ISO_8859_1));
  }

  int hex(int at, String digits) {
    return put(at, HexFormat.of().parseHex(digits));
  }

  byte[] bytes(int at, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) chip.memory().peek8(at + i);
    }
    return bytes;
  }

  String hexAt(int at, int count) {
    return HexFormat.of().formatHex(bytes(at, count));
  }

  String text(int at) {
    int length = 0;
    while (chip.memory().peek8(at + length) != 0) {
      length++;
    }
    return new String(bytes(at, length), ISO_8859_1);
  }
}
