#pragma once
#include <stdint.h>

// What sketches do with pins; Arduino.h brings it.

#define HIGH 0x1
#define LOW 0x0

#define INPUT 0x0
#define OUTPUT 0x1
#define INPUT_PULLUP 0x2

#define LSBFIRST 0
#define MSBFIRST 1

#define CHANGE 1
#define FALLING 2
#define RISING 3

#define DEFAULT 1
#define EXTERNAL 0
#define INTERNAL 3

#define NOT_A_PIN 0
#define NOT_A_PORT 0
#define NOT_AN_INTERRUPT -1
#define NOT_ON_TIMER 0
#define TIMER0A 1
#define TIMER0B 2
#define TIMER1A 3
#define TIMER1B 4
#define TIMER1C 5
#define TIMER2 6
#define TIMER2A 7
#define TIMER2B 8

#include "pins_arduino.h"

#ifdef __cplusplus
extern "C" {
#endif

void pinMode(uint8_t pin, uint8_t mode);
void digitalWrite(uint8_t pin, uint8_t value);
int digitalRead(uint8_t pin);
int analogRead(uint8_t pin);
void analogReference(uint8_t mode);
void analogWrite(uint8_t pin, int value);
/// `number` is what digitalPinToInterrupt() gives.
void attachInterrupt(uint8_t number, void (*handler)(void), int mode);
void detachInterrupt(uint8_t number);
void shiftOut(uint8_t dataPin, uint8_t clockPin, uint8_t bitOrder, uint8_t value);
uint8_t shiftIn(uint8_t dataPin, uint8_t clockPin, uint8_t bitOrder);

#ifdef __cplusplus
}

unsigned long pulseIn(uint8_t pin, uint8_t state, unsigned long timeout = 1000000UL);
unsigned long pulseInLong(uint8_t pin, uint8_t state, unsigned long timeout = 1000000UL);
void tone(uint8_t pin, unsigned int frequency, unsigned long duration = 0);
void noTone(uint8_t pin);

// A port's number is one more than its place: 0 is none.
#define digitalPinToPort(pin) ((uint8_t)(tgsim::avr::portOf(pin) + 1))
#define digitalPinToBitMask(pin) tgsim::avr::maskOf(pin)
#define digitalPinToTimer(pin) tgsim::avr::timerOf(pin)
extern const uint8_t digital_pin_to_port_PGM[];
extern const uint8_t digital_pin_to_bit_mask_PGM[];
extern const uint8_t digital_pin_to_timer_PGM[];
#define portOutputRegister(port) tgsim::avr::portOutput(port)
#define portInputRegister(port) tgsim::avr::portInput(port)
#define portModeRegister(port) tgsim::avr::portMode(port)

namespace tgsim {
namespace avr {
using Pointer8 = RegisterPointer<uint8_t>;
inline Pointer8 portOutput(uint8_t port) { return &outputs(static_cast<uint8_t>(port - 1)); }
inline Pointer8 portInput(uint8_t port) { return &inputs(static_cast<uint8_t>(port - 1)); }
inline Pointer8 portMode(uint8_t port) { return &directions(static_cast<uint8_t>(port - 1)); }
constexpr uint8_t timerOf(uint8_t pin) {
  return static_cast<uint8_t>(pin == 3    ? TIMER2B
                              : pin == 5  ? TIMER0B
                              : pin == 6  ? TIMER0A
                              : pin == 9  ? TIMER1A
                              : pin == 10 ? TIMER1B
                              : pin == 11 ? TIMER2A
                                          : NOT_ON_TIMER);
}
}  // namespace avr
}  // namespace tgsim
#endif
