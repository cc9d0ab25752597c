#pragma once
// What a sketch needs of an Arduino core, on a PC: time that stands until the runner moves it, pins
// that the runner sets and watches, and one serial port. Not a simulation of a chip.
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "Print.h"
#include "Stream.h"
#include "WString.h"
#include "flash.h"

typedef bool boolean;
typedef uint8_t byte;
typedef uint16_t word;

#define HIGH 0x1
#define LOW 0x0
#define INPUT 0x0
#define OUTPUT 0x1
#define INPUT_PULLUP 0x2

#ifdef ESP8266
#define LED_BUILTIN 2
#define A0 17
#else
#define LED_BUILTIN 13
#define A0 14
#endif

void pinMode(uint8_t pin, uint8_t mode);
void digitalWrite(uint8_t pin, uint8_t level);
int digitalRead(uint8_t pin);
int analogRead(uint8_t pin);

unsigned long millis();
unsigned long micros();
void delay(unsigned long millis);
inline void yield() {}

long random(long limit);
long random(long least, long limit);
void randomSeed(unsigned long seed);

template <class T, class L, class H>
T constrain(T value, L least, H most) {
  return value < least ? least : value > most ? most : value;
}

inline long map(long value, long fromLow, long fromHigh, long toLow, long toHigh) {
  return (value - fromLow) * (toHigh - toLow) / (fromHigh - fromLow) + toLow;
}

class HardwareSerial : public Stream {
 public:
  void begin(unsigned long baud) { baud_ = baud; }
  void end() {}
  int available() override;
  int read() override;
  int peek() override;
  size_t write(uint8_t byte) override;
  using Print::write;
  explicit operator bool() const { return baud_ != 0; }
  unsigned long baudRate() const { return baud_; }

 private:
  unsigned long baud_ = 0;
};

extern HardwareSerial Serial;

#ifdef ESP8266
class EspClass {
 public:
  uint32_t getChipId() { return 0xA1B2C3; }
  uint32_t getFreeHeap() { return 40000; }
};

extern EspClass ESP;
#endif

void setup();
void loop();
