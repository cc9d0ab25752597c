package io.tidegate.sim.pins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Board;
import java.util.List;
import org.junit.jupiter.api.Test;

class VcdTraceTest {
  private final StringBuilder text = new StringBuilder();
  private final VcdTrace trace = new VcdTrace("esp 1", PinNames.NODEMCU, text);

  private String values() {
    return text.substring(text.lastIndexOf("$end\n") + 5);
  }

  @Test
  void itsHeadDeclaresTheLineAndEachPin() {
    assertTrue(text.toString().startsWith("$version Tidegate $end\n$timescale 1 ns $end\n"));
    assertTrue(text.toString().contains("$scope module esp_1 $end\n$var wire 1 ! tx $end\n"));
    for (String name : List.of("rx", "D0", "D10", "A0")) {
      assertTrue(text.toString().contains(" " + name + " $end\n"), name);
    }
  }

  @Test
  void changesAreWrittenInTheOrderOfTheirTimesOnceNothingEarlierCanCome() {
    trace.wire(5, Drive.LOW, 300);
    trace.wire(4, Drive.HIGH, 100);
    trace.wire(5, Drive.PULLED_UP, 400);
    trace.wire(5, Drive.HIGH, 450);
    trace.wire(4, Drive.FLOATING, 500);
    trace.flush(400);
    assertEquals("#100\n1%\n#300\n0$\n", values());
    trace.flush(501);
    assertEquals("#100\n1%\n#300\n0$\n#400\n1$\n#500\nz%\n", values());
  }

  @Test
  void pulsesAreDrawnOneByOneUntilTheyEnd() {
    trace.wire(4, Drive.LOW, 0);
    trace.pulses(4, 100, 50, 20);
    trace.wire(5, Drive.HIGH, 160);
    trace.flush(165);
    assertEquals("#0\n0%\n#100\n1%\n#120\n0%\n#150\n1%\n#160\n1$\n", values());
    trace.pulses(4, 210, 100, 50);
    trace.wire(4, Drive.HIGH, 280);
    trace.pulses(4, 290, 0, 0);
    trace.flush(1_000);
    assertTrue(values().endsWith("1$\n#170\n0%\n#200\n1%\n#260\n0%\n#290\n1%\n"), values());
  }

  @Test
  void pulsesThatFillTheirPeriodOrAreNoneAreALevel() {
    trace.pulses(4, 100, 50, 50);
    trace.pulses(4, 500, 50, 0);
    trace.pulses(4, 900, 0, 0);
    trace.flush(2_000);
    assertEquals("#100\n1%\n#500\n0%\n#900\nz%\n", values());
  }

  /// 0x35 at 1,000,000 baud: start, 1 0 1 0 1 1 0 0, stop.
  @Test
  void aByteIsDrawnBitByBit() {
    trace.bytes(VcdTrace.Serial.TX, new byte[] {0x35}, 1, 1_000_000, 0);
    trace.flush(20_000);
    assertEquals(
        "#0\n0!\n#1000\n1!\n#2000\n0!\n#3000\n1!\n#4000\n0!\n#5000\n1!\n#7000\n0!\n#9000\n1!\n",
        values());
  }

  @Test
  void aTracedBoardDrawsWhatItSaysAndHears() {
    PinBus bus = new PinBus();
    Board talker =
        new Board() {
          @Override
          public void receive(byte[] bytes, int length, long nowNanos) {}

          @Override
          public void pin(int pin, int level, long nowNanos) {}

          @Override
          public long run(long nowNanos, Outside out) {
            out.baud(1_000_000);
            out.transmit(new byte[] {0}, 1);
            bus.drive(5, Drive.LOW, nowNanos);
            return Long.MAX_VALUE;
          }
        };
    TracedBoard board = new TracedBoard(talker, bus, trace);
    board.run(1_000, new Deaf());
    board.receive(new byte[] {-1}, 1, 50_000);
    board.run(100_000, new Deaf());
    assertTrue(values().startsWith("#1000\n0!\n0$\n#10000\n1!\n#50000\n0\"\n"), values());
    board.run(200_000, new Deaf());
    board.end(300_000);
    assertTrue(values().endsWith("#200000\n0!\n#209000\n1!\n"), values());
  }

  private static final class Deaf implements Board.Outside {
    @Override
    public void transmit(byte[] bytes, int length) {}

    @Override
    public void pin(int pin, int level) {}
  }
}
