package io.tidegate.gateway.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.gpio.Fault.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the kernel's files become: a value, or a fault with its words. Never both, never a value
/// that is none.
class SensorsTest {
  private static final String ID = SensorTree.ID;

  @TempDir Path folder;
  private SensorTree tree;

  @BeforeEach
  void make() throws IOException {
    tree = new SensorTree(folder.resolve("sys"));
  }

  private Outcome w1() {
    return new Sensors(tree.sysfs).read(new SensorSettings.W1(ID));
  }

  private Outcome iio(String device, String channel) {
    return new Sensors(tree.sysfs).read(new SensorSettings.Iio(device, channel));
  }

  private static void value(String expected, Outcome outcome) {
    if (outcome instanceof Outcome.Value(BigDecimal number)) {
      assertEquals(0, new BigDecimal(expected).compareTo(number), number.toPlainString());
    } else {
      throw new AssertionError(outcome.toString());
    }
  }

  private static void fault(Kind kind, String words, Outcome outcome) {
    assertTrue(
        outcome instanceof Fault fault && fault.kind() == kind && fault.words().contains(words),
        () -> "expected " + kind + " with '" + words + "', got " + outcome);
  }

  @Test
  void aThermometerGivesDegreesAboveAndBelowZeroUpToItsLimits() throws IOException {
    for (String milli : List.of("21437", "-10125", "0", "-55000", "125000", "84937", "85062")) {
      tree.w1(ID, Integer.parseInt(milli));
      value(new BigDecimal(milli).movePointLeft(3).toPlainString(), w1());
    }
  }

  @Test
  void aWrongChecksumIsNoValueHoweverGoodTheTemperatureLooks() throws IOException {
    tree.w1Text(ID, SensorTree.slave("a3 01 4b 46 7f ff 0c 10 5f", "5e NO", "26187"));
    fault(Kind.CHECKSUM, "checksum", w1());
    tree.w1Text(ID, SensorTree.slave("ff ff ff ff ff ff ff ff ff", "c9 NO", "-62"));
    fault(Kind.CHECKSUM, "still plugged in", w1());
  }

  @Test
  void whatAThermometerHoldsAfterPowerOnIsNoTemperature() throws IOException {
    tree.w1Text(ID, SensorTree.slave("50 05 4b 46 7f ff 0c 10 1c", "1c YES", "85000"));
    fault(Kind.POWER_ON, "85 Cel exactly", w1());
  }

  @Test
  void nineZerosPassTheChecksumAndAreAShortedBus() throws IOException {
    tree.w1Text(ID, SensorTree.slave("00 00 00 00 00 00 00 00 00", "00 YES", "0"));
    fault(Kind.SHORTED, "at ground", w1());
  }

  @Test
  void aTemperatureThatTheChipCannotMeasureIsRefused() throws IOException {
    tree.w1(ID, 125_063);
    fault(Kind.OUT_OF_RANGE, "125.063 Cel is outside what it can measure, -55 to 125", w1());
    tree.w1(ID, -55_063);
    fault(Kind.OUT_OF_RANGE, "-55.063", w1());
  }

  @Test
  void aThermometerThatIsNotThereSaysSo() throws IOException {
    fault(Kind.ABSENT, "there is no 1-Wire bus", w1());
    tree.bus();
    fault(Kind.ABSENT, "not there: " + tree.w1File(ID), w1());
  }

  @Test
  void anythingElseInTheFileIsNoNumber() throws IOException {
    for (String text :
        List.of(
            "",
            "21437",
            "a3 01 4b 46 7f ff 0c 10 5f : crc=5f YES\n",
            SensorTree.slave("a3 01 4b", "5f YES", "21437"),
            SensorTree.slave("a3 01 4b 46 7f ff 0c 10 5f", "5f MAYBE", "21437"),
            SensorTree.slave("a3 01 4b 46 7f ff 0c 10 5f", "5f YES", "21437x"),
            SensorTree.slave("a3 01 4b 46 7f ff 0c 10 5f", "5f YES", "1e3"),
            "x".repeat(SysFile.LIMIT_BYTES + 1))) {
      tree.w1Text(ID, text);
      fault(Kind.NO_NUMBER, "expected", w1());
    }
  }

  @Test
  void aFailingReadIsNamedWithTheKernelsWord() throws IOException {
    SensorTree.failing(tree.w1File(ID));
    fault(Kind.FAILED, "Input/output error", w1());
    tree.iio(0, "dht11@4");
    SensorTree.failing(tree.iio(0).resolve("in_temp_input"));
    fault(Kind.FAILED, "Input/output error", iio("dht11@4", "temp"));
  }

  @Test
  void kernelUnitsBecomeThoseThatArePublished() throws IOException {
    tree.iio(
        0,
        "bmp280",
        "in_temp_input",
        "25080",
        "in_pressure_input",
        "100.653000000",
        "in_humidityrelative_input",
        "48213");
    value("25.08", iio("bmp280", "temp"));
    value("1006.53", iio("bmp280", "pressure"));
    value("48.213", iio("iio:device0", "humidityrelative"));
    tree.iio(1, "bh1750", "in_illuminance_input", "312.5", "in_proximity_raw", "77");
    value("312.5", iio("bh1750", "illuminance"));
    value("77", iio("bh1750", "proximity"));
  }

