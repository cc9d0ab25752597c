package io.tidegate.gateway.i2c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.i2c.ChipFault.Kind;
import io.tidegate.sim.i2c.BoschChip;
import io.tidegate.sim.i2c.BoschNumbers;
import io.tidegate.sim.signal.Signal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The driver of BME280 and BMP280 against chips made of registers. The chips compute with the
/// integer formulas of the data sheet, the driver with those in floating point.
class BoschTest {
  private static final int AT = 0x76;

  private SimBus bus;
  private BoschChip chip;

  @BeforeEach
  void make() {
    bus = new SimBus();
    attach(BoschChip.BME280, 21.5, 1013.25, 48.2);
  }

  private void attach(int id, double temperature, double pressure, double humidity) {
    chip =
        new BoschChip(
            id, Signal.steady(temperature), Signal.steady(pressure), Signal.steady(humidity));
    bus.wires.attach(AT, chip);
  }

  private Map<String, BigDecimal> measure(Chip kind) throws ChipFault {
    return kind.measure(bus, AT, "temp", FullScale.V4_096);
  }

  private void fault(Kind kind, String words) {
    ChipFault fault = assertThrows(ChipFault.class, () -> measure(Chip.BME280));
    assertEquals(kind, fault.kind(), fault.getMessage());
    assertTrue(fault.getMessage().contains(words), fault.getMessage());
  }

  private static byte[] registers() {
    byte[] registers = new byte[BoschCalibration.FIRST_BYTES];
    int[] numbers = {27504, 26435, -1000, 36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000};
    for (int i = 0; i < numbers.length; i++) {
      registers[2 * i] = (byte) numbers[i];
      registers[2 * i + 1] = (byte) (numbers[i] >> 8);
    }
    return registers;
  }

  /// BST-BMP280-DS001, section 3.12: 519888 is 25.08 Cel, 415148 is 100653.27 Pa.
  @Test
  void theExampleOfTheDataSheetComesOut() throws ChipFault {
    BoschCalibration calibration = BoschCalibration.of(registers(), new byte[0]);
    double fine = calibration.fine(519_888);
    assertEquals(128_422, fine, 1);
    assertEquals(25.08, BoschCalibration.celsius(fine), 0.005);
    assertEquals(1_006.5327, calibration.hectopascals(415_148, fine), 0.00005);
  }

  @Test
  void whatTheChipFeelsIsWhatTheDriverReads() throws ChipFault {
    for (double temperature : new double[] {-39.9, -10, 0, 21.5, 60, 84.9}) {
      for (double humidity : new double[] {1, 48.2, 99}) {
        attach(BoschChip.BME280, temperature, 300.5 + 10 * humidity - humidity, humidity);
        Map<String, BigDecimal> values = measure(Chip.BME280);
        String where = temperature + " Cel, " + humidity + " %: " + values;
        assertEquals(List.of("temp", "pressure", "humidity"), List.copyOf(values.keySet()));
        assertEquals(temperature, values.get("temp").doubleValue(), 0.011, where);
        assertEquals(300.5 + 9 * humidity, values.get("pressure").doubleValue(), 0.1, where);
        assertEquals(humidity, values.get("humidity").doubleValue(), 0.1, where);
      }
    }
  }

  @Test
  void oneMeasurementIsTheseTransactionsAndNoOthers() throws ChipFault {
    measure(Chip.BME280);
    assertEquals(
        List.of(
            "76 r d0 1",
            "76 r f3 1",
            "76 r 88 26",
            "76 r e1 7",
            "76 w f2 01",
            "76 w f5 00",
            "76 w f4 25",
            "76 r f3 1",
            "76 r f2 3",
            "76 r f7 8"),
        bus.transactions);
  }

  @Test
  void aBmp280HasNoHumidity() throws ChipFault {
    attach(BoschChip.BMP280, 21.5, 1013.25, 48.2);
    Map<String, BigDecimal> values = measure(Chip.BMP280);
    assertEquals(List.of("temp", "pressure"), List.copyOf(values.keySet()));
    assertEquals(1013.25, values.get("pressure").doubleValue(), 0.1);
  }

  @Test
  void anotherChipIsToldFromTheOneThatWasNamed() {
    attach(BoschChip.BMP280, 21.5, 1013.25, 48.2);
    fault(Kind.WRONG_CHIP, "expected a BME280, its id is 0x58: it is a BMP280");
    attach(0x61, 21.5, 1013.25, 48.2);
    fault(Kind.WRONG_CHIP, "its id is 0x61: it is no BME280 or BMP280");
    attach(BoschChip.BME280, 21.5, 1013.25, 48.2);
    ChipFault fault = assertThrows(ChipFault.class, () -> measure(Chip.BMP280));
    assertTrue(fault.getMessage().contains("it is a BME280"), fault.getMessage());
  }

  @Test
  void noChipAndAStuckBusAreToldApart() {
    bus.wires.detach(AT);
    fault(Kind.ABSENT, "nothing answers");
    bus.wires.stuck(true);
    fault(Kind.STUCK, "stuck");
  }

  @Test
  void aCalibrationOfZerosOrOnesIsNone() {
    chip.spoil(0);
    fault(Kind.NO_CALIBRATION, "nothing but zeros");
    chip.spoil(0xFF);
    fault(Kind.NO_CALIBRATION, "nothing but ones");
    chip.with(
        new BoschNumbers(new int[] {0, 1, 1}, BoschNumbers.EXAMPLE.p(), BoschNumbers.EXAMPLE.h()));
    fault(Kind.NO_CALIBRATION, "cannot be computed with");
  }

  @Test
  void aMeasurementThatDoesNotEndIsGivenUp() {
    chip.neverReady();
    long begunNanos = bus.nowNanos;
    fault(Kind.NOT_READY, "does not end");
    assertTrue(bus.nowNanos - begunNanos < 100_000_000, "it waited " + (bus.nowNanos - begunNanos));
  }

  @Test
  void aChipThatIsJustBackIsWaitedForUntilItsCalibrationIsThere() throws ChipFault {
    chip.losePower(bus.nowNanos);
    assertEquals(21.5, measure(Chip.BME280).get("temp").doubleValue(), 0.011);
    assertTrue(bus.transactions.indexOf("76 r 88 26") > 2, bus.transactions.toString());
  }

  @Test
  void aChipThatLosesItsPowerMeanwhileGivesNoValue() {
    // from the first setting on, before each of what follows
    for (int at = 5; at <= 9; at++) {
      make();
      int losesAt = at;
      bus.meanwhile =
          () -> {
            if (bus.transactions.size() == losesAt) {
              chip.losePower(bus.nowNanos - 3_000_000);
            }
          };
      fault(Kind.POWER_ON, at == 9 ? "after power-on" : "its settings are not those of a moment");
    }
  }

  @Test
  void aTemperatureBeyondTheChipsIsNoneAndTakesTheOthersAlong() {
    attach(BoschChip.BME280, 86, 1013.25, 48.2);
    fault(Kind.OUT_OF_RANGE, "Cel is outside what it can measure, -40 to 85");
    attach(BoschChip.BME280, -45, 1013.25, 48.2);
    fault(Kind.OUT_OF_RANGE, "its other values are computed with it");
  }

  /// 26.47 Cel is 0x80000, which is also what is there when nothing was measured.
  @Test
  void aTrueValueIsNotTakenForNoneBecauseOneOfItsNumbersLooksLikeIt() throws ChipFault {
    attach(BoschChip.BME280, 26.469, 1013.25, 48.2);
    assertEquals(26.47, measure(Chip.BME280).get("temp").doubleValue(), 0.011);
  }
}
