package io.tidegate.sim.i2c;

import io.tidegate.sim.signal.Signal;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// A BMP280 or BME280: registers, modes and times of its data sheet; the filter and the standby
/// time are taken and have no effect.
///
/// ```
/// 88..A1, E1..E7 calibration   D0 id   E0 reset (B6)   F2 ctrl_hum   F3 status
/// F4 ctrl_meas: temperature 7..5, pressure 4..2, mode 1..0   F5 config
/// F7..F9 pressure   FA..FC temperature   FD FE humidity      20, 20 and 16 bits, high byte first
/// ```
public final class BoschChip implements I2cChip {
  public static final int BMP280 = 0x58;
  public static final int BME280 = 0x60;

  private static final int ID = 0xD0;
  private static final int RESET = 0xE0;
  private static final int CTRL_HUM = 0xF2;
  private static final int STATUS = 0xF3;
  private static final int CTRL_MEAS = 0xF4;
  private static final int CONFIG = 0xF5;
  private static final int DATA = 0xF7;
  private static final int SKIPPED = 0x80000;

  /// Its memory is copied to the registers, after power-on and reset.
  private static final long COPY_NANOS = 2_000_000;

  private final int id;
  private final Signal temperature;
  private final Signal pressure;
  private final Signal humidity;
  private final int[] registers = new int[256];
  private BoschNumbers numbers = BoschNumbers.EXAMPLE;
  private long onNanos;
  private long startedNanos;

  /// Of ctrl_hum: what is written becomes true with the next write to ctrl_meas.
  private int humidityTimes;

  private int pointer;
  private boolean first;
  private boolean busyForEver;

  /// Pressure in hPa, humidity in %. `id` says which chip it is: [#BMP280] has no humidity.
  public BoschChip(int id, Signal temperature, Signal pressure, Signal humidity) {
    this.id = id;
    this.temperature = temperature;
    this.pressure = pressure;
    this.humidity = humidity;
    losePower(0);
  }

  /// Another chip's calibration.
  public BoschChip with(BoschNumbers other) {
    numbers = other;
    losePower(onNanos);
    return this;
  }

  /// Every calibration register reads as this: a chip whose memory is gone, or none of Bosch's.
  public void spoil(int value) {
    for (int at = 0; at < registers.length; at++) {
      registers[at] = isCalibration(at) ? value : registers[at];
    }
  }

  /// A measurement that begins never ends.
  public void neverReady() {
    busyForEver = true;
  }

  public void losePower(long nowNanos) {
    Arrays.fill(registers, 0);
    numbers.put(registers, hasHumidity());
    registers[ID] = id;
    skipped();
    humidityTimes = 0;
    onNanos = nowNanos;
  }

  @Override
  public void power(long nowNanos) {
    losePower(nowNanos);
  }

  private boolean hasHumidity() {
    return id == BME280;
  }

  private void skipped() {
    put(DATA, SKIPPED, SKIPPED, 0x8000);
  }

  @Override
  public boolean start(boolean reading, long nowNanos) {
    first = !reading;
    measure(nowNanos);
    return true;
  }

  /// A register, then what it is to hold; and again, in pairs.
  @Override
  public boolean write(int value, long nowNanos) {
    if (first) {
      pointer = value;
    } else {
      set(pointer, value, nowNanos);
    }
    first = !first;
    return true;
  }

  @Override
  public int read(long nowNanos) {
    int at = pointer;
    pointer = pointer + 1 & 0xFF;
    boolean copying = nowNanos - onNanos < COPY_NANOS;
    if (at == STATUS) {
      return (isMeasuring(nowNanos) ? 8 : 0) | (copying ? 1 : 0);
    }
    // what it shows while it copies is not told; nothing is the worst for a driver
    return copying && isCalibration(at) ? 0 : registers[at];
  }

  private static boolean isCalibration(int at) {
    return at >= BoschNumbers.FIRST && at <= 0xA1 || at >= BoschNumbers.SECOND && at <= 0xE7;
  }

  private void set(int register, int value, long nowNanos) {
    switch (register) {
      case RESET -> {
        if (value == 0xB6) {
          losePower(nowNanos);
        }
      }
      case CTRL_HUM -> registers[CTRL_HUM] = hasHumidity() ? value & 7 : 0;
      case CTRL_MEAS -> {
        humidityTimes = registers[CTRL_HUM];
        registers[CTRL_MEAS] = value;
        startedNanos = nowNanos;
      }
      case CONFIG -> registers[CONFIG] = value;
      default -> {} // the others cannot be written
    }
  }

  private int times(int code) {
    return code == 0 ? 0 : 1 << Math.min(code, 5) - 1;
  }

  private int temperatureTimes() {
    return registers[CTRL_MEAS] >> 5;
  }

  private int pressureTimes() {
    return registers[CTRL_MEAS] >> 2 & 7;
  }

  private int mode() {
    return registers[CTRL_MEAS] & 3;
  }

  /// What a measurement typically takes, by the data sheet. It may take an eighth longer, and there
  /// are libraries that do not wait for that and work with usual chips.
  long measuringNanos() {
    double millis = 1 + 2 * times(temperatureTimes());
    millis += pressureTimes() == 0 ? 0 : 2 * times(pressureTimes()) + 0.5;
    millis += humidityTimes == 0 ? 0 : 2 * times(humidityTimes) + 0.5;
    return (long) (millis * 1_000_000);
  }

  private boolean isMeasuring(long nowNanos) {
    return mode() != 0 && (busyForEver || nowNanos - startedNanos < measuringNanos());
  }

  /// Once done, a forced chip sleeps; one in normal mode goes on.
  private void measure(long nowNanos) {
    if (mode() == 0 || isMeasuring(nowNanos)) {
      return;
    }
    convert(mode() == 3 ? nowNanos : startedNanos);
    if (mode() != 3) {
      registers[CTRL_MEAS] &= ~3;
    }
  }

  private void convert(long nanos) {
    double warmth = temperature.at(nanos) * 100;
    int rawT = least(0xFFFFF, raw -> numbers.temperature(raw) >= warmth);
    int fine = numbers.fine(rawT);
    double pascals = pressure.at(nanos) * 100 * 256;
    int rawP = least(0xFFFFF, raw -> numbers.pressure(raw, fine) <= pascals);
    double wet = humidity.at(nanos) * 1024;
    int rawH = least(0xFFFF, raw -> numbers.humidity(raw, fine) >= wet);
    put(
        DATA,
        coarse(rawP, pressureTimes()),
        coarse(rawT, temperatureTimes()),
        humidityTimes == 0 ? 0x8000 : rawH);
  }

  /// 16 bits when measured once, one more each time that is doubled.
  private static int coarse(int raw, int code) {
    return code == 0 ? SKIPPED : raw & -1 << Math.max(0, 5 - code);
  }

  /// Of numbers that do not hold and then do, the first that does.
  private static int least(int most, IntPredicate holds) {
    int low = 0;
    int high = most;
    while (low < high) {
      int middle = low + high >>> 1;
      if (holds.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private void put(int at, int rawP, int rawT, int rawH) {
    for (int i = 0; i < 2; i++) {
      int raw = i == 0 ? rawP : rawT;
      registers[at + 3 * i] = raw >> 12;
      registers[at + 3 * i + 1] = raw >> 4 & 0xFF;
      registers[at + 3 * i + 2] = raw << 4 & 0xF0;
    }
    if (hasHumidity()) {
      registers[at + 6] = rawH >> 8;
      registers[at + 7] = rawH & 0xFF;
    }
  }
}
