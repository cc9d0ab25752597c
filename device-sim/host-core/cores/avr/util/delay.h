#pragma once
#include "Arduino.h"

inline void _delay_us(double micros) { delayMicroseconds(static_cast<unsigned int>(micros)); }
/// Busy: nothing else has its turn.
inline void _delay_ms(double millis) { _delay_us(millis * 1000); }
