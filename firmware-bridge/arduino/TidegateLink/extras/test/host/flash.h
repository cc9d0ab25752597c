#pragma once
#include <stdint.h>

// A PC has one memory: what a chip keeps in flash stands here in RAM.
class __FlashStringHelper;

#define PROGMEM
#define PGM_P const char*
#define PSTR(text) (text)
#define F(text) (reinterpret_cast<const __FlashStringHelper*>(PSTR(text)))
#define FPSTR(text) (reinterpret_cast<const __FlashStringHelper*>(text))
#define pgm_read_byte(address) (*reinterpret_cast<const uint8_t*>(address))
#define pgm_read_word(address) (*reinterpret_cast<const uint16_t*>(address))
#define pgm_read_dword(address) (*reinterpret_cast<const uint32_t*>(address))
#define snprintf_P snprintf
#define strcmp_P strcmp
#define strlen_P strlen
