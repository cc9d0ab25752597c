/// The ESP8266 around its [processor][io.tidegate.sim.lx106.core]: the flash beside it, serial
/// ports, timers, pins, the converter, watchdog, RTC, and what of the radio's registers has nothing
/// to do with a radio. Each peripheral is words on a [bus][Bus], and perhaps has something to do at
/// a later cycle. A cycle is one of 80 MHz, 12.5 ns.
///
/// A register that nobody knows keeps what was written, and is
/// [counted][Esp8266#unknownRegisters].
///
/// Facts: register addresses and bits by the names of the chip's published headers and Technical
/// Reference (`eagle_soc.h`, `uart_register.h`, `esp8266_peri.h`, the chapters on UART, timers and
/// GPIO); those that stand in no such place are in FACTS.md with their sources.
package io.tidegate.sim.lx106.chip;
