package io.tidegate.sim.pins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

/// A value change dump, IEEE 1364: each pin as a line of 0, 1 and z (nobody drives it), and the
/// serial line bit by bit. Programs that show logic analysers' recordings open it. Pulses of the
/// pin's own, as after analogWrite(), are drawn one by one.
public final class VcdTrace implements WireListener {
  /// What the board sends, and what is sent to it.
  public enum Serial {
    TX,
    RX
  }

  private static final int FIRST_ID = '!';
  private static final int BITS = 8;

  private record Edge(long nanos, long number, String id, char level) {}

  /// Pulses of one pin, and their next edge.
  private static final class Train {
    private final String id;
    private final long lowNanos;
    private final long highNanos;
    private long untilNanos = Long.MAX_VALUE;
    private long nanos;
    private boolean rises = true;

    Train(String id, long nanos, long periodNanos, long highNanos) {
      this.id = id;
      this.nanos = nanos;
      this.lowNanos = periodNanos - highNanos;
      this.highNanos = highNanos;
    }

    boolean isOver() {
      return nanos >= untilNanos;
    }

    Edge take() {
      Edge edge = new Edge(nanos, 0, id, rises ? '1' : '0');
      nanos += rises ? highNanos : lowNanos;
      rises = !rises;
      return edge;
    }
  }

  private final Appendable out;
  private final Map<Integer, String> pins = new HashMap<>();
  private final Map<Serial, String> lines = new HashMap<>();
  private final Map<String, Character> levels = new LinkedHashMap<>();

  /// What each wire is, pulses left aside.
  private final Map<Integer, Character> driven = new HashMap<>();

  private final Map<Integer, Train> pulsing = new HashMap<>();
  private final List<Train> trains = new ArrayList<>();
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
    char level = drive.isHigh() ? '1' : drive.isLow() ? '0' : 'z';
    driven.put(pin, level);
    if (!pulsing.containsKey(pin)) {
      add(pins.get(pin), level, nanos);
    }
  }

  /// From this time on the pin gives pulses of its own, high for so long in each period; a period
  /// of 0 ends them.
  public void pulses(int pin, long nanos, long periodNanos, long highNanos) {
    String id = pins.get(pin);
    Train before = pulsing.remove(pin);
    if (before != null) {
      before.untilNanos = nanos;
    }
    if (id == null || periodNanos <= 0) {
      add(id, driven.getOrDefault(pin, 'z'), nanos);
    } else {
      boolean moves = highNanos > 0 && highNanos < periodNanos;
      add(id, highNanos > 0 ? '1' : '0', nanos);
      Train train = new Train(id, nanos, periodNanos, Math.clamp(highNanos, 0, periodNanos));
      pulsing.put(pin, train);
      if (moves) {
        trains.add(train);
      }
    }
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
    for (Edge edge = next(nowNanos); edge != null; edge = next(nowNanos)) {
      draw(edge);
    }
  }

  /// The first edge before this time, of whatever; null when there is none.
  private Edge next(long nowNanos) {
    trains.removeIf(Train::isOver);
    Train first = null;
    for (Train each : trains) {
      first = first == null || each.nanos < first.nanos ? each : first;
    }
    long nanos = edges.isEmpty() ? Long.MAX_VALUE : edges.peek().nanos;
    if (first != null && first.nanos < Math.min(nanos, nowNanos)) {
      return first.take();
    }
    return nanos < nowNanos ? edges.poll() : null;
  }

  private void draw(Edge edge) {
    if (levels.get(edge.id) == edge.level) {
      return;
    }
    if (edge.nanos > writtenNanos) {
      writtenNanos = edge.nanos;
      write("#" + writtenNanos + "\n");
    }
    levels.put(edge.id, edge.level);
    write(edge.level + edge.id + "\n");
  }

  private void write(String text) {
    try {
      out.append(text);
    } catch (IOException e) {
      throw new UncheckedIOException("the trace cannot be written", e);
    }
  }
}
