package io.tidegate.sim.pins;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.sensor.Ds18b20;
import io.tidegate.sim.sensor.Ds18b20Chip;
import io.tidegate.sim.sensor.Fault;
import io.tidegate.sim.signal.Signal;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class OneWireDeviceTest {
  private static final int PIN = 4;
  private static final int SKIP = 0xCC;
  private static final int MATCH = 0x55;
  private static final int CONVERT = 0x44;
  private static final int READ = 0xBE;

  private final BoardPins board = BoardPins.of(PinNames.UNO);
  private final SensorPins sensors = new SensorPins(board);
  private final OneWireMaster master = new OneWireMaster(board.bus(), PIN);

  private Ds18b20 attach(double degrees, String address) {
    Ds18b20 sensor = new Ds18b20("", 12, true, Signal.steady(degrees));
    sensors.attach(sensor, "4", address);
    return sensor;
  }

  private byte[] scratchpad() {
    assertTrue(master.reset());
    master.write(SKIP);
    master.write(READ);
    return master.read(9);
  }

  private void convert() {
    assertTrue(master.reset());
    master.write(SKIP);
    master.write(CONVERT);
  }

  @Test
  void nobodyAnswersOnAWireWithNothing() {
    board.bus().attach(PIN, new Resistor(Drive.PULLED_UP));
    assertFalse(master.reset());
    assertArrayEquals(new byte[] {-1}, master.read(1));
  }

  @Test
  void thirtyMicrosecondsAfterAResetItSaysForAHundredAndTwentyThatItIsThere() {
    attach(20, null);
    master.low(480);
    master.release(29);
    assertTrue(master.high());
    master.pass(1);
    assertFalse(master.high());
    master.pass(119);
    assertFalse(master.high());
    master.pass(1);
    assertTrue(master.high());
  }

  @Test
  void aLowThatIsNoResetIsNotAnswered() {
    attach(20, null);
    master.low(400);
    master.release(70);
    assertTrue(master.high());
  }

  @Test
  void itsScratchpadHasEightyFiveUntilAConversionIsDone() {
    attach(25.0625, null);
    assertArrayEquals(
        new byte[] {0x50, 0x05, 0x4B, 0x46, 0x7F, -1, 0x0C, 0x10, 0x1C}, scratchpad());
    convert();
    assertFalse(master.readBit(), "still busy");
    master.pass(749_000);
    assertFalse(master.readBit(), "still busy");
    master.pass(1_000);
    assertTrue(master.readBit(), "done");
    byte[] bytes = scratchpad();
    assertEquals((byte) 0x91, bytes[0]);
    assertEquals(0x01, bytes[1]);
    assertEquals(0, Ds18b20Chip.crc(bytes, 9));
  }

  @Test
  void moreThanNineBytesAreOnes() {
    attach(20, null);
    scratchpad();
    assertArrayEquals(new byte[] {-1, -1}, master.read(2));
  }

  @Test
  void severalOnOneWireAreFoundAndAskedOneByOne() {
    List<OneWireRom> roms =
        List.of(
            OneWireRom.of(0x28, 0x0000_0000_0001L),
            OneWireRom.of(0x28, 0x0000_0000_0003L),
            OneWireRom.of(0x28, 0xFFFF_FFFF_FFFFL),
            OneWireRom.of(0x28, 0x8000_0000_0001L));
    for (int i = 0; i < roms.size(); i++) {
      attach(10 + i, roms.get(i).hex());
    }
    List<OneWireRom> found = master.search(0xF0);
    assertEquals(4, found.size());
    assertTrue(found.containsAll(roms));

    convert();
    master.pass(750_000);
    for (int i = 0; i < roms.size(); i++) {
      assertTrue(master.reset());
      master.write(MATCH);
      for (byte each : roms.get(i).bytes()) {
        master.write(each);
      }
      master.write(READ);
      assertEquals((10 + i) * 16, master.read(9)[0] & 0xFF);
    }
  }

  @Test
  void aloneItSaysItsAddress() {
    OneWireRom rom = OneWireRom.of(0x28, 0x0316_821E_64FFL);
    attach(20, rom.hex());
    assertTrue(master.reset());
    master.write(0x33);
    byte[] told = master.read(8);
    assertArrayEquals(rom.bytes(), told);
    assertEquals(0, Ds18b20Chip.crc(told, 8));
    master.write(READ);
    assertEquals(0x50, master.read(1)[0]);
  }

  @Test
  void onlyThoseBeyondTheirLimitsAnswerToTheSearchForAlarms() {
    attach(20, OneWireRom.of(0x28, 1).hex());
    attach(30, OneWireRom.of(0x28, 2).hex());
    master.reset();
    master.write(SKIP);
    master.write(0x4E);
    master.write(25);
    master.write(10);
    master.write(0x7F);
    convert();
    master.pass(750_000);
    assertEquals(List.of(OneWireRom.of(0x28, 2)), master.search(0xEC));
  }

  @Test
  void itsResolutionIsWhatWasWrittenAndOutlastsPowerOnlyIfStored() {
    attach(21.07, null);
    resolution(0x1F);
    assertEquals(0x1F, scratchpad()[4]);
    convert();
    master.pass(94_000);
    assertEquals((byte) (21 * 16), scratchpad()[0]);
    board.bus().losePower(master.nowNanos);
    assertEquals(0x7F, scratchpad()[4]);

    resolution(0x3F);
    master.reset();
    master.write(SKIP);
    master.write(0x48);
    board.bus().losePower(master.nowNanos);
    assertEquals(0x3F, scratchpad()[4]);
    assertEquals(0x50, scratchpad()[0]);
  }

  private void resolution(int config) {
    master.reset();
    master.write(SKIP);
    master.write(0x4E);
    master.write(0x4B);
    master.write(0x46);
    master.write(config);
  }

  @Test
  void itSaysWhetherItHasASupply() {
    board
        .bus()
        .attach(
            PIN,
            new OneWireDevice(
                new Ds18b20Talk(
                    OneWireRom.of(0x28, 1),
                    new Ds18b20("", 12, true, Signal.steady(1)).chip(),
                    true)));
    master.reset();
    master.write(SKIP);
    master.write(0xB4);
    assertFalse(master.readBit());
  }

  @Test
  void itsFaultsAreSeenOnTheWire() {
    Ds18b20 sensor = attach(20, null);
    long now = master.nowNanos;
    sensor.inject(Fault.DISCONNECTED, now, now + 1_000_000_000L);
    assertFalse(master.reset());
    master.pass(1_000_000);
    sensor.inject(Fault.CHECKSUM, master.nowNanos, master.nowNanos + 1_000_000_000L);
    byte[] bytes = scratchpad();
    assertTrue(Ds18b20Chip.crc(bytes, 9) != 0);
  }

  @Test
  void anAddressIsLookedAt() {
    String right = OneWireRom.of(0x28, 5).hex();
    assertEquals(right, new OneWireRom(right.toLowerCase(Locale.ROOT)).hex());
    for (String wrong : List.of("", "28", right + "0", "00" + right.substring(2))) {
      assertThrows(IllegalArgumentException.class, () -> new OneWireRom(wrong), wrong);
    }
  }
}
