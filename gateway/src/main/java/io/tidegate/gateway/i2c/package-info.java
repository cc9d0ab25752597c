/// Drivers of chips on I2C: what has to be written and read for a value, and what it means.
///
/// Purpose: [Chip] is the table of them. A driver works over an [I2cBus], whole transactions and
/// waits, and is as pure as the core: the bus is a real one, or a chip of device-sim in virtual
/// time.
///
/// A driver keeps nothing between two measurements. Each begins with who the chip is and, for
/// Bosch's, with its calibration: 35 bytes, 4 ms on a bus of 100 kHz. So a chip that is exchanged,
/// or was without power, is never computed with another's numbers. (Rejected: reading them once. It
/// saves those 4 ms every 30 s.)
///
/// Bounds: every wait has one; a chip that is not ready by then is a [ChipFault].
///
/// Allowed neighbours: none but the JDK.
///
/// The rule that must not break: what did not come from this measurement of this chip is a
/// [ChipFault], never a value.
package io.tidegate.gateway.i2c;
