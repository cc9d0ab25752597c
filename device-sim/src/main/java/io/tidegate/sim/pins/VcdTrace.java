package io.tidegate.sim.pins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

/// A value change dump, IEEE 1364: each pin as a line of 0, 1 and z (nobody drives it), and the
/// serial line bit by bit. Programs that show logic analysers' recordings open it. A pin that gives
/// pulses by itself, as after analogWrite(), is x.
public final class VcdTrace implements WireListener {
  /// What the board sends, and what is sent to it.
  public enum Serial {
    TX,
    RX
  }

  private static final int FIRST_ID = '!';
  private static final int BITS = 8;

  private record Edge(long nanos, long number, String id, char level) {}

  private final Appendable out;
  private final Map<Integer, String> pins = new HashMap<>();
  private final Map<Serial, String> lines = new HashMap<>();
  private final Map<String, Character> levels = new LinkedHashMap<>();
  private final Map<Serial, Long> freeNanos = new HashMap<>();
  private final PriorityQueue<Edge> edges =
      new PriorityQueue<>(
          (a, b) ->
              a.nanos == b.nanos
                  ? Long.compare(a.number, b.number)
                  : Long.compare(a.nanos, b.nanos));
  private long numbers;
  private long writtenNanos = -1;

  /// For the pins of a board of this name.
  public VcdTrace(String board, PinNames names, Appendable out) {
    this.out = out;
    write("$version Tidegate $end\n$timescale 1 ns $end\n");
    write("$scope module " + board.replaceAll("[^A-Za-z0-9_]", "_") + " $end\n");
    for (Serial each : Serial.values()) {
      lines.put(each, declare(each.name().toLowerCase(Locale.ROOT), '1'));
    }
    names.all().forEach((pin, name) -> pins.put(pin, declare(name, 'z')));
    write("$upscope $end\n$enddefinitions $end\n$dumpvars\n");
    levels.forEach((id, level) -> write(level + id + "\n"));
    write("$end\n");
  }

  private String declare(String name, char level) {
    String id = Character.toString(FIRST_ID + levels.size());
    levels.put(id, level);
    write("$var wire 1 " + id + " " + name + " $end\n");
    return id;
  }

  @Override
  public void wire(int pin, Drive drive, long nanos) {
    add(pins.get(pin), drive.isHigh() ? '1' : drive.isLow() ? '0' : 'z', nanos);
  }

  /// From this time on the pin gives pulses of its own.
  public void pulses(int pin, long nanos) {
    add(pins.get(pin), 'x', nanos);
  }

  /// Bytes that begin at this time, or when the line is free: a start bit, eight bits, a stop bit.
  public void bytes(Serial line, byte[] bytes, int length, int baud, long nowNanos) {
    long nanos = Math.max(nowNanos, freeNanos.getOrDefault(line, 0L));
    String id = lines.get(line);
    for (int i = 0; i < length; i++) {
      add(id, '0', nanos);
      for (int bit = 0; bit < BITS; bit++) {
        add(id, (bytes[i] >> bit & 1) == 0 ? '0' : '1', nanos + bits(bit + 1, baud));
      }
      add(id, '1', nanos + bits(BITS + 1, baud));
      nanos += bits(BITS + 2, baud);
    }
    freeNanos.put(line, nanos);
  }

  private static long bits(int count, int baud) {
    return count * 1_000_000_000L / baud;
  }

  private void add(String id, char level, long nanos) {
    if (id != null) {
      edges.add(new Edge(nanos, numbers++, id, level));
    }
  }

  /// Nothing from before this time will come any more.
  public void flush(long nowNanos) {
    while (!edges.isEmpty() && edges.peek().nanos < nowNanos) {
      Edge edge = edges.poll();
      if (levels.get(edge.id) == edge.level) {
        continue;
      }
      if (edge.nanos > writtenNanos) {
        writtenNanos = edge.nanos;
        write("#" + writtenNanos + "\n");
      }
      levels.put(edge.id, edge.level);
      write(edge.level + edge.id + "\n");
    }
  }

  private void write(String text) {
    try {
      out.append(text);
    } catch (IOException e) {
      throw new UncheckedIOException("the trace cannot be written", e);
    }
  }
}
