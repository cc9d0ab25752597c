/// Sensors as a sketch meets them: the device with its resolution, range and moods, and the library
/// it is read through, which decides what a sketch gets when something is wrong.
///
/// A [Sensor] looks at signals and gives values; [SensorKind] makes each kind from plain values.
/// The device is kept apart from its library, and both from how a value is printed: a bus of pins
/// may be put before the same device.
///
/// Allowed neighbours: `signal`, `setting`, the JDK.
///
/// The rule that must not break: no clock, no thread; what a sensor gives depends on its settings,
/// its seed, its signals, and when it was started, asked and hurt.
package io.tidegate.sim.sensor;
