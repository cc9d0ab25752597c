package io.tidegate.sim.lx106.chip;

import java.util.PriorityQueue;

/// What the host wants to be done at a time; at the same time in the order in which it was wanted.
final class Alarms {
  private record Alarm(long cycles, long number, Runnable what) implements Comparable<Alarm> {
    @Override
    public int compareTo(Alarm other) {
      int byTime = Long.compare(cycles, other.cycles);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Alarm> waiting = new PriorityQueue<>();
  private long count;

  void add(long cycles, Runnable what) {
    waiting.add(new Alarm(cycles, count++, what));
  }

  long due() {
    return waiting.isEmpty() ? Peripheral.NEVER : waiting.peek().cycles;
  }

  void run(long now) {
    while (due() <= now) {
      waiting.poll().what.run();
    }
  }
}
