package io.tidegate.sim.sensor;

import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.signal.Signal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A sensor of no particular make: says what the signal is, with as many digits as asked for.
public final class Gauge implements Sensor {
  static final Setting<String> NAME = Setting.name("name", "what its value is called");
  static final Setting<String> UNIT = Quantity.UNIT.or("-");
  static final Setting<Integer> DECIMALS = Quantity.DECIMALS.or("2");
  static final Set<Fault> FAULTS =
      EnumSet.of(Fault.NAN, Fault.DISCONNECTED, Fault.STUCK, Fault.OUT_OF_RANGE);

  /// What a sketch reads from an input that is beyond its range.
  static final double BEYOND = 9999;

  private final List<Quantity> quantities;
  private final Signal signal;
  private final Faults faults;

  public Gauge(Quantity quantity, Signal signal) {
    this.quantities = List.of(quantity);
    this.signal = signal;
    this.faults = new Faults(quantity.name(), FAULTS);
  }

  /// Without a unit.
  public static Gauge of(String name, int decimals, Signal signal) {
    return new Gauge(Quantity.gauge(name, "-", decimals), signal);
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
    double value =
        switch (faults.at(nowNanos)) {
          case null -> signal.at(nowNanos);
          case STUCK -> signal.at(faults.since(nowNanos));
          case OUT_OF_RANGE -> BEYOND;
          default -> Double.NaN;
        };
    return new double[] {value};
  }

  @Override
  public void inject(Fault fault, long fromNanos, long untilNanos) {
    faults.inject(fault, fromNanos, untilNanos);
  }
}
