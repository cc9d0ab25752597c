package io.tidegate.sim.pins;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.i2c.I2cChip;
import io.tidegate.sim.i2c.I2cWires;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class I2cLinesTest {
  private static final int SDA = 4;
  private static final int SCL = 5;

  private final PinBus bus = new PinBus();
  private final I2cWires wires = new I2cWires();
  private final Registers chip = new Registers();
  private long nanos;

  /// 256 of them; the first byte that is written chooses one.
  private static final class Registers implements I2cChip {
    final byte[] all = new byte[256];
    final List<Integer> refused = new ArrayList<>();
    int at;
    boolean first;

    @Override
    public boolean start(boolean reading, long nowNanos) {
      first = !reading;
      return true;
    }

    @Override
    public boolean write(int value, long nowNanos) {
      if (refused.contains(value)) {
        return false;
      }
      if (first) {
        at = value;
        first = false;
      } else {
        all[at++ & 0xff] = (byte) value;
      }
      return true;
    }

    @Override
    public int read(long nowNanos) {
      return all[at++ & 0xff] & 0xff;
    }
  }

  I2cLinesTest() {
    wires.attach(0x76, chip);
    I2cLines.attach(bus, SDA, SCL, wires);
  }

  @Test
  void whatIsWrittenBitByBitIsReadBitByBit() {
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < 50; round++) {
      byte[] bytes = new byte[1 + random.nextInt(20)];
      random.nextBytes(bytes);
      int at = random.nextInt(200);
      start();
      assertTrue(write(0x76 << 1));
      assertTrue(write(at));
      for (byte each : bytes) {
        assertTrue(write(each & 0xff));
      }
      stop();

      start();
      assertTrue(write(0x76 << 1));
      assertTrue(write(at));
      start();
      assertTrue(write(0x76 << 1 | 1));
      byte[] found = new byte[bytes.length];
      for (int i = 0; i < found.length; i++) {
        found[i] = (byte) read(i + 1 < found.length);
      }
      stop();
      assertArrayEquals(bytes, found);
      assertTrue(level(SDA), "the wire is free after a stop");
    }
  }

  @Test
  void nobodyTakesAnotherAddressAndTheWireStaysFree() {
    start();
    assertFalse(write(0x77 << 1));
    assertFalse(write(0x00));
    stop();
    assertTrue(level(SDA));
    start();
    assertTrue(write(0x76 << 1), "the next start is heard");
  }

  @Test
  void aByteThatIsNotTakenEndsTheTransfer() {
    chip.refused.add(0x55);
    start();
    assertTrue(write(0x76 << 1));
    assertFalse(write(0x55));
    assertFalse(write(0x01));
    stop();
  }

  @Test
  void aStuckLineIsLow() {
    wires.stuck(true);
    assertFalse(level(SDA));
    assertEquals(List.of(SDA), bus.changed());
    wires.stuck(false);
    assertTrue(level(SDA));
  }

  private void start() {
    drive(SDA, true);
    drive(SCL, true);
    drive(SDA, false);
    drive(SCL, false);
  }

  private void stop() {
    drive(SDA, false);
    drive(SCL, true);
    drive(SDA, true);
  }

  /// Whether it was taken.
  private boolean write(int value) {
    for (int bit = 7; bit >= 0; bit--) {
      clock((value >> bit & 1) != 0);
    }
    return !clock(true);
  }

  private int read(boolean more) {
    int value = 0;
    for (int bit = 0; bit < 8; bit++) {
      value = value << 1 | (clock(true) ? 1 : 0);
    }
    clock(!more);
    return value;
  }

  /// The level of the data wire while the clock is high.
  private boolean clock(boolean high) {
    drive(SDA, high);
    drive(SCL, true);
    boolean seen = level(SDA);
    drive(SCL, false);
    return seen;
  }

  private boolean level(int pin) {
    return bus.devices(pin, nanos, nanos).at(nanos).with(bus.board(pin)).isHigh();
  }

  /// Open drain: low, or let go.
  private void drive(int pin, boolean high) {
    nanos += 2_500;
    bus.drive(pin, high ? Drive.FLOATING : Drive.LOW, nanos);
  }
}
