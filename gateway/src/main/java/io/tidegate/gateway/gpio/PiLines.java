package io.tidegate.gateway.gpio;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmType;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import com.pi4j.plugin.linuxfs.provider.pwm.LinuxFsPwmProvider;
import io.tidegate.gateway.gpio.Fault.Kind;
import io.tidegate.gateway.pin.PinRule;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The lines of a Raspberry Pi, through Pi4J: digital ones by its gpiod provider, PWM by its
/// linuxfs provider. Each is opened when it is first needed.
///
/// Pi4J says that a line changed, not when: the time is taken where its thread calls.
final class PiLines implements Lines {
  /// How a context with the digital providers is had.
  interface Opening {
    Context open() throws Unreadable;
  }

  private final Opening opening;
  private final Path sysfs;

  /// Null until it is needed.
  private Context digital;

  private final Map<Integer, DigitalInput> inputs = new HashMap<>();
  private final Map<Integer, DigitalOutput> outputs = new HashMap<>();
  private final Map<Integer, Pwm> pwms = new HashMap<>();

  /// By the number of the PWM chip.
  private final Map<Integer, Context> pwmContexts = new HashMap<>();

  /// `chip` is the name of the lines' chip; empty: the one that says it is the Pi's.
  static PiLines of(String chip, Path sysfs) {
    Map<String, String> properties = chip.isEmpty() ? Map.of() : Map.of(PiContext.CHIP, chip);
    return new PiLines(
        () ->
            PiContext.open(
                properties,
                GpioDDigitalInputProvider.newInstance(),
                GpioDDigitalOutputProvider.newInstance()),
        sysfs);
  }

  PiLines(Opening opening, Path sysfs) {
    this.opening = opening;
    this.sysfs = sysfs;
  }

  @Override
  public boolean read(int line, PinRule.Pull pull, Listener listener) throws Unreadable {
    try {
      DigitalInput input = inputs.get(line);
      if (input == null) {
        input = input(line, pull, listener);
        inputs.put(line, input);
      }
      return input.state().isHigh();
    } catch (RuntimeException | LinkageError e) {
      forget(inputs.remove(line), digital);
      throw fault(line, e);
    }
  }

  private DigitalInput input(int line, PinRule.Pull pull, Listener listener) throws Unreadable {
    Context context = digital();
    DigitalInput input =
        context.create(
            DigitalInput.newConfigBuilder(context)
                .id("in-" + line)
                .address(line)
                .pull(
                    switch (pull) {
                      case NONE -> PullResistance.OFF;
                      case UP -> PullResistance.PULL_UP;
                      case DOWN -> PullResistance.PULL_DOWN;
                    })
                // else it holds back what comes within 10 ms
                .debounce(0L)
                .build());
    input.addListener(event -> listener.edge(event.state().isHigh(), System.nanoTime()));
    return input;
  }

  @Override
  public void drive(int line, boolean high) throws Unreadable {
    DigitalState state = high ? DigitalState.HIGH : DigitalState.LOW;
    try {
      DigitalOutput output = outputs.get(line);
      if (output == null) {
        Context context = digital();
        outputs.put(
            line,
            context.create(
                DigitalOutput.newConfigBuilder(context)
                    .id("out-" + line)
                    .address(line)
                    .initial(state)
                    .build()));
      } else {
        output.state(state);
      }
    } catch (RuntimeException | LinkageError e) {
      forget(outputs.remove(line), digital);
      throw fault(line, e);
    }
  }

  @Override
  public void pulse(int line, int frequencyHertz, int percent) throws Unreadable {
    PwmChannel channel = PwmChannel.of(line, sysfs);
    try {
      Pwm pwm = pwms.get(line);
      if (pwm == null) {
        pwm = pwm(channel, frequencyHertz);
        pwms.put(line, pwm);
      }
      pwm.setDutyCycle(percent);
      pwm.on();
    } catch (RuntimeException e) {
      forget(pwms.remove(line), pwmContexts.get(channel.chip()));
      throw fault(line, e);
    }
  }

  private Pwm pwm(PwmChannel channel, int frequencyHertz) {
    Context context =
        pwmContexts.computeIfAbsent(
            channel.chip(),
            chip ->
                PiContext.build(
                    Map.of(),
                    LinuxFsPwmProvider.newInstance(
                        PwmChannel.folder(sysfs).toString(), channel.chip())));
    return context.create(
        Pwm.newConfigBuilder(context)
            .id("pwm-" + channel.channel())
            .address(channel.channel())
            .pwmType(PwmType.HARDWARE)
            .frequency(frequencyHertz)
            .build());
  }

  private Context digital() throws Unreadable {
    if (digital == null) {
      digital = opening.open();
    }
    return digital;
  }

  /// What has failed is taken anew at the next call.
  private static void forget(com.pi4j.io.IO<?, ?, ?> io, Context context) {
    if (io != null && context != null) {
      try {
        context.shutdown(io);
      } catch (RuntimeException _) {
        // it has failed already
      }
    }
  }

  private static Unreadable fault(int line, Throwable failure) {
    Fault fault = PiContext.fault("GPIO " + line, failure).fault;
    boolean busy = fault.words().contains("busy") || fault.words().contains("already");
    return busy
        ? new Unreadable(Kind.BUSY, fault.words() + ": something else has this line")
        : new Unreadable(fault.kind(), fault.words());
  }

  /// Gives the lines back. What they then do is up to the kernel. A PWM is not given back: that
  /// would stop it, whatever it is to be while nobody is there.
  @Override
  public void close() {
    if (digital != null) {
      digital.shutdown();
    }
  }
}
