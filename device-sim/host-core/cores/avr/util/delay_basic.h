#pragma once
#include "Arduino.h"

/// Three cycles a turn, and four.
inline void _delay_loop_1(uint8_t turns) {
  delayMicroseconds((turns == 0 ? 256u : turns) * 3 / clockCyclesPerMicrosecond());
}
inline void _delay_loop_2(uint16_t turns) {
  delayMicroseconds((turns == 0 ? 65536u : turns) * 4 / clockCyclesPerMicrosecond());
}
