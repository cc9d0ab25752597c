package io.tidegate.sim.pins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.tidegate.sim.i2c.Transfer;
import io.tidegate.sim.sensor.Ads1115;
import io.tidegate.sim.sensor.AnalogPin;
import io.tidegate.sim.sensor.Bme280;
import io.tidegate.sim.sensor.Dht;
import io.tidegate.sim.sensor.Ds18b20;
import io.tidegate.sim.sensor.Fault;
import io.tidegate.sim.sensor.Gauge;
import io.tidegate.sim.sensor.Sensor;
import io.tidegate.sim.signal.Signal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SensorPinsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Signal ONE = Signal.steady(1);

  private final BoardPins board = BoardPins.of(PinNames.NODEMCU);
  private final SensorPins sensors = new SensorPins(board);

  private void refused(String words, Sensor sensor, String pin, String address) {
    try {
      sensors.attach(sensor, pin, address);
    } catch (IllegalArgumentException e) {
      assertTrue(e.getMessage().startsWith(words), e.getMessage());
      return;
    }
    fail("expected: " + words);
  }

  private static Dht dht() {
    return Dht.dht22("", SECOND, ONE, ONE);
  }

  private static Ds18b20 thermometer() {
    return new Ds18b20("", 12, true, ONE);
  }

  private static AnalogPin analog(double volts) {
    return new AnalogPin(
        "",
        AnalogPin.Input.NODEMCU,
        AnalogPin.Told.RAW,
        0,
        Signal.steady(volts),
        new SplittableRandom(1));
  }

  @Test
  void whatCannotBeWiredIsRefusedWithWhatIsExpected() {
    sensors.attach(dht(), "D5", null);
    refused("pin: expected the pin it hangs on", dht(), null, null);
    refused("pin: expected one that nothing else hangs on; got \"14\"", dht(), "14", null);
    refused("address: expected none", dht(), "D6", "1");
    sensors.attach(thermometer(), "D6", OneWireRom.of(0x28, 1).hex());
    sensors.attach(thermometer(), "D6", null);
    refused("pin: expected one that nothing", dht(), "D6", null);
    refused("pin: expected one that nothing", thermometer(), "D5", null);
    refused(
        "address: expected one sensor of each", thermometer(), "D6", OneWireRom.of(0x28, 1).hex());
    refused("pin: expected an analogue input", analog(1), "D1", null);
    refused("kind: expected a sensor that there is", Gauge.of("x", 1, ONE), "D1", null);
    Bme280 chip = new Bme280("", ONE, ONE, ONE);
    refused("pin: expected none", chip, "D1", null);
    refused("address: expected 0x76 or 0x77; got \"0x40\"", chip, null, "0x40");
    refused("address: expected 0x76 or 0x77; got \"x\"", chip, null, "x");
    sensors.attach(chip, null, "0x77");
    refused("address: expected one sensor of each", chip, null, "0x77");
  }

  @Test
  void aVoltageIsAtA0() {
    sensors.attach(analog(1.6), null, null);
    assertEquals(512, board.bus().analog(17, 0), 1);
  }

  @Test
  void aBme280IsOnTheBusUntilItsWireIsOff() {
    Bme280 sensor = new Bme280("", Signal.steady(21), Signal.steady(40), Signal.steady(1_000));
    sensors.attach(sensor, null, null);
    sensor.inject(Fault.DISCONNECTED, 10 * SECOND, 11 * SECOND);
    byte[] id = {(byte) 0xD0};
    Transfer there = board.i2c().transfer(0x76, id, 1, SECOND);
    assertEquals(Transfer.End.DONE, there.end());
    assertEquals(0x60, there.bytes()[0]);
    board.i2c().transfer(0x76, new byte[] {(byte) 0xF4, 0x27}, 0, SECOND);
    assertEquals(0x27, register(0xF4, 2 * SECOND), "it keeps what it was told");
    assertEquals(Transfer.End.NOBODY, board.i2c().transfer(0x76, id, 1, 10 * SECOND).end());
    assertEquals(0, register(0xF4, 12 * SECOND), "it has forgotten what it was told");
    board.i2c().transfer(0x76, new byte[] {(byte) 0xF4, 0x27}, 0, 13 * SECOND);
    board.i2c().power(14 * SECOND);
    assertEquals(0, register(0xF4, 15 * SECOND), "its board was without power");
  }

  /// Range 4.096 V, 860 a second, from the table of the data sheet.
  @Test
  void anAds1115ConvertsTheInputItIsToldUntilItsWireIsOff() {
    Ads1115 sensor =
        new Ads1115(
            "", List.of(Signal.steady(1), Signal.steady(2.5), Signal.ramp(0, 3, 30 * SECOND), ONE));
    sensors.attach(sensor, null, "0x49");
    refused("address: expected one sensor of each", sensor, null, "73");
    refused("address: expected 0x48 to 0x4b; got \"0x4c\"", sensor, null, "0x4c");
    sensor.inject(Fault.DISCONNECTED, 20 * SECOND, 21 * SECOND);
    assertEquals(20_000, converted(0xD3E3, SECOND), "input 1");
    assertEquals(-12_000, converted(0x83E3, 2 * SECOND), "input 0 against 1");
    config(0x62E3, 10 * SECOND);
    assertEquals(8_000, word16(0, 10 * SECOND + 1_200_000), 2, "input 2, on and on");
    assertEquals(16_000, word16(0, 20 * SECOND - 1_000_000), 10);
    assertEquals(
        Transfer.End.NOBODY, board.i2c().transfer(0x49, new byte[] {1}, 2, 20 * SECOND).end());
    assertEquals(0x8583, word16(1, 22 * SECOND) & 0xFFFF, "it has forgotten its settings");
  }

  @Test
  void itsAlertTellsWhenAConversionIsDone() {
    sensors.attach(new Ads1115("", List.of(ONE, ONE, ONE, ONE)), "D5", "0x49");
    assertEquals("PULLED_UP []", board.bus().devices(14, SECOND, 2 * SECOND).toString());
    threshold(3, 0x8000, SECOND);
    threshold(2, 0, SECOND);
    // 128 a second, again and again
    config(0x4280, SECOND);
    assertEquals(List.of(14), board.bus().changed());
    assertEquals(List.of(), board.bus().changed());
    Plan plan = board.bus().devices(14, 2 * SECOND, 2 * SECOND + 20_000_000);
    assertEquals(2 * SECOND, plan.changesAfter(2 * SECOND - 1));
    assertEquals(Drive.LOW, plan.at(2 * SECOND + 7_999));
    assertEquals(Drive.PULLED_UP, plan.at(2 * SECOND + 8_000));
    assertEquals(2 * SECOND + 7_812_500, plan.changesAfter(2 * SECOND + 8_000));
    assertEquals(2 * SECOND + 7_812_500, board.bus().changesAfter(14, 2 * SECOND));
    // once
    config(0xC380, 3 * SECOND);
    plan = board.bus().devices(14, 3 * SECOND, 4 * SECOND);
    assertEquals("PULLED_UP [Change[nanos=3007812500, drive=LOW]]", plan.toString());
    config(0xC383, 4 * SECOND);
    assertEquals(Long.MAX_VALUE, board.bus().changesAfter(14, 4 * SECOND), "it has to be silent");
  }

  private void threshold(int register, int value, long nanos) {
    board.i2c().transfer(0x49, new byte[] {(byte) register, (byte) (value >> 8), 0}, 0, nanos);
  }

  private void config(int value, long nanos) {
    byte[] bytes = {1, (byte) (value >> 8), (byte) value};
    assertEquals(Transfer.End.DONE, board.i2c().transfer(0x49, bytes, 0, nanos).end());
  }

  private int converted(int config, long nanos) {
    config(config, nanos);
    assertEquals(0, word16(1, nanos + 1_000_000) & 0x8000, "it converts");
    assertEquals(0x8000, word16(1, nanos + 1_200_000) & 0x8000, "it is done");
    return word16(0, nanos + 1_200_000);
  }

  private int word16(int register, long nanos) {
    byte[] bytes = board.i2c().transfer(0x49, new byte[] {(byte) register}, 2, nanos).bytes();
    return ByteBuffer.wrap(bytes).getShort();
  }

  private int register(int number, long nanos) {
    return board.i2c().transfer(0x76, new byte[] {(byte) number}, 1, nanos).bytes()[0];
  }

  @Test
  void aChipOnTheSpiBusAnswersWhileItIsChosen() {
    Max31855Chip chip = new Max31855Chip(Signal.steady(100.75), Signal.steady(25.0625));
    board.spi().attach(15, chip);
    byte[] four = new byte[4];
    assertEquals(-1, board.spi().exchange(four, 0)[0]);
    board.bus().drive(15, Drive.LOW, 0);
    // from the table of the data sheet: +100.75 and, of its own, +25.0625
    int word = word(board.spi().exchange(four, 0));
    assertEquals(0b0000_0110_0100_11, word >>> 18);
    assertEquals(0b0001_1001_0001, word >>> 4 & 0xFFF);
    assertEquals(0, word & 0x10007);
    assertEquals(0, board.spi().exchange(four, 0)[0], "there is no more");
    board.bus().drive(15, Drive.HIGH, 1);
    assertEquals(-1, board.spi().exchange(four, 1)[0]);
    chip.connected(false);
    board.bus().drive(15, Drive.LOW, 2);
    assertEquals(0x10001, word(board.spi().exchange(four, 2)) & 0x10007);
  }

  private static int word(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getInt();
  }
}
