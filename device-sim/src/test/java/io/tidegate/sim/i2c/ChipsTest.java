package io.tidegate.sim.i2c;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.sim.signal.Signal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The chips as their data sheets draw them.
class ChipsTest {
  private static final long MILLI = 1_000_000;
  private static final long BEGIN = 1_000 * MILLI;

  private I2cWires wires;

  @BeforeEach
  void make() {
    Signal zero = Signal.steady(0);
    wires =
        new I2cWires()
            .attach(
                0x76,
                new BoschChip(
                    BoschChip.BME280,
                    Signal.steady(25.08),
                    Signal.steady(1006.5327),
                    Signal.steady(50)))
            .attach(0x48, new Ads1115Chip(List.of(Signal.steady(5), zero, zero, zero)));
  }

  private void write(int address, long nanos, int... bytes) {
    byte[] out = new byte[bytes.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) bytes[i];
    }
    assertEquals(Transfer.End.DONE, wires.transfer(address, out, 0, nanos).end());
  }

  private int read(int address, int register, int count, long nanos) {
    int value = 0;
    for (byte each : wires.transfer(address, new byte[] {(byte) register}, count, nanos).bytes()) {
      value = value << 8 | each & 0xFF;
    }
    return value;
  }

  /// BST-BMP280-DS001, section 3.12. For the pressure it prints 25767236, which is what the formula
  /// in floating point gives; the integer one gives 3 less, 0.01 Pa.
  @Test
  void theExampleOfTheDataSheetComesOut() {
    BoschNumbers numbers = BoschNumbers.EXAMPLE;
    assertEquals(128_422, numbers.fine(519_888));
    assertEquals(2_508, numbers.temperature(519_888));
    assertEquals(25_767_233, numbers.pressure(415_148, 128_422));
  }

  @Test
  void aForcedChipMeasuresOnceAndSleeps() {
    assertEquals(0x60, read(0x76, 0xD0, 1, BEGIN));
    assertEquals(0x800000, read(0x76, 0xFA, 3, BEGIN));
    write(0x76, BEGIN, 0xF4, 0x25);
    assertEquals(8, read(0x76, 0xF3, 1, BEGIN + 5 * MILLI));
    assertEquals(0x800000, read(0x76, 0xFA, 3, BEGIN + 5 * MILLI));
    assertEquals(0, read(0x76, 0xF3, 1, BEGIN + 6 * MILLI));
    assertEquals(0x24, read(0x76, 0xF4, 1, BEGIN + 6 * MILLI));
    assertEquals(2_508, BoschNumbers.EXAMPLE.temperature(read(0x76, 0xFA, 3, BEGIN) >> 4), 1);
    assertEquals(0x8000, read(0x76, 0xFD, 2, BEGIN), "humidity was not asked for");
  }

  @Test
  void humidityIsMeasuredFromTheNextWriteToCtrlMeasOn() {
    write(0x76, BEGIN, 0xF4, 0x24, 0xF2, 0x01);
    write(0x76, BEGIN, 0xF4, 0x25);
    assertEquals(8, read(0x76, 0xF3, 1, BEGIN + 7 * MILLI));
    int raw = read(0x76, 0xFD, 2, BEGIN + 8 * MILLI);
    int fine = BoschNumbers.EXAMPLE.fine(read(0x76, 0xFA, 3, BEGIN + 8 * MILLI) >> 4);
    assertEquals(50 * 1024, BoschNumbers.EXAMPLE.humidity(raw, fine), 100);
  }

  @Test
  void aResetForgetsTheSettingsAndCopiesTheCalibrationAgain() {
    write(0x76, BEGIN, 0xF4, 0x27);
    write(0x76, BEGIN, 0xE0, 0xB6);
    assertEquals(1, read(0x76, 0xF3, 1, BEGIN + MILLI));
    assertEquals(0, read(0x76, 0x88, 2, BEGIN + MILLI));
    assertEquals(0x706B, read(0x76, 0x88, 2, BEGIN + 2 * MILLI));
    assertEquals(0, read(0x76, 0xF4, 1, BEGIN + 2 * MILLI));
  }

  @Test
  void aConverterTellsWhenItIsDoneAndClipsAtTheEndOfItsRange() {
    assertEquals(0x8583, read(0x48, 1, 2, BEGIN));
    write(0x48, BEGIN, 1, 0xC3, 0x83);
    assertEquals(0x4383, read(0x48, 1, 2, BEGIN + 6 * MILLI));
    assertEquals(0xC383, read(0x48, 1, 2, BEGIN + 8 * MILLI));
    assertEquals(0x7FFF, read(0x48, 0, 2, BEGIN + 8 * MILLI));
    write(0x48, BEGIN + 8 * MILLI, 1, 0xC1, 0x83);
    assertEquals(26_667, read(0x48, 0, 2, BEGIN + 16 * MILLI), "5 of 6.144 V");
  }

  @Test
  void howATransferEndsTellsWhatIsWrong() {
    assertEquals(Transfer.End.NOBODY, wires.transfer(0x20, new byte[1], 0, 0).end());
    assertEquals(Transfer.End.DONE, wires.transfer(0x76, new byte[0], 0, 0).end());
    wires.stuck(true);
    Transfer stuck = wires.transfer(0x76, new byte[1], 1, 0);
    assertEquals(Transfer.End.STUCK, stuck.end());
    assertArrayEquals(new byte[0], stuck.bytes());
    wires.stuck(false);
    wires.detach(0x76);
    assertEquals(Transfer.End.NOBODY, wires.transfer(0x76, new byte[1], 1, 0).end());
  }
}
