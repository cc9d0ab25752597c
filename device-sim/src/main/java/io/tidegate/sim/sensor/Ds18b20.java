package io.tidegate.sim.sensor;

import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.signal.Signal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A DS18B20 read through the usual library. One that waits asks for a conversion and reads it when
/// it is done; one that does not reads what the conversion before has left, at first 85.00. A chip
/// that does not answer, or whose CRC is wrong, is -127.00.
public final class Ds18b20 implements Sensor {
  static final Setting<Integer> BITS =
      Setting.whole(
              "bits",
              Ds18b20Chip.COARSEST_BITS,
              Ds18b20Chip.FINEST_BITS,
              "resolution: steps of 0.5, 0.25, 0.125 or 0.0625 degrees")
          .or("12");
  static final Setting<Boolean> WAIT =
      Setting.flag("wait", "the sketch waits for each conversion").or("true");
  static final Set<Fault> FAULTS =
      EnumSet.of(
          Fault.CHECKSUM, Fault.DISCONNECTED, Fault.STUCK, Fault.POWER_ON, Fault.OUT_OF_RANGE);

  private static final double DISCONNECTED = -127;

  private final List<Quantity> quantities;
  private final Ds18b20Chip chip;
  private final Faults faults;
  private final boolean waits;

  public Ds18b20(String prefix, int bits, boolean waits, Signal temperature) {
    this.quantities = List.of(Quantity.gauge("temperature", "Cel", 2).of("DS18B20", prefix));
    this.faults = new Faults("DS18B20", FAULTS);
    this.chip = new Ds18b20Chip(temperature, BITS.check(bits), faults);
    this.waits = waits;
  }

  @Override
  public List<Quantity> quantities() {
    return quantities;
  }

  /// The device alone, without the library.
  public Ds18b20Chip chip() {
    return chip;
  }

  @Override
  public void losePower() {
    chip.losePower();
  }

  @Override
  public void start(long nowNanos) {}

  @Override
  public double[] read(long nowNanos) {
    Fault fault = faults.at(nowNanos);
    if (waits) {
      chip.convert(nowNanos);
      return degrees(chip.scratchpad(nowNanos + chip.conversionNanos(), fault));
    }
    double[] degrees = degrees(chip.scratchpad(nowNanos, fault));
    chip.convert(nowNanos);
    return degrees;
  }

  @Override
  public void inject(Fault fault, long fromNanos, long untilNanos) {
    faults.inject(fault, fromNanos, untilNanos);
  }

  private static double[] degrees(byte[] scratchpad) {
    if (scratchpad == null || Ds18b20Chip.crc(scratchpad, 8) != (scratchpad[8] & 0xFF)) {
      return new double[] {DISCONNECTED};
    }
    return new double[] {(scratchpad[1] << 8 | scratchpad[0] & 0xFF) / 16.0};
  }
}
