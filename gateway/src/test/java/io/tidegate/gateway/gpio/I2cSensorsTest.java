package io.tidegate.gateway.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.i2c.Chip;
import io.tidegate.gateway.i2c.FullScale;
import io.tidegate.gateway.i2c.SimBus;
import io.tidegate.sim.i2c.Ads1115Chip;
import io.tidegate.sim.i2c.BoschChip;
import io.tidegate.sim.signal.Signal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which reading of a sensor is a measurement of its chip.
class I2cSensorsTest {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private SimBus bus;
  private I2cSensors sensors;

  @BeforeEach
  void make() {
    bus = new SimBus();
    bus.wires.attach(
        0x76,
        new BoschChip(
            BoschChip.BME280,
            Signal.ramp(20, 30, 1_000 * SECOND_NANOS),
            Signal.steady(1000),
            Signal.steady(50)));
    sensors = new I2cSensors(bus, () -> bus.nowNanos);
  }

  private static SensorSettings.I2c air(String channel) {
    return new SensorSettings.I2c(1, 0x76, Chip.BME280, channel, FullScale.V4_096);
  }

  private static SensorSettings.I2c input(String channel) {
    return new SensorSettings.I2c(1, 0x48, Chip.ADS1115, channel, FullScale.V4_096);
  }

  private long measurements() {
    return bus.transactions.stream().filter(each -> each.equals("76 w f4 25")).count();
  }

  private Fault fault(SensorSettings.I2c sensor) {
    return assertThrows(Unreadable.class, () -> sensors.read(sensor)).fault;
  }

  @Test
  void threeChannelsOfARoundAreOneMeasurement() throws Unreadable {
    for (int round = 1; round <= 3; round++) {
      for (String channel : List.of("temp", "humidity", "pressure")) {
        sensors.read(air(channel));
      }
      assertEquals(round, measurements());
      bus.nowNanos += SECOND_NANOS;
    }
  }

  @Test
  void aChannelIsNeverGivenTheSameMeasurementTwice() throws Unreadable {
    sensors.read(air("temp"));
    sensors.read(air("temp"));
    assertEquals(2, measurements());
  }

  @Test
  void whatWasMeasuredASecondAgoIsMeasuredAnew() throws Unreadable {
    double before = sensors.read(air("temp")).doubleValue();
    sensors.read(air("pressure"));
    bus.nowNanos += 100 * SECOND_NANOS;
    sensors.read(air("humidity"));
    assertEquals(2, measurements());
    assertEquals(before + 1, sensors.read(air("temp")).doubleValue(), 0.1);
    assertEquals(2, measurements());
  }

  @Test
  void aChipThatIsNotThereIsAskedOnceForAllItsChannels() {
    bus.wires.detach(0x76);
    assertEquals(Fault.Kind.ABSENT, fault(air("temp")).kind());
    assertEquals(Fault.Kind.ABSENT, fault(air("pressure")).kind());
    assertEquals(1, bus.transactions.size());
  }

  @Test
  void anInputBeyondItsRangeSaysNothingOfTheOthers() throws Unreadable {
    bus.wires.attach(
        0x48,
        new Ads1115Chip(
            List.of(Signal.steady(9), Signal.steady(1), Signal.steady(2), Signal.steady(3))));
    assertEquals(Fault.Kind.CLIPPED, fault(input("a0")).kind());
    assertEquals(1, sensors.read(input("a1")).doubleValue());
  }

  @Test
  void aPressureThatTheChipCannotMeasureSaysNothingOfItsTemperature() throws Unreadable {
    bus.wires.attach(
        0x76,
        new BoschChip(BoschChip.BME280, Signal.steady(20), Signal.steady(1150), Signal.steady(50)));
    Fault fault = fault(air("pressure"));
    assertEquals(Fault.Kind.OUT_OF_RANGE, fault.kind());
    assertTrue(fault.words().contains("hPa is outside what it can measure, 300 to 1100"));
    assertEquals(20, sensors.read(air("temp")).doubleValue(), 0.1);
    assertEquals(1, measurements());
  }
}
