package io.tidegate.gateway.gpio;

import io.tidegate.bridge.link.CommandHandler.Answer;
import io.tidegate.gateway.gpio.Fault.Kind;
import io.tidegate.gateway.pin.Outside;
import io.tidegate.gateway.pin.PinRule;
import io.tidegate.gateway.pin.Pins;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;

/// The pins between what decides ([Pins]) and what does ([Lines]). The board's thread calls it;
/// edges come from any.
final class PinDesk implements Outside, AutoCloseable {
  /// Edges that wait: at a thousand a second, the board's thread may stand still for four.
  static final int EDGES = 4_096;

  /// Where what it has to say goes.
  interface Teller {
    void reading(String json, long atNanos);

    void log(String words);

    void wake();
  }

  private record Edge(String pin, boolean high, long atNanos) {}

  private final Lines lines;
  private final CounterKeeper counters;
  private final FaultBook faults;
  private final Teller teller;
  private final Pins pins;

  private final ArrayBlockingQueue<Edge> edges = new ArrayBlockingQueue<>(EDGES);
  private final Map<String, Integer> lost = new HashMap<>();

  // the board's thread's
  private final Set<String> restless = new HashSet<>();
  private boolean brokerTold;

  PinDesk(
      PinSettings settings, Lines lines, CounterKeeper counters, FaultBook faults, Teller teller) {
    this.lines = lines;
    this.counters = counters;
    this.faults = faults;
    this.teller = teller;
    this.pins = new Pins(settings.rules(), counters.load(teller::log), this);
  }

  void start(long nowNanos) {
    pins.start(nowNanos);
    counters.start(pins.counts(), nowNanos);
  }

  Answer command(String pin, String value, long nowNanos) {
    return pins.command(pin, value, nowNanos);
  }

  /// Whatever came, and whatever is due.
  void turn(boolean brokerUp, long nowNanos) {
    for (Edge edge = edges.poll(); edge != null; edge = edges.poll()) {
      pins.edge(edge.pin(), edge.high(), edge.atNanos());
    }
    tellLost();
    if (brokerUp != brokerTold) {
      brokerTold = brokerUp;
      pins.broker(brokerUp, nowNanos);
    }
    pins.tick(nowNanos);
    counters.turn(pins.counts(), nowNanos);
  }

  long leftNanos(long nowNanos) {
    return Math.min(pins.leftNanos(nowNanos), counters.leftNanos(nowNanos));
  }

  /// What is driven becomes what it is to be while nobody is there; the counts are written down.
  void stop(long nowNanos) {
    turn(brokerTold, nowNanos);
    pins.stop(nowNanos);
    counters.stop(pins.counts());
  }

  /// The lines are given back.
  @Override
  public void close() {
    try {
      lines.close();
    } catch (RuntimeException e) {
      teller.log("the lines were not given back: " + e.getMessage());
    }
  }

  // from any thread

  private void edge(String pin, boolean high, long atNanos) {
    if (!edges.offer(new Edge(pin, high, atNanos))) {
      synchronized (lost) {
        lost.merge(pin, 1, Integer::sum);
      }
    }
    teller.wake();
  }

  // on the board's thread

  private void tellLost() {
    Map<String, Integer> told;
    synchronized (lost) {
      told = Map.copyOf(lost);
      lost.clear();
    }
    told.forEach(
        (pin, count) ->
            faults.fault(
                pin,
                new Fault(
                    Kind.TOO_FAST,
                    "edges came faster than they were taken, and " + count + " are lost")));
  }

  @Override
  public Level read(PinRule pin) {
    PinRule.Pull pull =
        switch (pin) {
          case PinRule.Input input -> input.pull();
          case PinRule.Counter counter -> counter.pull();
          case PinRule.Driven _ -> PinRule.Pull.NONE;
        };
    try {
      boolean high =
          lines.read(pin.line(), pull, (level, atNanos) -> edge(pin.name(), level, atNanos));
      if (!restless.contains(pin.name())) {
        faults.well(pin.name());
      }
      return high ? Level.HIGH : Level.LOW;
    } catch (Unreadable unreadable) {
      faults.fault(pin.name(), unreadable.fault);
      return Level.UNKNOWN;
    }
  }

  @Override
  public boolean drive(PinRule.Driven pin, int duty) {
    try {
      switch (pin) {
        case PinRule.Output output -> lines.drive(output.line(), (duty > 0) != output.activeLow());
        case PinRule.Pwm pwm ->
            lines.pulse(pwm.line(), pwm.frequencyHertz(), pwm.activeLow() ? 100 - duty : duty);
      }
      faults.well(pin.name());
      return true;
    } catch (Unreadable unreadable) {
      faults.fault(pin.name(), unreadable.fault);
      return false;
    }
  }

  @Override
  public void report(String json, long atNanos) {
    teller.reading(json, atNanos);
  }

  @Override
  public void restless(PinRule pin, String words) {
    restless.add(pin.name());
    faults.fault(pin.name(), new Fault(Kind.RESTLESS, words));
  }

  @Override
  public void settles(PinRule pin) {
    restless.remove(pin.name());
    faults.well(pin.name());
  }
}
