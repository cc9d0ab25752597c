package io.tidegate.gateway.pin;

import io.tidegate.bridge.CommandCode;
import io.tidegate.bridge.link.CommandHandler.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// All pins of the machine. One thread calls it; it never waits.
///
/// Edges may be told late, but those of one pin in their order; [#tick] comes after the edges that
/// are known by then, at the latest after [#leftNanos].
public final class Pins {
  private final Map<String, Pin> pins = new LinkedHashMap<>();

  /// `counts` are those of an earlier run, by name.
  public Pins(List<? extends PinRule> rules, Map<String, Long> counts, Outside outside) {
    for (PinRule rule : rules) {
      pins.put(
          rule.name(),
          switch (rule) {
            case PinRule.Input input -> new InputPin(input, outside);
            case PinRule.Counter counter ->
                new CounterPin(counter, counts.getOrDefault(counter.name(), 0L), outside);
            case PinRule.Output output -> new OutputPin(output, outside);
            case PinRule.Pwm pwm -> new PwmPin(pwm, outside);
          });
    }
    for (Pin each : pins.values()) {
      if (each instanceof OutputPin output) {
        output.rule().interlock().forEach(name -> output.exclude((OutputPin) pins.get(name)));
      }
    }
  }

  public void start(long nowNanos) {
    // what is driven first: it is what may do harm
    for (Pin each : pins.values()) {
      if (each instanceof Driving) {
        each.start(nowNanos);
      }
    }
    for (Pin each : pins.values()) {
      if (each instanceof Listening) {
        each.start(nowNanos);
      }
    }
  }

  public void edge(String pin, boolean high, long atNanos) {
    if (pins.get(pin) instanceof Listening listening) {
      listening.edge(high, atNanos);
    }
  }

  public Answer command(String pin, String value, long nowNanos) {
    return pins.get(pin) instanceof Driving driving
        ? driving.command(value, nowNanos)
        : new Answer(CommandCode.NOCHANNEL, "");
  }

  /// Before it is told, the broker is away, from the start on.
  public void broker(boolean up, long nowNanos) {
    for (Pin each : pins.values()) {
      if (each instanceof Driving driving) {
        driving.broker(up, nowNanos);
      }
    }
  }

  public void tick(long nowNanos) {
    pins.values().forEach(each -> each.tick(nowNanos));
  }

  /// Until something is due, if no edge comes.
  public long leftNanos(long nowNanos) {
    long left = Long.MAX_VALUE;
    for (Pin each : pins.values()) {
      left = Math.min(left, each.leftNanos(nowNanos));
    }
    return left;
  }

  /// Sets what is driven to what it is to be while nobody is there.
  public void stop(long nowNanos) {
    for (Pin each : pins.values()) {
      if (each instanceof Driving driving) {
        driving.stop(nowNanos);
      }
    }
  }

  /// What the counters have counted, by name.
  public Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    for (Pin each : pins.values()) {
      if (each instanceof CounterPin counter) {
        counts.put(counter.rule().name(), counter.count());
      }
    }
    return counts;
  }

  /// Edges of this pin that another followed too soon.
  long bounces(String pin) {
    return pins.get(pin) instanceof Listening listening ? listening.bounces() : 0;
  }
}
