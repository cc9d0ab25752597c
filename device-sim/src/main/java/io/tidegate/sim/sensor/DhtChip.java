package io.tidegate.sim.sensor;

import io.tidegate.sim.signal.Signal;

/// A DHT11 or DHT22 on its wire: asked, it answers with forty bits or not at all.
///
/// ```
/// DHT11   humidity %   0   temperature Cel   0   sum
/// DHT22   humidity in tenths, two bytes   sign bit and temperature in tenths, two bytes   sum
/// ```
public final class DhtChip {
  /// What sets the two apart.
  public enum Type {
    DHT11("DHT11", 1_000_000_000L, 1, 0, 50, 20, 90),
    DHT22("DHT22", 2_000_000_000L, 10, -40, 80, 0, 100);

    final String label;

    /// Asked again sooner, it does not answer.
    final long restNanos;

    /// Steps in a degree or a percent.
    final int fine;

    private final double coldest;
    private final double warmest;
    private final double driest;
    private final double dampest;

    Type(
        String label,
        long restNanos,
        int fine,
        double coldest,
        double warmest,
        double driest,
        double dampest) {
      this.label = label;
      this.restNanos = restNanos;
      this.fine = fine;
      this.coldest = coldest;
      this.warmest = warmest;
      this.driest = driest;
      this.dampest = dampest;
    }
  }

  /// For so long after it got power it does not answer.
  private static final long SETTLING_NANOS = 1_000_000_000L;

  /// Beyond what either can measure, and what either's bytes can hold.
  private static final int BEYOND = 150;

  private static final int SIGN = 0x8000;

  private final Type type;
  private final Signal temperature;
  private final Signal humidity;
  private final Faults faults;
  private boolean powered;
  private long readyNanos;

  DhtChip(Type type, Signal temperature, Signal humidity, Faults faults) {
    this.type = type;
    this.temperature = temperature;
    this.humidity = humidity;
    this.faults = faults;
  }

  public Type type() {
    return type;
  }

  public void losePower() {
    powered = false;
  }

  public void power(long nowNanos) {
    if (!powered) {
      powered = true;
      readyNanos = nowNanos + SETTLING_NANOS;
    }
  }

  /// Five bytes, or null when the wire stays silent.
  public byte[] answer(long nowNanos) {
    Fault fault = faults.at(nowNanos);
    if (fault == Fault.POWER_ON) {
      readyNanos = nowNanos + SETTLING_NANOS;
    }
    if (fault == Fault.NAN || fault == Fault.DISCONNECTED || nowNanos < readyNanos) {
      return null;
    }
    readyNanos = nowNanos + type.restNanos;
    byte[] bytes = measured(fault == Fault.STUCK ? faults.since(nowNanos) : nowNanos);
    if (fault == Fault.OUT_OF_RANGE) {
      bytes = bytes(BEYOND, BEYOND);
    }
    if (fault == Fault.CHECKSUM) {
      bytes[3] ^= 0x10;
    }
    return bytes;
  }

  private byte[] measured(long nanos) {
    return bytes(
        Math.clamp(humidity.at(nanos), type.driest, type.dampest),
        Math.clamp(temperature.at(nanos), type.coldest, type.warmest));
  }

  private byte[] bytes(double humidity, double temperature) {
    int damp = (int) Math.rint(humidity * type.fine);
    int warm = (int) Math.rint(Math.abs(temperature) * type.fine);
    if (type == Type.DHT11) {
      return summed(damp, 0, warm, 0);
    }
    int signed = temperature < 0 ? warm | SIGN : warm;
    return summed(damp >> 8, damp, signed >> 8, signed);
  }

  private static byte[] summed(int first, int second, int third, int fourth) {
    byte[] bytes = {(byte) first, (byte) second, (byte) third, (byte) fourth, 0};
    bytes[4] = (byte) (bytes[0] + bytes[1] + bytes[2] + bytes[3]);
    return bytes;
  }
}
