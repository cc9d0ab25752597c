#pragma once
// What the chip's C library has not is a sketch's own: `int index;` is in many of them.
#define index tgsim_hidden_index
#define rindex tgsim_hidden_rindex
#define y0 tgsim_hidden_y0
#define y1 tgsim_hidden_y1
#define yn tgsim_hidden_yn
#define j0 tgsim_hidden_j0
#define j1 tgsim_hidden_j1
#define jn tgsim_hidden_jn
#define gamma tgsim_hidden_gamma
#define drem tgsim_hidden_drem
#define significand tgsim_hidden_significand
#define scalb tgsim_hidden_scalb
#define bcmp tgsim_hidden_bcmp
#define bcopy tgsim_hidden_bcopy
#define bzero tgsim_hidden_bzero
#define basename tgsim_hidden_basename
#define getline tgsim_hidden_getline
#define select tgsim_hidden_select
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __cplusplus
#include <algorithm>
#include <cmath>
#include <cstdlib>
#endif
#undef index
#undef rindex
#undef y0
#undef y1
#undef yn
#undef j0
#undef j1
#undef jn
#undef gamma
#undef drem
#undef significand
#undef scalb
#undef bcmp
#undef bcopy
#undef bzero
#undef basename
#undef getline
#undef select

#include "avr/interrupt.h"
#include "avr/io.h"
#include "pgmspace.h"
#include "stdlib_noniso.h"

#ifndef F_CPU
#define F_CPU 16000000L
#endif

#define PI 3.1415926535897932384626433832795
#define HALF_PI 1.5707963267948966192313216916398
#define TWO_PI 6.283185307179586476925286766559
#define DEG_TO_RAD 0.017453292519943295769236907684886
#define RAD_TO_DEG 57.295779513082320876798154814105
#define EULER 2.718281828459045235360287471352

#define SERIAL 0x0
#define DISPLAY 0x1

#define constrain(amount, low, high) \
  ((amount) < (low) ? (low) : ((amount) > (high) ? (high) : (amount)))
#define radians(degrees) ((degrees) * DEG_TO_RAD)
#define degrees(radians) ((radians) * RAD_TO_DEG)
#define sq(x) ((x) * (x))

#define interrupts() sei()
#define noInterrupts() cli()

#define clockCyclesPerMicrosecond() (F_CPU / 1000000L)
#define clockCyclesToMicroseconds(cycles) ((cycles) / clockCyclesPerMicrosecond())
#define microsecondsToClockCycles(micros) ((micros) * clockCyclesPerMicrosecond())

#define lowByte(w) ((uint8_t)((w) & 0xff))
#define highByte(w) ((uint8_t)((w) >> 8))
#define bitRead(value, bit) (((value) >> (bit)) & 0x01)
#define bitSet(value, bit) ((value) |= (1UL << (bit)))
#define bitClear(value, bit) ((value) &= ~(1UL << (bit)))
#define bitToggle(value, bit) ((value) ^= (1UL << (bit)))
#define bitWrite(value, bit, bitvalue) (bitvalue ? bitSet(value, bit) : bitClear(value, bit))
#define bit(b) (1UL << (b))

typedef uint16_t word;
typedef bool boolean;
typedef uint8_t byte;

#include "wiring.h"

#ifdef __cplusplus
extern "C" {
#endif
void setup(void);
void loop(void);
void init(void);
void initVariant(void);
void yield(void);
unsigned long millis(void);
unsigned long micros(void);
void delay(unsigned long millis);
void delayMicroseconds(unsigned int micros);
#ifdef __cplusplus
}

// In C++ these are no macros here: the standard library would not survive it.
using std::abs;
using std::round;

template <class A, class B>
constexpr auto min(const A& a, const B& b) -> decltype(a < b ? a : b) {
  return a < b ? a : b;
}
template <class A, class B>
constexpr auto max(const A& a, const B& b) -> decltype(a < b ? b : a) {
  return a < b ? b : a;
}

#define word(...) makeWord(__VA_ARGS__)

#include "HardwareSerial.h"
#include "WCharacter.h"
#include "WMath.h"
#include "WString.h"
#include "binary.h"
#endif
