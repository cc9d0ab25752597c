package io.tidegate.gateway.gpio;

import io.tidegate.sim.i2c.I2cWires;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Sensors whose I2C buses lead through Pi4J itself to simulated chips.
public final class SimulatedBus {
  private SimulatedBus() {}

  /// `folder` is where the bus's device stands.
  public static Sensors sensors(Path folder, I2cWires wires) {
    return new Sensors(folder, number -> bus(number, device(folder, number), wires));
  }

  private static PiI2cBus bus(int number, Path device, I2cWires wires) {
    return new PiI2cBus(number, device, () -> PiContext.build(Map.of(), new SimI2cProvider(wires)));
  }

  private static Path device(Path folder, int number) {
    try {
      return Files.writeString(folder.resolve("i2c-" + number), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
