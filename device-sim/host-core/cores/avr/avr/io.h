#pragma once
#include <stdint.h>

#include "avr/ports.h"

#define _BV(bit) (1 << (bit))
#define bit_is_set(value, bit) ((value) & _BV(bit))
#define bit_is_clear(value, bit) (!((value) & _BV(bit)))

#define RAMSTART 0x100
#define RAMEND 0x8FF
#define E2END 0x3FF
#define FLASHEND 0x7FFF
