package io.tidegate.sim.sensor;

import io.tidegate.sim.signal.Signal;

/// A DS18B20 on its wire: told to convert, it holds the temperature in its scratchpad a while
/// later.
///
/// ```
/// 0, 1 temperature in 1/16 degrees   2, 3 alarms   4 resolution   5, 6, 7 reserved   8 CRC
/// ```
final class Ds18b20Chip {
  static final int COARSEST_BITS = 9;
  static final int FINEST_BITS = 12;

  /// 85 degrees: what it holds from power-on until the first conversion is done.
  private static final int POWER_ON = 0x0550;

  /// 127.9375 degrees: the CRC is right, the chip cannot measure it.
  private static final int BEYOND = 0x07FF;

  private static final long FULL_CONVERSION_NANOS = 750_000_000L;
  private static final double COLDEST = -55;
  private static final double WARMEST = 125;
  private static final int[] AFTER_TEMPERATURE = {0x4B, 0x46, 0x1F, 0xFF, 0x0C, 0x10};

  private final Signal temperature;
  private final Faults faults;
  private final int bits;
  private int held = POWER_ON;
  private int converted;
  private long doneNanos = Long.MAX_VALUE;

  Ds18b20Chip(Signal temperature, int bits, Faults faults) {
    this.temperature = temperature;
    this.bits = bits;
    this.faults = faults;
  }

  void losePower() {
    held = POWER_ON;
    doneNanos = Long.MAX_VALUE;
  }

  /// 93.75 ms for 9 bits, twice as long for each further one.
  long conversionNanos() {
    return FULL_CONVERSION_NANOS >> FINEST_BITS - bits;
  }

  void convert(long nowNanos) {
    finish(nowNanos);
    Fault fault = faults.at(nowNanos);
    double warmth = temperature.at(fault == Fault.STUCK ? faults.since(nowNanos) : nowNanos);
    int sixteenths = (int) Math.rint(Math.clamp(warmth, COLDEST, WARMEST) * 16);
    converted = fault == Fault.OUT_OF_RANGE ? BEYOND : sixteenths & -1 << FINEST_BITS - bits;
    doneNanos = nowNanos + conversionNanos();
  }

  /// Nine bytes, or null when nothing answers the reset of the wire; `fault` is what it suffers.
  byte[] scratchpad(long nowNanos, Fault fault) {
    if (fault == Fault.DISCONNECTED) {
      return null;
    }
    if (fault == Fault.POWER_ON) {
      losePower();
    }
    finish(nowNanos);
    byte[] bytes = new byte[9];
    bytes[0] = (byte) held;
    bytes[1] = (byte) (held >> 8);
    for (int i = 0; i < AFTER_TEMPERATURE.length; i++) {
      bytes[i + 2] = (byte) AFTER_TEMPERATURE[i];
    }
    bytes[4] |= (byte) (bits - COARSEST_BITS << 5);
    bytes[8] = (byte) crc(bytes, 8);
    if (fault == Fault.CHECKSUM) {
      bytes[1] ^= 0x01;
    }
    return bytes;
  }

  /// The CRC of one-wire devices: x^8 + x^5 + x^4 + 1, lowest bit first.
  static int crc(byte[] bytes, int length) {
    int crc = 0;
    for (int i = 0; i < length; i++) {
      crc ^= bytes[i] & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0x8C;
      }
    }
    return crc;
  }

  private void finish(long nowNanos) {
    if (nowNanos >= doneNanos) {
      held = converted;
      doneNanos = Long.MAX_VALUE;
    }
  }
}
