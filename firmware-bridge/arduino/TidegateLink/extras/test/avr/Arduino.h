#pragma once
// The smallest core that the library and uno-link need, for compiling and measuring them for the
// ATmega328P: one UART, one ADC channel, the digital pins with the two interrupts, and a clock that
// nobody drives.
#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/pgmspace.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

class __FlashStringHelper;
#define F(text) (reinterpret_cast<const __FlashStringHelper*>(PSTR(text)))

#define HIGH 1
#define LOW 0
#define INPUT 0
#define OUTPUT 1
#define INPUT_PULLUP 2
#define FALLING 2
#define LED_BUILTIN 13
#define A0 14

class Stream {
 public:
  void begin(unsigned long baud) { UBRR0 = static_cast<uint16_t>(F_CPU / 8 / baud - 1); }
  int available() { return UCSR0A & (1 << RXC0) ? 1 : 0; }
  int read() { return UDR0; }
  size_t write(uint8_t byte) {
    while (!(UCSR0A & (1 << UDRE0))) {
    }
    UDR0 = byte;
    return 1;
  }
};

extern Stream Serial;

#define interrupts() sei()
#define noInterrupts() cli()
#define digitalPinToInterrupt(pin) ((pin) == 2 ? 0 : (pin) == 3 ? 1 : -1)

unsigned long millis();
unsigned long micros();
void delayMicroseconds(unsigned int micros);
void attachInterrupt(uint8_t number, void (*handler)(), int mode);
void detachInterrupt(uint8_t number);
int digitalRead(uint8_t pin);
void pinMode(uint8_t pin, uint8_t mode);
void digitalWrite(uint8_t pin, uint8_t level);
int analogRead(uint8_t pin);
void setup();
void loop();
