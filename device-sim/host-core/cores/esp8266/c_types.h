#pragma once
#include <stdbool.h>
#include <stdint.h>

// Names of the chip's SDK.
typedef uint8_t uint8;
typedef uint8_t u8;
typedef int8_t s8;
typedef uint16_t u16;
typedef int16_t s16;
typedef uint32_t u32;
typedef int32_t s32;
typedef uint64_t u64;
typedef int8_t sint8_t;
typedef int16_t sint16_t;
typedef int32_t sint32_t;
typedef int64_t sint64_t;
typedef int8_t sint8;
typedef int8_t int8;
typedef uint16_t uint16;
typedef int16_t sint16;
typedef int16_t int16;
typedef uint32_t uint32;
typedef int32_t sint32;
typedef int32_t int32;
typedef uint64_t uint64;
typedef int64_t sint64;
typedef float real32;

#define LOCAL static

typedef enum { OK = 0, FAIL, PENDING, BUSY, CANCEL } STATUS;

#define ICACHE_FLASH_ATTR
#define ICACHE_RAM_ATTR
#define ICACHE_RODATA_ATTR
#define IRAM_ATTR
#define DRAM_ATTR
#define STORE_ATTR
#define SHMEM_ATTR

#define BIT(bit) (1UL << (bit))

#ifndef __cplusplus
#define BOOL bool
#define TRUE true
#define FALSE false
#endif
