package io.tidegate.gateway.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.i2c.Chip;
import io.tidegate.gateway.i2c.ChipFault;
import io.tidegate.gateway.i2c.ChipFault.Kind;
import io.tidegate.gateway.i2c.FullScale;
import io.tidegate.sim.i2c.BoschChip;
import io.tidegate.sim.i2c.I2cWires;
import io.tidegate.sim.signal.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The bus through Pi4J itself, with a provider that leads to simulated chips.
class PiI2cBusTest {
  @TempDir Path folder;
  private final I2cWires wires = new I2cWires();
  private SimI2cProvider provider;
  private int contexts;
  private PiI2cBus bus;

  @BeforeEach
  void make() throws IOException {
    wires.attach(
        0x76,
        new BoschChip(
            BoschChip.BME280, Signal.steady(21.5), Signal.steady(1000), Signal.steady(50)));
    bus = bus(Files.createFile(folder.resolve("i2c-1")));
  }

  @AfterEach
  void end() {
    bus.close();
  }

  private PiI2cBus bus(Path device) {
    return new PiI2cBus(
        1,
        device,
        () -> {
          contexts++;
          provider = new SimI2cProvider(wires);
          return PiContext.build(Map.of(), provider);
        });
  }

  private double celsius() throws ChipFault {
    return Chip.BME280.measure(bus, 0x76, "temp", FullScale.V4_096).get("temp").doubleValue();
  }

  private ChipFault fault() {
    return assertThrows(ChipFault.class, this::celsius);
  }

  @Test
  void aChipIsMeasuredThroughPi4jWhichIsOpenedOnce() throws ChipFault {
    assertEquals(21.5, celsius(), 0.02);
    assertEquals(21.5, celsius(), 0.02);
    assertEquals("1 1", contexts + " " + provider.opened);
  }

  @Test
  void afterAFailureAllOfItIsOpenedAnew() throws ChipFault {
    celsius();
    wires.stuck(true);
    ChipFault fault = fault();
    assertEquals("reading 0x76 on i2c-1 failed: Connection timed out", fault.getMessage());
    wires.stuck(false);
    assertEquals(21.5, celsius(), 0.02);
    assertEquals(2, contexts);
  }

  /// errno-base.h and errno.h of Linux.
  @ParameterizedTest
  @CsvSource({
    "6, ABSENT, nothing answers at 0x76",
    "121, ABSENT, nothing answers at 0x76",
    "110, STUCK, i2c-1 is stuck",
    "16, FAILED, a driver of the kernel has 0x76",
    "5, FAILED, reading 0x76 on i2c-1 failed"
  })
  void theKernelsNumberSaysWhatIsWrong(int errno, Kind kind, String words) {
    ChipFault fault = bus.fault(0x76, errno, new IOException("failed"));
    assertEquals(kind, fault.kind());
    assertTrue(fault.getMessage().startsWith(words), fault.getMessage());
  }

  @Test
  void aBusThatIsNotThereSaysHowToMakeIt() {
    bus = bus(folder.resolve("i2c-2"));
    ChipFault fault = fault();
    assertEquals(Kind.ABSENT, fault.kind());
    assertTrue(fault.getMessage().contains("raspi-config nonint do_i2c 0"), fault.getMessage());
    assertEquals(0, contexts, "Pi4J is not touched");
  }

  @Test
  void aMachineThatIsNoPiIsAFaultOfTheSensorAndNoMore() throws IOException {
    bus =
        new PiI2cBus(
            1,
            Files.createFile(folder.resolve("i2c-3")),
            () -> {
              PiContext.require("amd64");
              throw new AssertionError();
            });
    ChipFault fault = fault();
    assertEquals(Kind.ABSENT, fault.kind());
    assertTrue(fault.getMessage().contains("no Raspberry Pi"), fault.getMessage());
  }

  @Test
  void itWaitsThatLongAtLeastHoweverOftenItIsWoken() throws Exception {
    Thread waiting = Thread.currentThread();
    Thread waker = Thread.ofPlatform().start(() -> wake(waiting));
    long begunNanos = System.nanoTime();
    bus.await(20_000_000);
    assertTrue(System.nanoTime() - begunNanos >= 20_000_000);
    waker.join();
  }

  private static void wake(Thread waiting) {
    for (int i = 0; i < 100; i++) {
      LockSupport.unpark(waiting);
    }
  }

  @Test
  void anInterruptedWaitIsAFault() {
    Thread.currentThread().interrupt();
    try {
      assertThrows(ChipFault.class, () -> bus.await(60_000_000_000L));
    } finally {
      assertTrue(Thread.interrupted());
    }
  }
}
