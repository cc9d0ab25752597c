package io.tidegate.sim.sensor;

import io.tidegate.sim.signal.Signal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A BME280 read through the usual library. A wire that comes off leaves the library with ones
/// only, which it turns into values that look like some; a chip that was without power is no longer
/// set up and gives NaN until the sketch begins anew.
public final class Bme280 implements Sensor {
  static final Set<Fault> FAULTS =
      EnumSet.of(Fault.NAN, Fault.DISCONNECTED, Fault.STUCK, Fault.POWER_ON);

  private static final Set<Fault> POWER_GONE = EnumSet.of(Fault.DISCONNECTED, Fault.POWER_ON);

  /// What the library makes of ones only: temperature, humidity, pressure of one chip.
  private static final double[] ONES_ONLY = {179.55, 100, -160.23};

  private static final double[] NOTHING = {Double.NaN, Double.NaN, Double.NaN};

  private final List<Quantity> quantities;
  private final Signal temperature;
  private final Signal humidity;
  private final Signal pressure;
  private final Faults faults = new Faults("BME280", FAULTS);
  private boolean setUp;
  private long setUpNanos;

  /// Pressure in hPa.
  public Bme280(String prefix, Signal temperature, Signal humidity, Signal pressure) {
    this.quantities =
        List.of(
            Quantity.gauge("temperature", "Cel", 2).of("BME280", prefix),
            Quantity.gauge("humidity", "%", 2).of("BME280", prefix),
            Quantity.gauge("pressure", "hPa", 2).of("BME280", prefix));
    this.temperature = temperature;
    this.humidity = humidity;
    this.pressure = pressure;
  }

  @Override
  public List<Quantity> quantities() {
    return quantities;
  }

  public Signal temperature() {
    return temperature;
  }

  public Signal humidity() {
    return humidity;
  }

  /// In hPa.
  public Signal pressure() {
    return pressure;
  }

  /// What befalls it at a time.
  public Faults faults() {
    return faults;
  }

  @Override
  public void losePower() {
    setUp = false;
  }

  @Override
  public void start(long nowNanos) {
    setUp = faults.at(nowNanos) != Fault.DISCONNECTED;
    setUpNanos = nowNanos;
  }

  @Override
  public double[] read(long nowNanos) {
    Fault fault = faults.at(nowNanos);
    if (setUp && fault == Fault.DISCONNECTED) {
      return ONES_ONLY.clone();
    }
    setUp = setUp && !faults.happened(POWER_GONE, setUpNanos, nowNanos);
    if (!setUp || fault == Fault.NAN) {
      return NOTHING.clone();
    }
    long nanos = fault == Fault.STUCK ? faults.since(nowNanos) : nowNanos;
    return new double[] {
      told(temperature.at(nanos), -40, 85, 0.01),
      told(humidity.at(nanos), 0, 100, 0.008),
      told(pressure.at(nanos), 300, 1100, 0.0018)
    };
  }

  @Override
  public void inject(Fault fault, long fromNanos, long untilNanos) {
    faults.inject(fault, fromNanos, untilNanos);
  }

  private static double told(double value, double least, double most, double step) {
    return (float) Math.clamp(Math.rint(value / step) * step, least, most);
  }
}
