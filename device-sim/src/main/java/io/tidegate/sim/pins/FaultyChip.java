package io.tidegate.sim.pins;

import io.tidegate.sim.i2c.Ads1115Chip;
import io.tidegate.sim.i2c.BoschChip;
import io.tidegate.sim.i2c.I2cChip;
import io.tidegate.sim.sensor.Ads1115;
import io.tidegate.sim.sensor.Bme280;
import io.tidegate.sim.sensor.Fault;
import io.tidegate.sim.sensor.Faults;
import io.tidegate.sim.signal.Signal;
import java.util.EnumSet;
import java.util.Set;

/// A chip on the I2C bus with the faults of its sensor: off the wires it answers nobody, stuck it
/// measures what was, and when power came back it has forgotten what it was told.
final class FaultyChip implements I2cChip {
  private static final Set<Fault> POWER_GONE = EnumSet.of(Fault.DISCONNECTED, Fault.POWER_ON);

  private final I2cChip chip;
  private final Faults faults;
  private long askedNanos;

  private FaultyChip(I2cChip chip, Faults faults) {
    this.chip = chip;
    this.faults = faults;
  }

  static FaultyChip of(Bme280 sensor, int id) {
    Faults faults = sensor.faults();
    return new FaultyChip(
        new BoschChip(
            id,
            stuck(sensor.temperature(), faults),
            stuck(sensor.pressure(), faults),
            stuck(sensor.humidity(), faults)),
        faults);
  }

  static FaultyChip of(Ads1115Chip chip, Faults faults) {
    return new FaultyChip(chip, faults);
  }

  /// The chip alone, which may be stuck.
  static Ads1115Chip chip(Ads1115 sensor) {
    Faults faults = sensor.faults();
    return new Ads1115Chip(sensor.volts().stream().map(each -> stuck(each, faults)).toList());
  }

  private static Signal stuck(Signal signal, Faults faults) {
    return nanos -> signal.at(faults.at(nanos) == Fault.STUCK ? faults.since(nanos) : nanos);
  }

  @Override
  public boolean start(boolean reading, long nowNanos) {
    if (faults.happened(POWER_GONE, askedNanos, nowNanos)) {
      chip.power(nowNanos);
    }
    askedNanos = nowNanos;
    Fault fault = faults.at(nowNanos);
    return fault != Fault.DISCONNECTED && fault != Fault.NAN && chip.start(reading, nowNanos);
  }

  @Override
  public void power(long nowNanos) {
    chip.power(nowNanos);
  }

  @Override
  public boolean write(int value, long nowNanos) {
    return chip.write(value, nowNanos);
  }

  @Override
  public int read(long nowNanos) {
    return chip.read(nowNanos);
  }
}
