/// The sketches of arduino-sketches, as a person flashes them, on boards in software: built by
/// device-sim's runner, on ports that the real gateway opens and on WiFi that leads to a real
/// Mosquitto.
///
/// The rule that must not break: a sketch is built as it stands in its folder; only `config.h` is a
/// test's own.
package io.tidegate.gateway.sketch;
