package io.tidegate.sim.pins;

import io.tidegate.sim.i2c.Ads1115Chip;
import io.tidegate.sim.i2c.BoschChip;
import io.tidegate.sim.i2c.I2cChip;
import io.tidegate.sim.sensor.Ads1115;
import io.tidegate.sim.sensor.AnalogPin;
import io.tidegate.sim.sensor.Bme280;
import io.tidegate.sim.sensor.Dht;
import io.tidegate.sim.sensor.Door;
import io.tidegate.sim.sensor.Ds18b20;
import io.tidegate.sim.sensor.Gauge;
import io.tidegate.sim.sensor.MotionSensor;
import io.tidegate.sim.sensor.PulseCounter;
import io.tidegate.sim.sensor.Sensor;
import java.util.ArrayList;
import java.util.List;

/// Wires sensors to a board: what of a sensor goes to which pin, or to which address.
///
/// | sensor | `pin` | `address` |
/// |---|---|---|
/// | DHT11, DHT22 | required | - |
/// | DS18B20 | required; several may share one | 16 hexadecimal digits; else one is made up |
/// | BME280 | - | 0x76 (else 0x77) |
/// | ADS1115 | of its ALERT, if that is wired | 0x48 (else to 0x4b) |
/// | analogue input | A0 unless said | - |
/// | PIR, door, rain gauge, energy meter | required | - |
public final class SensorPins {
  private static final int BME280_FIRST = 0x76;
  private static final int BME280_LAST = 0x77;
  private static final int ADS1115_FIRST = 0x48;
  private static final int ADS1115_LAST = 0x4B;

  private final BoardPins board;

  private final List<Integer> taken = new ArrayList<>();
  private final List<Integer> shared = new ArrayList<>();
  private final List<String> roms = new ArrayList<>();
  private final List<Integer> addresses = new ArrayList<>();

  public SensorPins(BoardPins board) {
    this.board = board;
  }

  /// Both as the user wrote them; null where nothing was.
  public void attach(Sensor sensor, String pin, String address) {
    switch (sensor) {
      case Dht dht -> {
        refuseAddress(address);
        board.bus().attach(digital(pin, false), new DhtDevice(dht.chip()));
      }
      case Ds18b20 thermometer -> attach(thermometer, pin, address);
      case Bme280 chip ->
          attach(FaultyChip.of(chip, BoschChip.BME280), BME280_FIRST, BME280_LAST, pin, address);
      case Ads1115 converter -> attach(converter, pin, address);
      case AnalogPin input -> {
        refuseAddress(address);
        board.bus().attach(analog(pin), input::number);
      }
      case MotionSensor motion -> {
        refuseAddress(address);
        board.bus().attach(digital(pin, false), LevelDevice.output(motion));
      }
      case Door door -> {
        refuseAddress(address);
        board.bus().attach(digital(pin, false), LevelDevice.contact(door));
      }
      case PulseCounter counter -> {
        refuseAddress(address);
        board.bus().attach(digital(pin, false), LevelDevice.contact(counter.contact()));
      }
      case Gauge _ ->
          throw new IllegalArgumentException(
              "kind: expected a sensor that there is, for a sketch that reads pins; got gauge");
      default -> throw new IllegalArgumentException("kind: no such sensor hangs on a pin");
    }
  }

  private void attach(Ds18b20 thermometer, String pin, String address) {
    OneWireRom rom =
        address == null
            ? OneWireRom.of(OneWireRom.DS18B20, 0x0316_A279_4A00L + roms.size())
            : new OneWireRom(address);
    if (roms.contains(rom.hex())) {
      throw new IllegalArgumentException(
          "address: expected one sensor of each address; got a second " + rom.hex());
    }
    int number = digital(pin, true);
    roms.add(rom.hex());
    board.bus().attach(number, new OneWireDevice(new Ds18b20Talk(rom, thermometer.chip(), false)));
  }

  private void attach(Ads1115 converter, String pin, String address) {
    Ads1115Chip chip = FaultyChip.chip(converter);
    FaultyChip faulty = FaultyChip.of(chip, converter.faults());
    attach(faulty, ADS1115_FIRST, ADS1115_LAST, null, address);
    if (pin != null) {
      board.bus().attach(digital(pin, false), new AlertPin(chip, converter.faults()));
    }
  }

  private void attach(I2cChip chip, int first, int last, String pin, String address) {
    if (pin != null) {
      throw new IllegalArgumentException(
          "pin: expected none, the sensor is on the I2C bus; got \"" + pin + "\"");
    }
    int number = address == null ? first : i2cAddress(address, first, last);
    if (addresses.contains(number)) {
      throw new IllegalArgumentException(
          "address: expected one sensor of each address; got a second 0x%02x".formatted(number));
    }
    addresses.add(number);
    board.i2c().attach(number, chip);
  }

  private static int i2cAddress(String address, int first, int last) {
    try {
      int number = Integer.decode(address);
      if (number >= first && number <= last) {
        return number;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new IllegalArgumentException(
        "address: expected 0x%02x %s 0x%02x; got \"%s\""
            .formatted(first, last == first + 1 ? "or" : "to", last, address));
  }

  private int digital(String pin, boolean sharing) {
    if (pin == null) {
      throw new IllegalArgumentException(
          "pin: expected the pin it hangs on, such as D2; got nothing");
    }
    int number = board.names().number(pin);
    boolean mayShare = sharing && shared.contains(number);
    if (taken.contains(number) && !mayShare) {
      throw new IllegalArgumentException(
          "pin: expected one that nothing else hangs on; got \"" + pin + "\" again");
    }
    taken.add(number);
    if (sharing) {
      shared.add(number);
    }
    return number;
  }

  private int analog(String pin) {
    int number = board.names().number(pin == null ? "A0" : pin);
    if (!board.names().isAnalog(number)) {
      throw new IllegalArgumentException(
          "pin: expected an analogue input, such as A0; got \"" + pin + "\"");
    }
    return number;
  }

  private static void refuseAddress(String address) {
    if (address != null) {
      throw new IllegalArgumentException(
          "address: expected none, the sensor has no address; got \"" + address + "\"");
    }
  }
}
