#pragma once

/// Constant data that stays in flash where a chip keeps it apart from RAM. On all others a pointer
/// into flash is an ordinary one.
#if defined(__AVR__)
#include <avr/pgmspace.h>
#elif defined(ESP8266)
#include <pgmspace.h>
#endif

#if defined(PROGMEM) && defined(pgm_read_byte)
#define TIDEGATE_FLASH PROGMEM
#define TIDEGATE_FLASH_BYTE(address) pgm_read_byte(address)
#else
#define TIDEGATE_FLASH
#define TIDEGATE_FLASH_BYTE(address) (*reinterpret_cast<const unsigned char*>(address))
#endif

namespace tidegate {

inline char flashChar(const char* address) {
  return static_cast<char>(TIDEGATE_FLASH_BYTE(address));
}

}  // namespace tidegate
