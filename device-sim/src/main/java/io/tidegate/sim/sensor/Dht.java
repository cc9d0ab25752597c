package io.tidegate.sim.sensor;

import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.signal.Signal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A DHT11 or DHT22 read through a library that asks it at most every so often, says what it knew
/// when it is asked sooner, and gives NaN for both values when the last answer was missing or its
/// sum was wrong.
public final class Dht implements Sensor {
  static final Setting<Long> INTERVAL =
      Setting.duration(
              "interval",
              "0",
              "1 h",
              "the library asks the sensor no sooner again; below 1 s (DHT11) or 2 s (DHT22) the"
                  + " sensor then stays silent")
          .or("2 s");
  static final Set<Fault> FAULTS = EnumSet.allOf(Fault.class);

  private final List<Quantity> quantities;
  private final DhtChip.Type type;
  private final DhtChip chip;
  private final Faults faults;
  private final long intervalNanos;

  // The library, since the sketch began.
  private boolean asked;
  private long askedNanos;
  private byte[] known;

  private Dht(
      DhtChip.Type type, String prefix, long intervalNanos, Signal temperature, Signal humidity) {
    this.type = type;
    this.intervalNanos = INTERVAL.check(intervalNanos);
    this.quantities =
        List.of(
            Quantity.gauge("temperature", "Cel", 2).of(type.label, prefix),
            Quantity.gauge("humidity", "%", 2).of(type.label, prefix));
    this.faults = new Faults(type.label, FAULTS);
    this.chip = new DhtChip(type, temperature, humidity, faults);
  }

  public static Dht dht11(String prefix, long intervalNanos, Signal temperature, Signal humidity) {
    return new Dht(DhtChip.Type.DHT11, prefix, intervalNanos, temperature, humidity);
  }

  public static Dht dht22(String prefix, long intervalNanos, Signal temperature, Signal humidity) {
    return new Dht(DhtChip.Type.DHT22, prefix, intervalNanos, temperature, humidity);
  }

  @Override
  public List<Quantity> quantities() {
    return quantities;
  }

  /// The device alone, without the library.
  public DhtChip chip() {
    return chip;
  }

  @Override
  public void losePower() {
    chip.losePower();
  }

  @Override
  public void start(long nowNanos) {
    chip.power(nowNanos);
    asked = false;
    known = null;
  }

  @Override
  public double[] read(long nowNanos) {
    if (!asked || nowNanos - askedNanos >= intervalNanos) {
      asked = true;
      askedNanos = nowNanos;
      byte[] bytes = chip.answer(nowNanos);
      known = bytes != null && sumIsRight(bytes) ? bytes : null;
    }
    return known == null ? new double[] {Double.NaN, Double.NaN} : values(known);
  }

  @Override
  public void inject(Fault fault, long fromNanos, long untilNanos) {
    faults.inject(fault, fromNanos, untilNanos);
  }

  private static boolean sumIsRight(byte[] bytes) {
    return (byte) (bytes[0] + bytes[1] + bytes[2] + bytes[3]) == bytes[4];
  }

  /// In the float of 32 bits that the library hands out.
  private double[] values(byte[] bytes) {
    int[] parts = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      parts[i] = bytes[i] & 0xFF;
    }
    if (type == DhtChip.Type.DHT11) {
      return new double[] {
        (float) (parts[2] + (parts[3] & 0x0F) * 0.1), (float) (parts[0] + parts[1] * 0.1)
      };
    }
    double temperature = (float) (((parts[2] & 0x7F) << 8 | parts[3]) * 0.1);
    return new double[] {
      (parts[2] & 0x80) == 0 ? temperature : -temperature,
      (float) ((parts[0] << 8 | parts[1]) * 0.1)
    };
  }
}
