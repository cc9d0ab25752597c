package io.tidegate.gateway.i2c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.i2c.ChipFault.Kind;
import io.tidegate.sim.i2c.Ads1115Chip;
import io.tidegate.sim.i2c.BoschChip;
import io.tidegate.sim.signal.Signal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The driver of the ADS1115 against one made of registers.
class Ads1115Test {
  private static final int AT = 0x48;

  private SimBus bus;
  private Ads1115Chip chip;

  @BeforeEach
  void make() {
    bus = new SimBus();
    attach(1.25, 0.25, 3.3, -0.004);
  }

  private void attach(double a0, double a1, double a2, double a3) {
    chip =
        new Ads1115Chip(
            List.of(Signal.steady(a0), Signal.steady(a1), Signal.steady(a2), Signal.steady(a3)));
    bus.wires.attach(AT, chip);
  }

  private double measure(String channel, FullScale range) throws ChipFault {
    return Chip.ADS1115.measure(bus, AT, channel, range).get(channel).doubleValue();
  }

  private void fault(Kind kind, String words, String channel, FullScale range) {
    ChipFault fault = assertThrows(ChipFault.class, () -> measure(channel, range));
    assertEquals(kind, fault.kind(), fault.getMessage());
    assertTrue(fault.getMessage().contains(words), fault.getMessage());
  }

  @Test
  void everyInputAndEveryPairIsMeasuredInVolts() throws ChipFault {
    assertEquals(1.25, measure("a0", FullScale.V4_096));
    assertEquals(0.25, measure("a1", FullScale.V4_096));
    assertEquals(3.3, measure("a2", FullScale.V4_096), 0.0001);
    assertEquals(-0.004, measure("a3", FullScale.V4_096));
    assertEquals(1, measure("a0-a1", FullScale.V4_096));
    assertEquals(1.254, measure("a0-a3", FullScale.V2_048), 0.0001);
    assertEquals(0.254, measure("a1-a3", FullScale.V0_512), 0.0001);
    assertEquals(3.304, measure("a2-a3", FullScale.V4_096), 0.0001);
  }

  @Test
  void aRangeMakesTheStepsFinerAndNotTheValueAnother() throws ChipFault {
    for (FullScale range : FullScale.values()) {
      assertEquals(
          -0.004, measure("a3", range), range.volts().doubleValue() / 32_768, range.wireName());
    }
  }

  @Test
  void oneMeasurementIsTheseTransactionsAndNoOthers() throws ChipFault {
    measure("a0", FullScale.V4_096);
    assertEquals(List.of("48 w 01 c3 03", "48 r 01 2", "48 r 00 2"), bus.transactions);
  }

  @Test
  void whatIsBeyondTheRangeIsNoValue() {
    fault(Kind.CLIPPED, "a2 is at the end of the range of 2.048 V", "a2", FullScale.V2_048);
    attach(0, 3, 0, 0);
    fault(Kind.CLIPPED, "a0-a1 is at the end of the range of 0.256 V", "a0-a1", FullScale.V0_256);
  }

  @Test
  void aConversionThatDoesNotEndIsGivenUp() {
    chip.neverReady();
    long begunNanos = bus.nowNanos;
    fault(Kind.NOT_READY, "does not end", "a0", FullScale.V4_096);
    assertTrue(bus.nowNanos - begunNanos < 500_000_000, "it waited " + (bus.nowNanos - begunNanos));
  }

  @Test
  void aChipThatDoesNotKeepItsSettingsIsNoneOrHadNoPower() {
    bus.meanwhile =
        () -> {
          if (bus.transactions.size() == 1) {
            chip.losePower();
          }
        };
    fault(Kind.WRONG_CHIP, "its settings are 0x0583, expected 0x4303", "a0", FullScale.V4_096);
    bus.meanwhile = () -> {};
    bus.wires.attach(
        AT,
        new BoschChip(BoschChip.BME280, Signal.steady(20), Signal.steady(1000), Signal.steady(50)));
    fault(Kind.WRONG_CHIP, "it is no ADS1115", "a0", FullScale.V4_096);
  }

  @Test
  void noChipAndAStuckBusAreToldApart() {
    bus.wires.detach(AT);
    fault(Kind.ABSENT, "nothing answers", "a0", FullScale.V4_096);
    bus.wires.stuck(true);
    fault(Kind.STUCK, "stuck", "a0", FullScale.V4_096);
  }
}
