/// What a sketch's pins meet: the messages of its process, to and from the wires of `sim.pins`.
///
/// Purpose: [PinPeripheral] hears what the sketch does to its pins and says what devices will do,
/// so that the process knows the level at a pin at any time without asking for it. All times are
/// those of the chip's own clock.
///
/// | kind | from | fields | |
/// |---|---|---|---|
/// | 32 DRIVE | sketch | u16 count; each u64 at, u8 pin, u8 drive | what it does to its wires |
/// | 33 LOOK | sketch, asks | u64 at, u8 pin | the answer is a plan |
/// | 34 DEVICES | Java | u8 pin, bool answers, plan | devices hang on the pin |
/// | 35 ANALOG | sketch, asks | u64 at, u8 pin | i32: 0 to 1023, -1 where nothing is |
/// | 36 PULSES | sketch | u64 at, u8 pin, u64 period, u64 high | pulses from now on, in ns |
/// | 40 I2C | sketch, asks | u64 at, u8 address, u16 wanted, blob | u8 outcome, blob |
/// | 41 SPI | sketch, asks | u64 at, blob | a blob as long |
///
/// What is done to wires comes in its order. With `answers` a plan is good only as long as the
/// sketch leaves the wire alone. A period of 0 ends pulses. Outcomes of I2C are 0 done, 1 nobody, 2
/// refused, 3 the wires are stuck.
///
/// A plan is u8 drive, u16 count, and each u64 at, u8 drive: what the devices do now, and from when
/// on something else. Drives are the codes of [io.tidegate.sim.pins.Drive].
///
/// Allowed neighbours: `sketch`, `pins`, `i2c`, `board`, the JDK.
///
/// The rule that must not break: what a process says is looked at before it is believed.
package io.tidegate.sim.sketch.pins;
