package io.tidegate.sim.lx106.radio;

import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.rom.Rom;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.IntSupplier;

/// Frames of Ethernet into the program and out of it, each in one of the SDK's `pbuf`s.
final class Frames {
  /// Waiting for the program; one more is lost, as in a radio whose buffers are full.
  static final int MOST_WAITING = 32;

  /// The longest of Ethernet, and a little more.
  static final int LONGEST = 1600;

  private static final int HEADER = 14;

  // struct pbuf of lwIP
  private static final int NEXT = 0;
  private static final int PAYLOAD = 4;
  private static final int TOTAL = 8;
  private static final int LENGTH = 10;
  private static final int MOST_LINKS = 16;

  // arguments of pbuf_alloc in the SDK's lwIP: no headers in front, RAM
  private static final int RAW = 3;
  private static final int RAM = 0;

  private final Rom rom;
  private final Memory memory;
  private final int index;
  private final IntSupplier networkInterface;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private final boolean glue;
  private final int allocate;
  private final int input;
  private long lost;

  /// Those of one of the program's interfaces: its number for the glue, and where its record is for
  /// programs without glue.
  Frames(Image image, Rom rom, Memory memory, int index, IntSupplier networkInterface) {
    this.rom = rom;
    this.memory = memory;
    this.index = index;
    this.networkInterface = networkInterface;
    glue = image.has("esp2glue_alloc_for_recv") && image.has("esp2glue_ethernet_input");
    allocate = image.address(glue ? "esp2glue_alloc_for_recv" : "pbuf_alloc").orElseThrow();
    input = image.address(glue ? "esp2glue_ethernet_input" : "ethernet_input").orElseThrow();
  }

  void clear() {
    waiting.clear();
  }

  /// Frames that found no room, here or in the program.
  long lost() {
    return lost;
  }

  void add(byte[] frame) {
    if (waiting.size() == MOST_WAITING || frame.length < HEADER || frame.length > LONGEST) {
      lost++;
    } else {
      waiting.add(frame.clone());
    }
  }

  boolean any() {
    return !waiting.isEmpty();
  }

  /// The next into the program; `scratch` are two words of its memory.
  void give(int scratch) {
    byte[] frame = waiting.remove();
    if (glue) {
      rom.call(
          allocate,
          _ -> filled(frame, memory.peek32(scratch), memory.peek32(scratch + 4)),
          frame.length,
          scratch,
          scratch + 4);
    } else {
      rom.call(
          allocate,
          buffer -> filled(frame, buffer, memory.peek32(buffer + PAYLOAD)),
          RAW,
          frame.length,
          RAM);
    }
  }

  private void filled(byte[] frame, int buffer, int payload) {
    if (buffer == 0) {
      lost++;
      return;
    }
    memory.poke(payload, frame);
    if (glue) {
      rom.call(input, _ -> {}, index, buffer);
    } else {
      rom.call(input, _ -> {}, buffer, networkInterface.getAsInt());
    }
  }

  /// What is in a chain of buffers; null when it is no frame.
  byte[] read(int first) {
    int total = half(first + TOTAL);
    if (total < HEADER || total > LONGEST) {
      return null;
    }
    byte[] frame = new byte[total];
    int filled = 0;
    int buffer = first;
    for (int i = 0; i < MOST_LINKS && buffer != 0 && filled < total; i++) {
      int length = Math.min(half(buffer + LENGTH), total - filled);
      int payload = memory.peek32(buffer + PAYLOAD);
      for (int k = 0; k < length; k++) {
        frame[filled++] = (byte) memory.peek8(payload + k);
      }
      buffer = memory.peek32(buffer + NEXT);
    }
    return filled == total ? frame : null;
  }

  private int half(int at) {
    return memory.peek8(at) | memory.peek8(at + 1) << 8;
  }
}
