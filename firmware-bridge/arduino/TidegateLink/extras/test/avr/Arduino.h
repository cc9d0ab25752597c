#pragma once
// The smallest core that the library needs, for measuring it on the ATmega328P: a UART written by
// hand, the clock left to the linker.
#include <avr/io.h>
#include <avr/pgmspace.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

class __FlashStringHelper;
#define F(text) (reinterpret_cast<const __FlashStringHelper*>(PSTR(text)))

extern "C" unsigned long millis();

class Stream {
 public:
  int available() { return UCSR0A & (1 << RXC0) ? 1 : 0; }
  int read() { return UDR0; }
  size_t write(uint8_t byte) {
    while (!(UCSR0A & (1 << UDRE0))) {
    }
    UDR0 = byte;
    return 1;
  }
};
