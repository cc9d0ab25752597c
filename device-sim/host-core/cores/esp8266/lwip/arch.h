#pragma once
#include <stdint.h>

// lwIP brings it along.
#include "ets_sys.h"

// lwIP's names of numbers.
typedef uint8_t u8_t;
typedef int8_t s8_t;
typedef uint16_t u16_t;
typedef int16_t s16_t;
typedef uint32_t u32_t;
typedef int32_t s32_t;
