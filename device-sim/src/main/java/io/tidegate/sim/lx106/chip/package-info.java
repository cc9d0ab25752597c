/// The ESP8266 around its [processor][io.tidegate.sim.lx106.core]: serial ports, timers, pins. Each
/// peripheral is words on the bus, and perhaps has something to do at a later cycle. A cycle is one
/// of 80 MHz, 12.5 ns.
///
/// Facts: register addresses and bits by the names of the chip's published headers and Technical
/// Reference (`eagle_soc.h`, `uart_register.h`, the chapters on UART, timers and GPIO).
package io.tidegate.sim.lx106.chip;
