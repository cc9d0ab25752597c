package io.tidegate.sim.sensor;

import io.tidegate.sim.setting.Named;
import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.signal.Draws;
import io.tidegate.sim.signal.Signal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// A voltage at A0: ten bits, the last ones restless. Told as the converter's own number or as the
/// volts that a sketch makes of it.
public final class AnalogPin implements Sensor {
  /// What lies before the converter, or how much it takes itself.
  public enum Input implements Named.Constant {
    /// The chip's pin: 0 to 1.0 V.
    BARE(1.0),
    /// A NodeMCU's divider of 220 and 100 kOhm: 0 to 3.2 V.
    NODEMCU(3.2),
    /// An Uno's own supply.
    UNO(5.0);

    private final double fullVolts;

    Input(double fullVolts) {
      this.fullVolts = fullVolts;
    }
  }

  /// What the sketch makes of it.
  public enum Told implements Named.Constant {
    RAW,
    VOLTS;
  }

  static final Setting<Input> INPUT =
      Setting.word(
              "input",
              Input.values(),
              "what is 1023: 1.0 V at the chip, 3.2 V at a NodeMCU's divider, 5.0 V at an Uno")
          .or("nodemcu");
  static final Setting<Told> TOLD =
      Setting.word("told", Told.values(), "the number from 0 to 1023 as `a0`, or `voltage`")
          .or("raw");
  static final Setting<Double> NOISE =
      Setting.number("noise", 0, 100, "standard deviation of the number").or("2");
  static final Set<Fault> FAULTS = EnumSet.of(Fault.DISCONNECTED, Fault.STUCK, Fault.OUT_OF_RANGE);

  private static final int FULL = 1_023;

  /// A pin with nothing at it picks up what is in the air.
  private static final double FLOATING = 40;

  private final List<Quantity> quantities;
  private final Input input;
  private final Told told;
  private final double noise;
  private final Signal volts;
  private final Draws draws;
  private final Faults faults = new Faults("A0", FAULTS);

  public AnalogPin(
      String prefix, Input input, Told told, double noise, Signal volts, RandomGenerator chance) {
    this.input = INPUT.check(input);
    this.told = TOLD.check(told);
    this.noise = NOISE.check(noise);
    this.volts = volts;
    this.draws = Draws.from(chance);
    this.quantities =
        List.of(
            (told == Told.RAW ? Quantity.gauge("a0", "-", 0) : Quantity.gauge("voltage", "V", 3))
                .of("ANALOG", prefix));
  }

  @Override
  public List<Quantity> quantities() {
    return quantities;
  }

  @Override
  public void losePower() {}

  @Override
  public void start(long nowNanos) {}

  @Override
  public double[] read(long nowNanos) {
    int number = number(nowNanos);
    return new double[] {told == Told.RAW ? number : (float) (number * input.fullVolts / FULL)};
  }

  @Override
  public void inject(Fault fault, long fromNanos, long untilNanos) {
    faults.inject(fault, fromNanos, untilNanos);
  }

  /// What analogRead gives.
  public int number(long nowNanos) {
    double level =
        switch (faults.at(nowNanos)) {
          case null -> converted(nowNanos);
          case DISCONNECTED -> Math.abs(FLOATING * draws.normal(nowNanos));
          case OUT_OF_RANGE -> FULL;
          default -> converted(faults.since(nowNanos));
        };
    return (int) Math.clamp(Math.rint(level), 0, FULL);
  }

  private double converted(long nanos) {
    return volts.at(nanos) / input.fullVolts * FULL + noise * draws.normal(nanos);
  }
}