  @Test
  void rawValuesAreShiftedAndScaledByTheNearestFiles() throws IOException {
    tree.iio(0, "ads1015", "in_voltage0_raw", "1200", "in_voltage0_scale", "2.000000000");
    value("2.4", iio("ads1015", "voltage0"));
    tree.iio(1, "mcp3008", "in_voltage3_raw", "512", "in_voltage_scale", "3.222656250");
    value("1.65", iio("mcp3008", "voltage3"));
    tree.iio(
        2,
        "max1363",
        "in_voltage0-voltage1_raw",
        "-100",
        "in_voltage-voltage_scale",
        "0.5",
        "in_voltage_scale",
        "7");
    value("-0.05", iio("max1363", "voltage0-voltage1"));
    tree.iio(3, "hts221", "in_temp_raw", "500", "in_temp_offset", "-100.5", "in_temp_scale", "10");
    value("3.995", iio("hts221", "temp"));
    tree.iio(4, "all", "in_current1_raw", "8", "scale", "125");
    value("1", iio("all", "current1"));
  }

  @Test
  void aRawValueOfUnknownScaleIsNoVoltage() throws IOException {
    tree.iio(0, "adc", "in_voltage0_raw", "512");
    fault(Kind.NO_NUMBER, "has no scale", iio("adc", "voltage0"));
  }

  @Test
  void valuesThatTheDeviceCannotMeasureAreRefused() throws IOException {
    tree.iio(0, "bme280", "in_pressure_input", "29.999", "in_humidityrelative_input", "100001");
    fault(Kind.OUT_OF_RANGE, "299.99 hPa is outside", iio("bme280", "pressure"));
    fault(Kind.OUT_OF_RANGE, "100.001 %", iio("bme280", "humidityrelative"));
    tree.iio(0, "bme280", "in_pressure_input", "110.001", "in_humidityrelative_input", "-1");
    fault(Kind.OUT_OF_RANGE, "1100.01 hPa", iio("bme280", "pressure"));
    fault(Kind.OUT_OF_RANGE, "-0.001 %", iio("bme280", "humidityrelative"));
    tree.iio(1, "dht11@4", "in_temp_input", "81000");
    fault(Kind.OUT_OF_RANGE, "81 Cel", iio("dht11@4", "temp"));
    tree.iio(2, "ms5611", "in_pressure_input", "200");
    value("2000", iio("ms5611", "pressure"));
  }

  @Test
  void aDeviceIsFoundByNameOnlyWhenItIsTheOnlyOne() throws IOException {
    fault(Kind.ABSENT, "there is no IIO device", iio("bmp280", "temp"));
    tree.iio(0, "bmp280", "in_temp_input", "1000").iio(1, "bmp280", "in_temp_input", "2000");
    fault(Kind.SEVERAL, "iio:device0, iio:device1", iio("bmp280", "temp"));
    value("2", iio("iio:device1", "temp"));
    fault(Kind.ABSENT, "no device says it is \"bme280\"; there are bmp280", iio("bme280", "temp"));
    fault(Kind.ABSENT, "not there", iio("iio:device9", "temp"));
    fault(Kind.ABSENT, "has neither in_pressure_input nor", iio("iio:device0", "pressure"));
  }

  @Test
  void aDeviceWhoseNameCannotBeReadIsNotBelievedWithoutItsRange() throws IOException {
    tree.iio(0, "bmp280", "in_temp_input", "25080");
    SensorTree.failing(tree.iio(0).resolve("name"));
    fault(Kind.FAILED, "Input/output error", iio("iio:device0", "temp"));
    Files.delete(tree.iio(0).resolve("name"));
    value("25.08", iio("iio:device0", "temp"));
  }

  @Test
  void wordsStayShortHoweverManyDevicesThereAre() throws IOException {
    for (int i = 0; i < 20; i++) {
      tree.iio(i, "adc" + i);
    }
    fault(Kind.ABSENT, "adc15 and 12 more", iio("bmp280", "temp"));
  }

  @Test
  void whatIsNoNumberIsShownAndCut() throws IOException {
    tree.iio(0, "x", "in_temp_input", "busy\u0007" + "!".repeat(100));
    fault(Kind.NO_NUMBER, "got \"busy?!!!", iio("x", "temp"));
    for (String text : List.of("", "-", "1.", ".5", "+1", "1,5", "0x10", "1e3", "NaN", "1 2")) {
      tree.iio(0, "x", "in_temp_input", text);
      fault(Kind.NO_NUMBER, "expected a number", iio("x", "temp"));
    }
  }

  @Test
  void aReadIsBoundedHoweverLongTheFileIs() throws IOException {
    tree.iio(0, "x");
    Files.createSymbolicLink(tree.iio(0).resolve("in_temp_input"), Path.of("/dev/zero"));
    fault(Kind.NO_NUMBER, "at most 4096 bytes", iio("x", "temp"));
  }
}
