#pragma once
// The smallest core that the library and esp8266-link need, for compiling and measuring them for the
// ESP8266's processor: one UART, GPIO, and a clock that nobody drives. It does not run on a chip:
// the real core, with its start-up and flash, is in no package.
#include <pgmspace.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

class __FlashStringHelper;
#define PSTR(text)                                \
  (__extension__({                                \
    static const char inFlash[] PROGMEM = (text); \
    &inFlash[0];                                  \
  }))
#define F(text) (reinterpret_cast<const __FlashStringHelper*>(PSTR(text)))

#define HIGH 1
#define LOW 0
#define INPUT 0
#define OUTPUT 1
#define INPUT_PULLUP 2
#define FALLING 2
#define LED_BUILTIN 2
#define A0 17
#define IRAM_ATTR __attribute__((section(".iram.text")))
#define digitalPinToInterrupt(pin) (pin)

class Stream {
 public:
  void begin(unsigned long baud);
  int available();
  int read();
  size_t write(uint8_t byte);
};

extern Stream Serial;

class EspClass {
 public:
  uint32_t getChipId();
};

extern EspClass ESP;

unsigned long millis();
unsigned long micros();
void delayMicroseconds(unsigned int micros);
void noInterrupts();
void interrupts();
void attachInterrupt(uint8_t pin, void (*handler)(), int mode);
void detachInterrupt(uint8_t pin);
void pinMode(uint8_t pin, uint8_t mode);
void digitalWrite(uint8_t pin, uint8_t level);
int digitalRead(uint8_t pin);
int analogRead(uint8_t pin);
void setup();
void loop();
