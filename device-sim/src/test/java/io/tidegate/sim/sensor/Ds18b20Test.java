package io.tidegate.sim.sensor;

import static io.tidegate.sim.sensor.Bench.MILLI;
import static io.tidegate.sim.sensor.Bench.SECOND;
import static io.tidegate.sim.sensor.Bench.made;
import static io.tidegate.sim.sensor.Bench.printed;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.sim.signal.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ds18b20Test {
  private static Sensor rising(String... settings) {
    return made(SensorKind.DS18B20, List.of(Signal.ramp(0, 80, 80 * SECOND)), settings);
  }

  @ParameterizedTest
  @CsvSource({
    "12,21.07,21.0625",
    "11,21.07,21.0000",
    "11,21.2,21.1250",
    "10,21.4,21.2500",
    "9,21.9,21.5000",
    "12,-10.125,-10.1250",
    "12,-70,-55.0000",
    "12,130,125.0000"
  })
  void hasTheStepsOfItsResolutionAndItsRange(String bits, double degrees, String text) {
    Sensor sensor = made(SensorKind.DS18B20, List.of(Signal.steady(degrees)), "bits", bits);
    sensor.start(0);
    assertEquals(text, Quantity.text(sensor.read(SECOND)[0], 4));
  }

  /// The examples of the datasheet's table: +85, +25.0625, -10.125 degrees.
  @ParameterizedTest
  @CsvSource({"85,0x50,0x05", "25.0625,0x91,0x01", "-10.125,0x5E,0xFF"})
  void itsBytesAreThoseOfTheDatasheet(double degrees, String low, String high) {
    Ds18b20Chip chip = new Ds18b20Chip(Signal.steady(degrees), 12, new Faults("", Ds18b20.FAULTS));
    chip.convert(0);
    byte[] bytes = chip.scratchpad(750 * MILLI, null);
    assertEquals((byte) (int) Integer.decode(low), bytes[0]);
    assertEquals((byte) (int) Integer.decode(high), bytes[1]);
    assertEquals(0x7F, bytes[4]);
    assertEquals(0, Ds18b20Chip.crc(bytes, 9), "a CRC over its own CRC is nothing");
  }

  @Test
  void itsCrcIsTheOneOfOneWireDevices() {
    // from the application note on CRCs of one-wire devices
    byte[] rom = {0x02, 0x1C, (byte) 0xB8, 0x01, 0, 0, 0};
    assertEquals(0xA2, Ds18b20Chip.crc(rom, rom.length));
  }

  @ParameterizedTest
  @CsvSource({"9,93750", "10,187500", "11,375000", "12,750000"})
  void aConversionTakesItsTime(int bits, long micros) {
    Ds18b20Chip chip = new Ds18b20Chip(Signal.steady(20), bits, new Faults("", Ds18b20.FAULTS));
    assertEquals(micros * 1_000, chip.conversionNanos());
    chip.convert(0);
    byte[] powerOn = {0x50, 0x05};
    byte[] before = chip.scratchpad(chip.conversionNanos() - 1, null);
    assertArrayEquals(powerOn, new byte[] {before[0], before[1]});
    assertEquals(0x01, chip.scratchpad(chip.conversionNanos(), null)[1]);
  }

  @Test
  void aSketchThatDoesNotWaitReadsEightyFiveFirstAndThenWhatWasBefore() {
    Sensor sensor = rising("wait", "false");
    sensor.start(0);
    assertEquals("85.00", printed(sensor, 10 * SECOND));
    assertEquals("10.00", printed(sensor, 11 * SECOND));
    assertEquals("11.00", printed(sensor, 12 * SECOND));
    sensor.losePower();
    sensor.start(13 * SECOND);
    assertEquals("85.00", printed(sensor, 14 * SECOND));
  }

  @ParameterizedTest
  @CsvSource({
    "CHECKSUM,-127.00",
    "DISCONNECTED,-127.00",
    "POWER_ON,85.00",
    "STUCK,10.00",
    "OUT_OF_RANGE,127.94"
  })
  void eachFaultShowsAndEnds(Fault fault, String text) {
    Sensor sensor = rising();
    sensor.start(0);
    sensor.inject(fault, 10 * SECOND, 20 * SECOND);
    assertEquals("9.00", printed(sensor, 9 * SECOND));
    assertEquals(text, printed(sensor, 19 * SECOND));
    assertEquals("20.00", printed(sensor, 20 * SECOND));
  }
}
