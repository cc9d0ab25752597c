package io.tidegate.sim.pins;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.sensor.Dht;
import io.tidegate.sim.sensor.Fault;
import io.tidegate.sim.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DhtDeviceTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int PIN = 5;

  private final BoardPins board = BoardPins.of(PinNames.UNO);
  private final OneWireMaster master = new OneWireMaster(board.bus(), PIN);
  private Dht sensor;

  private void attach(Dht one) {
    sensor = one;
    new SensorPins(board).attach(one, "D5", null);
    board.bus().power(0);
    master.nowNanos = 2 * SECOND;
  }

  private void attachDht22(double degrees, double percent) {
    attach(Dht.dht22("", 2 * SECOND, Signal.steady(degrees), Signal.steady(percent)));
  }

  /// How long the wire stays as it is, in microseconds; below 0 if for ever.
  private long stays() {
    Plan plan = board.bus().devices(PIN, master.nowNanos, master.nowNanos);
    long next = plan.changesAfter(master.nowNanos);
    if (next == Long.MAX_VALUE) {
      return -1;
    }
    long micros = (next - master.nowNanos) / 1_000;
    master.nowNanos = next;
    return micros;
  }

  /// Five bytes, by the length of the highs; null if it does not answer.
  private byte[] ask(long micros) {
    master.low(micros);
    master.release(0);
    if (stays() != 30) {
      return null;
    }
    assertFalse(master.high());
    assertEquals(80, stays());
    assertTrue(master.high());
    assertEquals(80, stays());
    byte[] bytes = new byte[5];
    for (int i = 0; i < 40; i++) {
      assertEquals(50, stays());
      long high = stays();
      assertTrue(high == 26 || high == 70, "high for " + high);
      bytes[i / 8] |= (byte) (high == 70 ? 0x80 >> i % 8 : 0);
    }
    assertEquals(50, stays());
    assertTrue(master.high());
    assertEquals(-1, stays());
    return bytes;
  }

  /// The example of the AM2302's manual: 65.2 %, 35.1 degrees; and one below zero.
  @Test
  void aDht22AnswersWithTheBytesOfItsManual() {
    attachDht22(35.1, 65.2);
    assertArrayEquals(
        new byte[] {0b0000_0010, (byte) 0b1000_1100, 1, 0b0101_1111, (byte) 0b1110_1110},
        ask(1_000));
  }

  @Test
  void belowZeroTheFirstBitOfTheTemperatureIsSet() {
    attachDht22(-10.1, 65.2);
    byte[] bytes = ask(1_100);
    assertEquals((byte) 0x80, bytes[2]);
    assertEquals(101, bytes[3]);
  }

  @Test
  void aDht11WantsEighteenMilliseconds() {
    attach(Dht.dht11("", SECOND, Signal.steady(21.4), Signal.steady(40)));
    assertNull(ask(5_000));
    assertArrayEquals(new byte[] {40, 0, 21, 0, 61}, ask(18_000));
  }

  @Test
  void askedTooSoonOrTooShortlyItStaysSilent() {
    attachDht22(20, 50);
    assertNull(ask(500));
    assertEquals(200, ask(1_000)[3] & 0xFF);
    master.pass(1_000_000);
    assertNull(ask(1_000));
    master.pass(1_000_000);
    assertEquals(200, ask(1_000)[3] & 0xFF);
  }

  @Test
  void whoMovesTheWireWhileItSendsIsNotHeard() {
    attachDht22(20, 50);
    master.low(1_000);
    master.release(0);
    List<Long> all = new ArrayList<>();
    for (long next = stays(); next >= 0; next = stays()) {
      all.add(next);
    }
    assertEquals(84, all.size());
    master.nowNanos += 2 * SECOND;
    master.low(1_000);
    master.release(200);
    Plan before = board.bus().devices(PIN, master.nowNanos, master.nowNanos);
    master.low(1_000);
    master.release(10);
    assertEquals(before, board.bus().devices(PIN, master.nowNanos, master.nowNanos));
  }

  @Test
  void itsFaultsAreSeenOnTheWire() {
    attachDht22(20, 50);
    sensor.inject(Fault.DISCONNECTED, master.nowNanos, master.nowNanos + SECOND);
    assertNull(ask(1_000));
    master.pass(3_000_000);
    sensor.inject(Fault.CHECKSUM, master.nowNanos, master.nowNanos + SECOND);
    byte[] bytes = ask(1_000);
    assertTrue((byte) (bytes[0] + bytes[1] + bytes[2] + bytes[3]) != bytes[4]);
  }
}
