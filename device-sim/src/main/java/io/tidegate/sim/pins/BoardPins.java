package io.tidegate.sim.pins;

import io.tidegate.sim.i2c.I2cWires;

/// All that a board can be wired to; the resistors that are on the board are there.
public record BoardPins(PinNames names, PinBus bus, I2cWires i2c, SpiWires spi) {
  public static BoardPins of(PinNames names) {
    PinBus bus = new PinBus();
    names.resistors().forEach((pin, drive) -> bus.attach(pin, new Resistor(drive)));
    return new BoardPins(names, bus, new I2cWires(), new SpiWires(bus));
  }
}
