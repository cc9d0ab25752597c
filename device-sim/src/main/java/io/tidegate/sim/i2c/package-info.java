/// Chips on an I2C bus, at the level of their registers, and the bus that leads to them.
///
/// Purpose: a driver, whether it is a program's on a PC or a sketch's, meets the chip as its data
/// sheet draws it: registers that go on by themselves, conversions that take their time, what it
/// holds after power-on. [I2cWires] carries a whole transaction and says how it ended;
/// [I2cChip] is a chip; [BoschChip] a BMP280 or BME280, [Ads1115Chip] the converter.
///
/// Bosch's chips are computed backwards: what a driver has to read for a signal to come out is
/// found with the integer formulas of the data sheet in [BoschNumbers], a calibration given.
///
/// Allowed neighbours: `signal`, the JDK.
///
/// The rule that must not break: no clock, no thread; what a chip answers depends on its settings,
/// its signals and what it was told when.
package io.tidegate.sim.i2c;
