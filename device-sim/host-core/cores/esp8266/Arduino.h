#pragma once
#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core_esp8266_features.h"
#include "core_esp8266_version.h"
#include "pgmspace.h"
#include "stdlib_noniso.h"

// The chip's C library has it everywhere.
#ifndef __unused
#define __unused __attribute__((__unused__))
#endif

#ifndef F_CPU
#define F_CPU 80000000L
#endif

#define PI 3.1415926535897932384626433832795
#define HALF_PI 1.5707963267948966192313216916398
#define TWO_PI 6.283185307179586476925286766559
#define DEG_TO_RAD 0.017453292519943295769236907684886
#define RAD_TO_DEG 57.295779513082320876798154814105
#define EULER 2.718281828459045235360287471352

#define SERIAL 0x0
#define DISPLAY 0x1
#define DEFAULT 1
#define EXTERNAL 0

#define constrain(amount, low, high) \
  ((amount) < (low) ? (low) : ((amount) > (high) ? (high) : (amount)))
#define radians(degrees) ((degrees) * DEG_TO_RAD)
#define degrees(radians) ((radians) * RAD_TO_DEG)
#define sq(x) ((x) * (x))

#define interrupts() xt_rsil(0)
#define noInterrupts() xt_rsil(15)

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
#define _BV(b) (1UL << (b))
#ifndef _NOP
#define _NOP() ((void)0)
#endif

typedef uint16_t word;
typedef bool boolean;
typedef uint8_t byte;

#include "wiring.h"

#ifdef __cplusplus
extern "C" {
#endif

void setup(void);
void loop(void);
void preinit(void);
void initVariant(void);
void yield(void);
void optimistic_yield(uint32_t interval_us);
unsigned long millis(void);
unsigned long micros(void);
uint64_t micros64(void);
void delay(unsigned long millis);
void delayMicroseconds(unsigned int micros);
void ets_intr_lock(void);
void ets_intr_unlock(void);

#ifdef __cplusplus
}

#include <algorithm>
#include <cmath>
#include <cstdlib>

using std::abs;
using std::isinf;
using std::isnan;
using std::max;
using std::min;
using std::round;

#define _min(a, b) ({ decltype(a) _a = (a); decltype(b) _b = (b); _a < _b ? _a : _b; })
#define _max(a, b) ({ decltype(a) _a = (a); decltype(b) _b = (b); _a > _b ? _a : _b; })
#define word(...) makeWord(__VA_ARGS__)

/// Where the clock is from and what it shows: a POSIX time zone, or seconds east of Greenwich.
void setTZ(const char* zone);
void configTime(const char* zone, const char* server1, const char* server2 = nullptr,
                const char* server3 = nullptr);
void configTime(int zoneSeconds, int summerSeconds, const char* server1,
                const char* server2 = nullptr, const char* server3 = nullptr);
inline void configTzTime(const char* zone, const char* server1, const char* server2 = nullptr,
                         const char* server3 = nullptr) {
  configTime(zone, server1, server2, server3);
}
bool getLocalTime(struct tm* into, uint32_t millis = 5000);

#include "Esp.h"
#include "HardwareSerial.h"
#include "WCharacter.h"
#include "WMath.h"
#include "Updater.h"
#include "WString.h"
#include "binary.h"
#include "coredecls.h"
#include "debug.h"

void configTime(int zoneSeconds, int summerSeconds, String server1, String server2 = String(),
                String server3 = String());
void configTime(const char* zone, String server1, String server2 = String(),
                String server3 = String());
#include "PolledTimeout.h"
#endif
