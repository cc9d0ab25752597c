#pragma once
#include <stdbool.h>
#include <stdint.h>

// What sketches do with pins; Arduino.h brings it.

#define HIGH 0x1
#define LOW 0x0

#define INPUT 0x00
#define OUTPUT 0x01
#define INPUT_PULLUP 0x02
#define OUTPUT_OPEN_DRAIN 0x03
#define INPUT_PULLDOWN_16 0x04
#define WAKEUP_PULLUP 0x05
#define WAKEUP_PULLDOWN 0x07
#define SPECIAL 0xF8
#define FUNCTION_0 0x08
#define FUNCTION_1 0x18
#define FUNCTION_2 0x28
#define FUNCTION_3 0x38
#define FUNCTION_4 0x48

#define LSBFIRST 0
#define MSBFIRST 1

#define RISING 0x01
#define FALLING 0x02
#define CHANGE 0x03
#define ONLOW 0x04
#define ONHIGH 0x05
#define ONLOW_WE 0x0C
#define ONHIGH_WE 0x0D

#define NOT_A_PIN -1
#define NOT_A_PORT -1
#define NOT_AN_INTERRUPT -1
#define NOT_ON_TIMER 0

#include "esp8266_peri.h"
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
void analogWriteMode(uint8_t pin, int value, bool openDrain);
void analogWriteFreq(uint32_t hertz);
void analogWriteResolution(int bits);
void analogWriteRange(uint32_t range);

void attachInterrupt(uint8_t pin, void (*handler)(void), int mode);
void attachInterruptArg(uint8_t pin, void (*handler)(void*), void* arg, int mode);
void detachInterrupt(uint8_t pin);

uint8_t shiftIn(uint8_t dataPin, uint8_t clockPin, uint8_t bitOrder);
void shiftOut(uint8_t dataPin, uint8_t clockPin, uint8_t bitOrder, uint8_t value);

uint16_t system_adc_read(void);

// timer1 counts down at 80 MHz or a part of it; timer0 waits for a number of ESP.getCycleCount()
enum TIM_DIV_ENUM { TIM_DIV1 = 0, TIM_DIV16 = 1, TIM_DIV256 = 3 };
#define TIM_EDGE 0
#define TIM_LEVEL 1
#define TIM_SINGLE 0
#define TIM_LOOP 1
typedef void (*timercallback)(void);
void timer1_isr_init(void);
void timer1_enable(uint8_t divider, uint8_t intType, uint8_t reload);
void timer1_disable(void);
void timer1_attachInterrupt(timercallback handler);
void timer1_detachInterrupt(void);
void timer1_write(uint32_t ticks);
uint32_t timer1_read(void);
bool timer1_enabled(void);
bool timer1_interrupted(void);
void timer0_isr_init(void);
void timer0_attachInterrupt(timercallback handler);
void timer0_detachInterrupt(void);
void timer0_write(uint32_t cycle);
uint32_t timer0_read(void);
bool timer0_interrupted(void);

#ifdef __cplusplus
}

unsigned long pulseIn(uint8_t pin, uint8_t state, unsigned long timeout = 1000000UL);
unsigned long pulseInLong(uint8_t pin, uint8_t state, unsigned long timeout = 1000000UL);

void tone(uint8_t pin, unsigned int frequency, unsigned long duration = 0);
void tone(uint8_t pin, int frequency, unsigned long duration = 0);
void tone(uint8_t pin, double frequency, unsigned long duration = 0);
void noTone(uint8_t pin);

#define _PORT_GPIO16 1
#define digitalPinToPort(pin) ((pin) == 16 ? _PORT_GPIO16 : 0)
#define digitalPinToBitMask(pin) ((pin) == 16 ? 1 : 1UL << (pin))
#define digitalPinToTimer(pin) 0
#define portOutputRegister(port) tgsim::esp8266::portOutput(port)
#define portInputRegister(port) tgsim::esp8266::portInput(port)
#define portModeRegister(port) tgsim::esp8266::portMode(port)

namespace tgsim {
namespace esp8266 {
using Pointer32 = RegisterPointer<uint32_t>;
inline Pointer32 portOutput(int port) {
  return {port == _PORT_GPIO16 ? output16() : outputs(), insistsOnMemory};
}
inline Pointer32 portInput(int port) {
  return {port == _PORT_GPIO16 ? input16() : inputs(), insistsOnMemory};
}
inline Pointer32 portMode(int port) {
  return {port == _PORT_GPIO16 ? enabled16() : enabled(), insistsOnMemory};
}
}  // namespace esp8266
}  // namespace tgsim
#endif
