package io.tidegate.gateway.gpio;

import com.pi4j.context.Context;
import com.pi4j.exception.InitializeException;
import com.pi4j.exception.ShutdownException;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputBase;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalInputProviderBase;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputBase;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalOutputProviderBase;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.DigitalStateChangeEvent;
import com.pi4j.io.gpio.digital.PullResistance;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A chip with lines, behind providers of Pi4J's own making. Other than Pi4J's mock, it does what a
/// chip does: an open line follows its pull, a line can be held by somebody else, be refused, and
/// fail; one that is given back is driven no more.
public final class SimulatedChip {
  private final Map<Integer, Boolean> outsideByLine = new ConcurrentHashMap<>();
  private final Map<Integer, Input> inputs = new ConcurrentHashMap<>();
  private final Map<Integer, Boolean> driven = new ConcurrentHashMap<>();
  private final Map<Integer, List<Boolean>> history = new ConcurrentHashMap<>();
  private final Set<Integer> busy = ConcurrentHashMap.newKeySet();
  private final Set<Integer> failing = ConcurrentHashMap.newKeySet();

  /// Lines through Pi4J that end in this chip.
  public Lines lines(Path sysfs) {
    return new PiLines(this::context, sysfs);
  }

  /// Those of a machine that is no Pi, whatever this one is.
  public static Lines ofAnotherMachine(Path sysfs) {
    return new PiLines(
        () -> {
          PiContext.require("amd64");
          throw new AssertionError("it was taken for a Pi");
        },
        sysfs);
  }

  Context context() {
    return PiContext.build(Map.of(), new Inputs(), new Outputs());
  }

  /// Something outside pulls the line to this level.
  public void set(int line, boolean high) {
    boolean before = inputs.containsKey(line) && inputs.get(line).isHigh();
    outsideByLine.put(line, high);
    Input input = inputs.get(line);
    if (input != null && before != high) {
      input.edge(high);
    }
  }

  /// Null while nobody drives it.
  public Boolean driven(int line) {
    return driven.get(line);
  }

  /// All that it was driven to, in order.
  public List<Boolean> history(int line) {
    return history.getOrDefault(line, List.of());
  }

  void busy(int line, boolean is) {
    if (is) {
      busy.add(line);
    } else {
      busy.remove(line);
    }
  }

  void failing(int line, boolean is) {
    if (is) {
      failing.add(line);
    } else {
      failing.remove(line);
    }
  }

  private void take(int line) {
    if (busy.contains(line)) {
      throw new InitializeException(
          "Failed to initialize",
          new IllegalStateException("request failed! (Device or resource busy)"));
    }
  }

  private final class Inputs extends DigitalInputProviderBase implements DigitalInputProvider {
    Inputs() {
      super("simulated-in", "simulated inputs");
    }

    @Override
    public DigitalInput create(DigitalInputConfig config) {
      Input input = new Input(this, config);
      context.registry().add(input);
      return input;
    }
  }

  private final class Outputs extends DigitalOutputProviderBase implements DigitalOutputProvider {
    Outputs() {
      super("simulated-out", "simulated outputs");
    }

    @Override
    public DigitalOutput create(DigitalOutputConfig config) {
      Output output = new Output(this, config);
      context.registry().add(output);
      return output;
    }
  }

  private final class Input extends DigitalInputBase {
    Input(DigitalInputProvider provider, DigitalInputConfig config) {
      super(provider, config);
    }

    @Override
    public DigitalInput initialize(Context context) {
      take(config.address());
      inputs.put(config.address(), this);
      return super.initialize(context);
    }

    @Override
    public DigitalInput shutdown(Context context) throws ShutdownException {
      inputs.remove(config.address());
      return super.shutdown(context);
    }

    @Override
    public DigitalState state() {
      if (failing.contains(config.address())) {
        throw new IllegalStateException("c_gpiod_line_get_value failed! (Input/output error)");
      }
      Boolean outside = outsideByLine.get(config.address());
      boolean pulled = config.getPull() == PullResistance.PULL_UP;
      return DigitalState.getState(outside == null ? pulled : outside);
    }

    void edge(boolean high) {
      dispatch(new DigitalStateChangeEvent<>(this, DigitalState.getState(high)));
    }
  }

  private final class Output extends DigitalOutputBase {
    Output(DigitalOutputProvider provider, DigitalOutputConfig config) {
      super(provider, config);
    }

    @Override
    public DigitalOutput initialize(Context context) {
      take(config.address());
      return super.initialize(context);
    }

    @Override
    public DigitalOutput state(DigitalState state) throws IOException {
      if (failing.contains(config.address())) {
        throw new IOException("c_gpiod_line_set_value failed! (Input/output error)");
      }
      driven.put(config.address(), state.isHigh());
      history
          .computeIfAbsent(config.address(), _ -> new CopyOnWriteArrayList<>())
          .add(state.isHigh());
      return super.state(state);
    }

    @Override
    public DigitalOutput shutdown(Context context) throws ShutdownException {
      driven.remove(config.address());
      return super.shutdown(context);
    }
  }
}
