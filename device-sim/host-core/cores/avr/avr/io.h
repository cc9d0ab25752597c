#pragma once
#include <stdint.h>

#include "avr/bits.h"
#include "avr/registers.h"

#define _BV(bit) (1 << (bit))
#define bit_is_set(value, bit) ((value) & _BV(bit))
#define bit_is_clear(value, bit) (!((value) & _BV(bit)))
#define loop_until_bit_is_set(value, bit) \
  do {                                    \
  } while (bit_is_clear(value, bit))
#define loop_until_bit_is_clear(value, bit) \
  do {                                      \
  } while (bit_is_set(value, bit))

#define RAMSTART 0x100
#define RAMEND 0x8FF
#define E2END 0x3FF
#define FLASHEND 0x7FFF
#define SPM_PAGESIZE 128

#ifndef cbi
#define cbi(sfr, bit) ((sfr) &= ~_BV(bit))
#endif
#ifndef sbi
#define sbi(sfr, bit) ((sfr) |= _BV(bit))
#endif
