#pragma once
// What PubSubClient, the genuine one and the stand-in, needs of an Arduino core: a clock that
// talk.cpp drives, and the types. Nothing else.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef bool boolean;

#define pgm_read_byte(address) (*(const uint8_t*)(address))
#define pgm_read_byte_near(address) pgm_read_byte(address)

unsigned long millis();
inline void yield() {}
