/// The pins of a board and what hangs on them, bit by bit, in virtual time.
///
/// Purpose: a sketch that moves its pins meets the devices as their data sheets draw them. A
/// [PinBus] has a wire at each pin; on a wire is the board's own [Drive] and those of
/// [PinDevice]s, which say what they will do as a [Plan]: a sketch that looks at a pin a thousand
/// times need not ask a thousand times. Devices that answer ([DhtDevice], [OneWireDevice]) plan
/// anew when the board moves the wire; others ([LevelDevice]) go their own way. Values come from
/// `sensor`; [SensorPins] says what of a sensor goes where. [SpiWires] and the I2C wires of `i2c`
/// carry whole transactions. [VcdTrace] draws all of it.
///
/// Allowed neighbours: `sensor`, `signal`, `i2c`, `setting`, `board`, the JDK.
///
/// The rule that must not break: no clock, no thread; what a wire does depends on what the board
/// did and when, and on the devices' signals and faults.
package io.tidegate.sim.pins;
