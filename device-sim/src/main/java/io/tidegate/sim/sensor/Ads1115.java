package io.tidegate.sim.sensor;

import io.tidegate.sim.signal.Signal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// An ADS1115 with four voltages, read through the usual library at the range that it begins with,
/// 6.144 V. Where nothing answers there is no value.
public final class Ads1115 implements Sensor {
  static final Set<Fault> FAULTS = EnumSet.of(Fault.NAN, Fault.DISCONNECTED, Fault.STUCK);

  private static final double STEP = 6.144 / 32_768;
  private static final int INPUTS = 4;

  private final List<Quantity> quantities = new ArrayList<>();
  private final List<Signal> volts;
  private final Faults faults = new Faults("ADS1115", FAULTS);

  /// Against ground, of A0 to A3.
  public Ads1115(String prefix, List<Signal> volts) {
    if (volts.size() != INPUTS) {
      throw new IllegalArgumentException(
          "ads1115: expected " + INPUTS + " signals, got " + volts.size());
    }
    this.volts = List.copyOf(volts);
    for (int i = 0; i < INPUTS; i++) {
      quantities.add(Quantity.gauge("a" + i, "V", 4).of("ADS1115", prefix));
    }
  }

  @Override
  public List<Quantity> quantities() {
    return List.copyOf(quantities);
  }

  public List<Signal> volts() {
    return volts;
  }

  /// What befalls it at a time.
  public Faults faults() {
    return faults;
  }

  /// It holds nothing that a reading needs.
  @Override
  public void losePower() {}

  @Override
  public void start(long nowNanos) {}

  @Override
  public double[] read(long nowNanos) {
    Fault fault = faults.at(nowNanos);
    double[] values = new double[INPUTS];
    for (int i = 0; i < INPUTS; i++) {
      double now = volts.get(i).at(fault == Fault.STUCK ? faults.since(nowNanos) : nowNanos);
      double code = Math.clamp(Math.rint(now / STEP), -32_768, 32_767);
      values[i] = fault == null || fault == Fault.STUCK ? code * STEP : Double.NaN;
    }
    return values;
  }

  @Override
  public void inject(Fault fault, long fromNanos, long untilNanos) {
    faults.inject(fault, fromNanos, untilNanos);
  }
}
