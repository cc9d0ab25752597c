package io.tidegate.sim.lx106.trace;

import io.tidegate.sim.lx106.core.Processor;
import io.tidegate.sim.lx106.core.Watch;
import java.util.ArrayList;
import java.util.List;

/// Several that look on at one processor. While nobody does, it runs as fast as ever; when one
/// wants to see each instruction, all do.
public final class Onlookers {
  private record One(Watch watch, boolean each) {}

  private final Processor processor;
  private List<One> all = List.of();

  public Onlookers(Processor processor) {
    this.processor = processor;
  }

  public void add(Watch watch, boolean each) {
    List<One> more = new ArrayList<>(all);
    more.add(new One(watch, each));
    set(more);
  }

  public void remove(Watch watch) {
    set(all.stream().filter(one -> one.watch != watch).toList());
  }

  private void set(List<One> ones) {
    all = List.copyOf(ones);
    processor.watch(all.isEmpty() ? null : this::at, all.stream().anyMatch(One::each));
  }

  private boolean at(int address, int instructions) {
    boolean on = true;
    for (One one : all) {
      on &= one.watch.at(address, instructions);
    }
    return on;
  }
}
