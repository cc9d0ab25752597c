#pragma once
#include <stdint.h>

#define PROGMEM __attribute__((section(".irom.data")))

// Flash is read in words of four bytes only.
inline uint8_t pgm_read_byte(const void* address) {
  uintptr_t at = reinterpret_cast<uintptr_t>(address);
  return static_cast<uint8_t>(*reinterpret_cast<const uint32_t*>(at & ~3u) >> 8 * (at & 3));
}
#define pgm_read_byte(address) pgm_read_byte(address)
#define pgm_read_dword(address) (*reinterpret_cast<const uint32_t*>(address))
