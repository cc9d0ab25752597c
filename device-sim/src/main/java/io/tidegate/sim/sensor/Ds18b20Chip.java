package io.tidegate.sim.sensor;

import io.tidegate.sim.signal.Signal;

/// A DS18B20 on its wire: told to convert, it holds the temperature in its scratchpad a while
/// later.
///
/// ```
/// 0, 1 temperature in 1/16 degrees   2, 3 alarms   4 resolution   5, 6, 7 reserved   8 CRC
/// ```
///
/// Bytes 2 to 4 are settings; what was stored of them outlasts the loss of power.
public final class Ds18b20Chip {
  static final int COARSEST_BITS = 9;
  static final int FINEST_BITS = 12;

  /// 85 degrees: what it holds from power-on until the first conversion is done.
  private static final int POWER_ON = 0x0550;

  /// 127.9375 degrees: the CRC is right, the chip cannot measure it.
  private static final int BEYOND = 0x07FF;

  private static final long FULL_CONVERSION_NANOS = 750_000_000L;
  private static final double COLDEST = -55;
  private static final double WARMEST = 125;
  private static final byte[] RESERVED = {(byte) 0xFF, 0x0C, 0x10};
  private static final int HIGHEST = 0x4B;
  private static final int LOWEST = 0x46;
  private static final int CONFIG = 0x1F;

  private final Signal temperature;
  private final Faults faults;

  /// The highest and the lowest temperature without an alarm, and the resolution's byte.
  private final byte[] settings;

  private byte[] stored;
  private int held = POWER_ON;
  private int converted;
  private long doneNanos = Long.MAX_VALUE;

  Ds18b20Chip(Signal temperature, int bits, Faults faults) {
    this.temperature = temperature;
    this.settings = new byte[] {HIGHEST, LOWEST, (byte) (CONFIG | bits - COARSEST_BITS << 5)};
    this.stored = settings.clone();
    this.faults = faults;
  }

  public void losePower() {
    recall();
    held = POWER_ON;
    doneNanos = Long.MAX_VALUE;
  }

  /// 93.75 ms for 9 bits, twice as long for each further one.
  long conversionNanos() {
    return FULL_CONVERSION_NANOS >> FINEST_BITS - bits();
  }

  public void convert(long nowNanos) {
    finish(nowNanos);
    Fault fault = faults.at(nowNanos);
    double warmth = temperature.at(fault == Fault.STUCK ? faults.since(nowNanos) : nowNanos);
    int sixteenths = (int) Math.rint(Math.clamp(warmth, COLDEST, WARMEST) * 16);
    converted = fault == Fault.OUT_OF_RANGE ? BEYOND : sixteenths & -1 << FINEST_BITS - bits();
    doneNanos = nowNanos + conversionNanos();
  }

  /// Its conversion goes on.
  public boolean converting(long nowNanos) {
    return doneNanos != Long.MAX_VALUE && nowNanos < doneNanos;
  }

  /// Whether anything of it is at the wire.
  public boolean isThere(long nowNanos) {
    return faults.at(nowNanos) != Fault.DISCONNECTED;
  }

  /// The last conversion went beyond one of its settings.
  public boolean alarmed(long nowNanos) {
    finish(nowNanos);
    int degrees = held >> 4;
    return degrees >= settings[0] || degrees <= settings[1];
  }

  /// What it is told to keep until power goes: alarms, and the resolution's byte, of which only
  /// two bits can be set.
  public void set(int highest, int lowest, int config) {
    settings[0] = (byte) highest;
    settings[1] = (byte) lowest;
    settings[2] = (byte) (config & 0x60 | CONFIG);
  }

  /// Its settings outlast the loss of power.
  public void store() {
    stored = settings.clone();
  }

  /// Its settings are again what was stored.
  public void recall() {
    System.arraycopy(stored, 0, settings, 0, settings.length);
  }

  /// Nine bytes, or null when nothing answers.
  public byte[] scratchpad(long nowNanos) {
    return scratchpad(nowNanos, faults.at(nowNanos));
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
    System.arraycopy(settings, 0, bytes, 2, settings.length);
    System.arraycopy(RESERVED, 0, bytes, 5, RESERVED.length);
    bytes[8] = (byte) crc(bytes, 8);
    if (fault == Fault.CHECKSUM) {
      bytes[1] ^= 0x01;
    }
    return bytes;
  }

  /// The CRC of one-wire devices: x^8 + x^5 + x^4 + 1, lowest bit first.
  public static int crc(byte[] bytes, int length) {
    int crc = 0;
    for (int i = 0; i < length; i++) {
      crc ^= bytes[i] & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0x8C;
      }
    }
    return crc;
  }

  private int bits() {
    return (settings[2] >> 5 & 3) + COARSEST_BITS;
  }

  private void finish(long nowNanos) {
    if (nowNanos >= doneNanos) {
      held = converted;
      doneNanos = Long.MAX_VALUE;
    }
  }
}
