package io.tidegate.sim.board;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One chip, its power and what it says, without a line.
final class Bench {
  /// Says when it begins, and turns ten times a second.
  static final class Sketch implements Firmware {
    int turns;
    int sleeps;
    int powerLosses;
    final List<String> supply = new ArrayList<>();
    String print = "";
    long dueNanos;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    @Override
    public void start(long nowNanos, Board.Outside out) {
      print("setup at " + nowNanos / 1_000_000 + " ms\r\n", out);
    }

    @Override
    public void losePower() {
      powerLosses++;
    }

    @Override
    public void supply(boolean on, long nowNanos) {
      supply.add((on ? "on " : "off ") + nowNanos / 1_000_000);
    }

    @Override
    public void sleep() {
      sleeps++;
    }

    @Override
    public long loop(byte[] bytes, int length, long nowNanos, Board.Outside out) {
      turns++;
      heard.write(bytes, 0, length);
      if (!print.isEmpty()) {
        print(print, out);
        print = "";
        return nowNanos;
      }
      dueNanos = nowNanos + 100_000_000L;
      return dueNanos;
    }

    byte[] heard() {
      return heard.toByteArray();
    }

    private static void print(String text, Board.Outside out) {
      out.transmit(text.getBytes(ISO_8859_1), text.length());
    }
  }

  final Sketch sketch = new Sketch();
  final Microcontroller chip;
  final List<Integer> bauds = new ArrayList<>();
  int cuts;
  long nowNanos;
  private final Map<Integer, StringBuilder> said = new LinkedHashMap<>();
  private final StringBuilder all = new StringBuilder();

  Bench(Chip chip, Quirks quirks) {
    this("board", 1, chip, quirks);
  }

  Bench(String name, long seed, Chip chip, Quirks quirks) {
    this.chip = new Microcontroller(name, seed, chip, quirks, sketch);
  }

  void runTo(long nanos) {
    long dueNanos = chip.run(nowNanos, outside);
    while (dueNanos <= nanos) {
      nowNanos = dueNanos;
      dueNanos = chip.run(nowNanos, outside);
    }
    nowNanos = nanos;
  }

  void power(boolean on) {
    pin(Board.POWER, on ? 1 : 0);
  }

  void pin(int pin, int level) {
    chip.pin(pin, level, nowNanos);
    chip.run(nowNanos, outside);
  }

  void receive(byte[] bytes) {
    chip.receive(bytes, bytes.length, nowNanos);
    chip.run(nowNanos, outside);
  }

  String all() {
    return all.toString();
  }

  String said(int baud) {
    return said.getOrDefault(baud, new StringBuilder()).toString();
  }

  void clear() {
    said.clear();
    all.setLength(0);
  }

  private final Board.Outside outside =
      new Board.Outside() {
        @Override
        public void transmit(byte[] bytes, int length) {
          String text = new String(bytes, 0, length, ISO_8859_1);
          int baud = bauds.isEmpty() ? 0 : bauds.getLast();
          said.computeIfAbsent(baud, _ -> new StringBuilder()).append(text);
          all.append(text);
        }

        @Override
        public void pin(int pin, int level) {}

        @Override
        public void baud(int baud) {
          bauds.add(baud);
        }

        @Override
        public void cut() {
          cuts++;
        }
      };
}
